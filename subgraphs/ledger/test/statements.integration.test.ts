import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { inflateSync } from 'node:zlib'
import { type Actor, ANONYMOUS } from '@tallystick/actor'
import { newId } from '@tallystick/ids'
import type { DoorResult } from '@tallystick/subgraph-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PastWallet, writePast } from './past.ts'
import { entry, FEES, openRoom, person, type Room, topUp, transfer, wallet } from './room.ts'

const STATEMENT = `subscription ($accountId: ID!, $month: String!, $format: StatementFormat!) {
  accountStatement(accountId: $accountId, month: $month, format: $format) { data writtenEntries totalEntries isLast }
}`
const ADMIN = person(newId('usr'), 'ADMIN')
setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')
const HEAD =
  'line,recorded_at,effective_at,description,side,amount,balance,currency,ledger_transaction_id,payment_id'

type Chunk = { data: string; writtenEntries: number; totalEntries: number; isLast: boolean }
type Wanted = { accountId: string; month?: string; format?: 'CSV' | 'PDF' }

let room: Room
let past: PastWallet
const month = new Date().toISOString().slice(0, 7)

beforeAll(async () => {
  room = await openRoom()
  const wallets = await writePast(room.database.adminUrl, {
    from: '2025-01-30T12:00:00Z',
    everyMinutes: 360,
    count: 120,
    wallets: 1,
    currencies: ['EUR'],
  })
  past = wallets[0] as PastWallet
})
afterAll(() => room.close())

async function start(wanted: Wanted, actor: Actor) {
  return await room.ledger.subgraph.subscribe(
    { query: STATEMENT, variables: { month, format: 'CSV', ...wanted } },
    { actor, issuer: 'gateway', requestId: 'req-1' },
  )
}

async function chunksOf(wanted: Wanted, actor: Actor): Promise<Chunk[]> {
  const stream = await start(wanted, actor)
  if (!(Symbol.asyncIterator in stream)) throw new Error(JSON.stringify(stream))
  const chunks: Chunk[] = []
  for await (const { data, errors } of stream) {
    if (errors) throw new Error(JSON.stringify(errors))
    chunks.push(data?.['accountStatement'] as Chunk)
  }
  return chunks
}

const bytesOf = (chunks: readonly Chunk[]): Buffer =>
  Buffer.concat(chunks.map(({ data }) => Buffer.from(data, 'base64')))
const csvOf = async (wanted: Wanted, actor: Actor): Promise<string[]> =>
  bytesOf(await chunksOf(wanted, actor))
    .toString('utf8')
    .split('\r\n')

async function codeOf(wanted: Wanted, actor: Actor): Promise<unknown> {
  const result = (await start(wanted, actor)) as DoorResult
  return result.errors?.[0]?.extensions['code']
}

/** What this process holds on to, in bytes. */
function retained(): number {
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/** The text of a PDF of ours: its pages are deflated, its texts are pieces of hex between kerning. */
function textOf(pdf: Buffer): string {
  const latin = pdf.toString('latin1')
  const pages = [...latin.matchAll(/FlateDecode[\s\S]*?stream\n([\s\S]*?)\nendstream/g)].map(
    ([, body]) => inflateSync(Buffer.from(body ?? '', 'latin1')).toString('latin1'),
  )
  const texts = pages.flatMap((page) =>
    [...page.matchAll(/\[([^\]]*)\] TJ/g)].map(([, text]) => text),
  )
  return texts
    .map((text) =>
      [...(text ?? '').matchAll(/<([0-9a-f]*)>/g)]
        .map(([, hex]) => Buffer.from(hex ?? '', 'hex').toString('latin1'))
        .join(''),
    )
    .join('\n')
}

describe('a statement of account (ACC-12)', () => {
  test('has the opening balance, every entry in order with the balance after it, and the balance so far', async () => {
    const [ada, ben] = [wallet(), wallet()]
    const paymentId = newId('pay')
    const first = topUp(ada, 1_000n, {
      description: '=cmd|calc',
      effectiveAt: '2020-01-01T00:00:00.000Z',
    })
    const second = transfer(ada, ben, 250n, { description: 'rent, "May"', paymentId })
    const third = {
      id: newId('ltx'),
      description: 'fee',
      entries: [entry(ada, 'DEBIT', 1n), entry(FEES, 'CREDIT', 1n)],
    }
    for (const each of [first, second, third])
      expect((await room.post(each))[0]).toMatchObject({ refusal: null })
    const owner = person(ada.ownerId)
    const lines = await csvOf({ accountId: ada.accountId }, owner)
    const at = '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z'
    const [head, opening, one, two, three, closing, end] = lines
    expect([head, opening, end]).toEqual([HEAD, 'OPENING,,,,,,0.00,USD,,', ''])
    expect(one).toMatch(
      new RegExp(
        `^ENTRY,${at},2020-01-01T00:00:00.000Z,'=cmd\\|calc,CREDIT,10.00,10.00,USD,${first.id},$`,
      ),
    )
    expect(two).toMatch(
      new RegExp(
        `^ENTRY,(${at}),\\1,"rent, ""May""",DEBIT,2.50,7.50,USD,${second.id},${paymentId}$`,
      ),
    )
    expect(three).toMatch(new RegExp(`^ENTRY,(${at}),\\1,fee,DEBIT,0.01,7.49,USD,${third.id},$`))
    expect(closing).toMatch(new RegExp(`^SO_FAR,${at},,,,,7.49,USD,,$`))
    expect(lines).toHaveLength(7)
    // Nothing of the other side.
    for (const secret of [ben.accountId, ben.ownerId]) expect(lines.join()).not.toContain(secret)
    expect(await csvOf({ accountId: ada.accountId }, ADMIN)).toHaveLength(7)
  })

  test('of a month begins where the month before ended, and of one that is over is the same for ever', async () => {
    const owner = person(past.ownerId)
    const months = ['2024-12', '2025-01', '2025-02', '2025-03']
    const all = []
    for (const each of months)
      all.push(await csvOf({ accountId: past.accountId, month: each }, owner))
    expect(all.map((lines) => lines.length - 4)).toEqual([0, 6, 112, 2])
    const balance = (line = '') => line.split(',')[6]
    for (const [index, lines] of all.entries()) {
      expect(lines.at(-2)).toMatch(new RegExp(`^CLOSING,${months[index]}-\\d\\dT23:59:59.999Z,`))
      const before = all[index - 1]
      if (before) expect(balance(lines[1])).toBe(balance(before.at(-2)))
    }
    expect(await csvOf({ accountId: past.accountId, month: '2025-02' }, ADMIN)).toEqual(all[2])
  })

  test('is NOT_FOUND to anyone else, and for an account that was never posted to', async () => {
    const wanted = { accountId: past.accountId }
    expect(await codeOf(wanted, person(newId('usr')))).toBe('NOT_FOUND')
    expect(await codeOf(wanted, person(newId('usr'), 'VENDOR'))).toBe('NOT_FOUND')
    expect(await codeOf({ accountId: newId('acc') }, ADMIN)).toBe('NOT_FOUND')
    expect(await codeOf({ accountId: 'acc_x' }, ADMIN)).toBe('NOT_FOUND')
    expect(await codeOf(wanted, ANONYMOUS)).toBe('UNAUTHENTICATED')
  })

  test.each(['2026-13', '2026', '2026-1', '9000-01', '', "2026-01'--"])(
    'is refused for the month %j',
    async (wrong) => {
      const wanted = { accountId: past.accountId, month: wrong }
      expect(await codeOf(wanted, ADMIN)).toBe('BAD_USER_INPUT')
    },
  )

  test('as PDF has the pages, the entries and the totals', async () => {
    const wanted = { accountId: past.accountId, month: '2025-02', format: 'PDF' } as const
    const pdf = bytesOf(await chunksOf(wanted, person(past.ownerId)))
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.subarray(-6).toString()).toBe('%%EOF\n')
    const text = textOf(pdf)
    const csv = await csvOf({ ...wanted, format: 'CSV' }, ADMIN)
    for (const line of csv.slice(2, -2)) {
      const [, , , description, , amount, balance, , id] = line.split(',')
      for (const part of [description, amount, balance, id]) expect(text).toContain(part)
    }
    const credits = csv
      .slice(2, -2)
      .reduce((sum, line) => sum + BigInt(line.split(',')[5]?.replace('.', '') ?? 0), 0n)
    const total = `${credits / 100n}.${String(credits % 100n).padStart(2, '0')}`
    expect(text).toContain(`Totals of 112 entries\n0.00\n${total}`)
    expect(text).toContain(`Closing balance\n${csv.at(-2)?.split(',')[6]}`)
    for (const page of [1, 2, 3, 4]) expect(text).toContain(`Page ${page} of 4`)
    expect(text).not.toContain('Page 5')
    expect(text.match(/2025-02 \(UTC\) \xb7 EUR \xb7 complete/g)).toHaveLength(4)
    const again = bytesOf(await chunksOf(wanted, ADMIN))
    expect(again.equals(pdf)).toBe(true)
  })

  test('as PDF shows an amount of 78 digits whole, and marks what its fonts lack', async () => {
    const ada = wallet()
    const amount = 10n ** 78n - 1n
    const whale = { code: 'PROVIDER_CLEARING', provider: 'WHALE' }
    const description = 'Kraków 東京 🎉 (naïve) \\ ) ('
    expect((await room.post(transfer(whale, ada, amount, { description })))[0]?.refusal).toBeNull()
    const chunks = await chunksOf({ accountId: ada.accountId, format: 'PDF' }, person(ada.ownerId))
    const text = textOf(bytesOf(chunks))
    expect(text).toContain(`${'9'.repeat(76)}.99`)
    expect(text).toContain('Krak\xf3w ?? ? (na\xefve) \\ ) (')
    expect(text).toContain('cannot show')
    expect(text).toContain('Balance so far')
  })
})

describe('a long statement', () => {
  let long: PastWallet
  const LENGTH = 10_000
  beforeAll(async () => {
    const wallets = await writePast(room.database.adminUrl, {
      from: '2025-06-01T00:00:00Z',
      everyMinutes: 4,
      count: LENGTH,
      wallets: 1,
      currencies: ['KWD'],
    })
    long = wallets[0] as PastWallet
  })

  test.each(['CSV', 'PDF'] as const)(
    'of 10,000 entries comes in pieces that hold no more than a little: %s',
    async (format) => {
      const stream = await start(
        { accountId: long.accountId, month: '2025-06', format },
        person(long.ownerId),
      )
      if (!(Symbol.asyncIterator in stream)) throw new Error(JSON.stringify(stream))
      const before = retained()
      let peak = 0
      let bytes = 0
      let written = 0
      let last: Chunk | undefined
      for await (const { data } of stream) {
        const chunk = data?.['accountStatement'] as Chunk
        const size = Buffer.from(chunk.data, 'base64').length
        expect(size).toBeLessThan(150_000)
        expect(chunk.totalEntries).toBe(LENGTH)
        expect(chunk.writtenEntries).toBeGreaterThanOrEqual(written)
        written = chunk.writtenEntries
        bytes += size
        last = chunk
        peak = Math.max(peak, retained() - before)
      }
      expect(last).toMatchObject({ isLast: true, writtenEntries: LENGTH })
      expect(bytes).toBeGreaterThan(300_000)
      expect(peak).toBeLessThan(8 * 1_048_576)
    },
  )

  test('is read no further than it is asked for, and ends when its reader leaves', async () => {
    const stream = await start(
      { accountId: long.accountId, month: '2025-06' },
      person(long.ownerId),
    )
    if (!(Symbol.asyncIterator in stream)) throw new Error(JSON.stringify(stream))
    const first = (await stream.next()).value?.data?.['accountStatement'] as Chunk
    expect(first.writtenEntries).toBeLessThan(LENGTH / 5)
    const pending = stream.next()
    await stream.return?.()
    expect(await pending).toMatchObject({ done: true })
    expect(await stream.next()).toMatchObject({ done: true })
  })

  test('whose entries do not lead to its closing balance never ends as if it were whole', async () => {
    const { newStatementStream } = await import('../src/domain/reports/statement-stream.ts')
    const { newCsvWriter } = await import('../src/domain/reports/statement-csv.ts')
    const zero = { minor: 0n, currency: 'USD' } as const
    const statement = {
      accountId: 'acc_1',
      month,
      currency: 'USD' as const,
      opening: zero,
      closing: { ...zero, minor: 1n },
      totalEntries: 1,
      asOf: new Date(),
      isSoFar: false,
    }
    const row = {
      version: 1,
      recordedAt: new Date(),
      effectiveAt: new Date(),
      description: '',
      side: 'CREDIT' as const,
      amount: zero,
      balanceAfter: { ...zero, minor: 2n },
      ledgerTransactionId: 'ltx_1',
      paymentId: null,
    }
    for (const page of [[row], []]) {
      const stream = newStatementStream(statement, newCsvWriter(statement), async () => page)
      await expect(stream.next()).rejects.toThrow(/entries/)
      expect(await stream.next()).toEqual({ done: true, value: undefined })
    }
  })
})
