import { openDatabase } from '@tallystick/db'
import { verifyBooks } from '@tallystick/db/checks'
import { newId } from '@tallystick/ids'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeDays } from '../src/domain/reports/close-days.ts'
import { writePast } from './past.ts'
import { entry, FEES, openRoom, person, type Room, topUp, transfer, wallet } from './room.ts'

const ADMIN = person(newId('usr'), 'ADMIN')
const REPORT = `query ($input: FinancialReportInput!) {
  financialReport(input: $input) {
    from to asOf isFinal ledgerTransactionCount entryCount
    currencies {
      currency debits { amount } credits { amount } feeIncome { amount }
      lines { code provider normalSide opening { amount } debits { amount } credits { amount } closing { amount } entryCount }
    }
  }
}`
const TRIAL = `query ($asOf: DateTime) {
  trialBalance(asOf: $asOf) { currency debits { amount } credits { amount } }
}`
const BY_CODE = `query ($asOf: DateTime) {
  trialBalanceByCode(asOf: $asOf) { code provider currency debits { amount } credits { amount } balance { amount } }
}`

// biome-ignore lint/suspicious/noExplicitAny: a test reads answers whose shape its own query decides.
type Loose = any

let room: Room

beforeAll(async () => {
  room = await openRoom()
  // Twelve days in 2024, a year and more of silence, then three days of 2026; two currencies.
  const past = { everyMinutes: 97, currencies: ['USD', 'EUR'] }
  await writePast(room.database.adminUrl, { ...past, from: '2024-02-26T23:30:00Z', count: 150 })
  await writePast(room.database.adminUrl, { ...past, from: '2026-01-30T00:00:00Z', count: 40 })
})
afterAll(() => room.close())

const ask = async (query: string, variables: object = {}): Promise<Loose> =>
  await room.data(query, { ...variables }, ADMIN)
const code = async (query: string, variables: object, actor = ADMIN): Promise<unknown> =>
  (await room.run(query, { ...variables }, actor)).errors?.[0]?.extensions['code']
const closed = async (): Promise<string[]> =>
  (await room.asAdmin(sql`select day::text from ledger.closed_days order by day`)).map(({ day }) =>
    String(day),
  )

/** What the entries of a stretch come to, one by one. */
async function summed(from: string, to: string): Promise<Loose[]> {
  return [
    ...(await room.asAdmin(sql`
      select a.code, a.provider, a.currency, count(*)::text as entries,
             coalesce(sum(e.amount) filter (where e.side = 'DEBIT'), 0)::text as debits,
             coalesce(sum(e.amount) filter (where e.side = 'CREDIT'), 0)::text as credits
        from ledger.entries e join ledger.ledger_accounts a on a.id = e.ledger_account_id
       where e.recorded_at >= ${from}::text::timestamptz and e.recorded_at < ${to}::text::timestamptz
       group by 1, 2, 3 order by 3, 1`)),
  ]
}

async function expectTrialBalance(asOf: string): Promise<void> {
  const until = new Date(Date.parse(asOf) + 1).toISOString()
  const rows = await summed('-infinity', until)
  const { trialBalanceByCode } = await ask(BY_CODE, { asOf })
  expect(
    trialBalanceByCode.map((row: Loose) => [
      row.code,
      row.provider,
      row.currency,
      row.debits.amount,
      row.credits.amount,
    ]),
  ).toEqual(rows.map((row) => [row.code, row.provider, row.currency, row.debits, row.credits]))
  const { trialBalance } = await ask(TRIAL, { asOf })
  for (const { debits, credits } of trialBalance) expect(debits.amount).toBe(credits.amount)
  const total = (list: Loose[], of: (row: Loose) => string): bigint =>
    list.reduce((sum, row) => sum + BigInt(of(row)), 0n)
  expect(total(trialBalance, (row) => row.debits.amount)).toBe(total(rows, (row) => row.debits))
}

const MOMENTS = [
  '2024-02-26T23:29:59.999Z',
  '2024-02-26T23:30:00.000Z',
  '2024-02-29T23:59:59.999Z',
  '2024-03-01T00:00:00.000Z',
  '2024-03-03T11:11:11.111Z',
  '2025-01-01T00:00:00.000Z',
  '2026-01-31T23:59:59.999Z',
  '2026-02-01T13:00:00.000Z',
  '2026-06-01T00:00:00.000Z',
]

describe('a trial balance', () => {
  test.each(MOMENTS)(
    'is all that was recorded up to %s, before days are closed',
    expectTrialBalance,
  )

  test('is refused for a moment that has not come, and to anyone but administrators', async () => {
    const asOf = '9000-01-01T00:00:00Z'
    for (const query of [TRIAL, BY_CODE]) {
      expect(await code(query, { asOf })).toBe('BAD_USER_INPUT')
      expect(await code(query, {}, person(newId('usr')))).toBe('FORBIDDEN')
    }
  })
})

describe('closing days', () => {
  test('goes day by day without a gap, once, however many workers are at it', async () => {
    const { db, close } = openDatabase({ url: room.database.urls.ledger, name: 'test', poolMax: 6 })
    const steps = await Promise.all(Array.from({ length: 6 }, () => closeDays(db)))
    await close()
    // A step for each day with entries, and one for the quiet days since.
    expect(steps.reduce((sum, each) => sum + each)).toBe(12 + 3 + 1)
    const days = await closed()
    expect(days[0]).toBe('2024-02-26')
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
    expect(days.at(-1)).toBe(yesterday)
    expect(days).toHaveLength((Date.parse(yesterday) - Date.parse('2024-02-26')) / 86_400_000 + 1)
    expect(await room.asAdmin(sql`select day from ledger.day_totals group by 1`)).toHaveLength(15)
  })

  test('changes nothing when it is repeated, and is a chore', async () => {
    const before = await closed()
    const chore = room.ledger.chores.find(({ name }) => name === 'close-days')
    expect(await chore?.run(AbortSignal.timeout(10_000))).toBe(0)
    expect(await closed()).toEqual(before)
  })

  test.each(MOMENTS)('leaves the trial balance of %s as it was', expectTrialBalance)

  test('gives totals that are the sums of their days, which verify-books proves', async () => {
    const i3 = async () =>
      (await verifyBooks(room.database.adminUrl)).filter(({ invariant }) => invariant === 'I3')
    expect(await i3()).toEqual([])
    const plant = async (statement: string) => {
      const { db, close } = openDatabase({ url: room.database.adminUrl, name: 'test', poolMax: 1 })
      await db.execute(sql`set session_replication_role = replica`)
      await db.execute(sql.raw(statement))
      const found = await i3()
      await close()
      return found.flatMap(({ message, rows }) =>
        rows.map(() => message.split(' ').slice(0, 3).join(' ')),
      )
    }
    const one = `day = '2024-02-27' and currency = 'EUR' and debits > 0`
    expect(await plant(`update ledger.day_totals set debits = debits + 1 where ${one}`)).toEqual([
      'the totals of',
    ])
    expect(await plant(`update ledger.day_totals set debits = debits - 1 where ${one}`)).toEqual([])
    expect(
      await plant(
        `update ledger.closed_days set ledger_transaction_count = 0 where day = '2024-02-28'`,
      ),
    ).toEqual(['a closed day'])
    await plant(`update ledger.closed_days set ledger_transaction_count =
      (select count(*) from ledger.ledger_transactions where recorded_at::date = '2024-02-28') where day = '2024-02-28'`)
    expect(await i3()).toEqual([])
  })

  test('is the only way to write totals, and they stay', async () => {
    const asLedger = openDatabase({ url: room.database.urls.ledger, name: 'test', poolMax: 1 })
    for (const statement of [
      `insert into ledger.closed_days values ('2000-01-01', now(), 0)`,
      `update ledger.day_totals set debits = 0`,
      `delete from ledger.closed_days`,
    ])
      await expect(asLedger.db.execute(sql.raw(statement))).rejects.toThrow()
    await asLedger.close()
    await expect(room.asAdmin(sql`delete from ledger.day_totals`)).rejects.toThrow()
    await expect(room.asAdmin(sql`truncate ledger.closed_days`)).rejects.toThrow()
  })
})

describe('a financial report', () => {
  test.each([
    ['DAY', '2024-02-29', '2024-02-29', '2024-03-01'],
    ['WEEK', '2024-02-28', '2024-02-26', '2024-03-04'],
    ['MONTH', '2024-02-05', '2024-02-01', '2024-03-01'],
    ['MONTH', '2024-03-31', '2024-03-01', '2024-04-01'],
    ['WEEK', '2026-02-01', '2026-01-26', '2026-02-02'],
    ['DAY', '2025-05-05', '2025-05-05', '2025-05-06'],
    ['MONTH', '1999-12-31', '1999-12-01', '2000-01-01'],
  ])('on the %s of %s is what its entries come to (REC-3)', async (period, date, from, to) => {
    const [before, within] = [await summed('-infinity', from), await summed(from, to)]
    const { financialReport } = await ask(REPORT, { input: { period, date } })
    expect(financialReport).toMatchObject({
      from: `${from}T00:00:00.000Z`,
      to: `${to}T00:00:00.000Z`,
      asOf: new Date(Date.parse(to) - 1).toISOString(),
      isFinal: true,
      entryCount: String(within.reduce((sum, { entries }) => sum + Number(entries), 0)),
      ledgerTransactionCount: String(
        within.reduce((sum, { entries }) => sum + Number(entries), 0) / 3,
      ),
    })
    const lines = financialReport.currencies.flatMap(({ currency, lines: own }: Loose) =>
      own.map((line: Loose) => ({ ...line, currency })),
    )
    expect(lines).toHaveLength(
      new Set([...before, ...within].map((row) => `${row.code}${row.currency}`)).size,
    )
    for (const line of lines) {
      const of = (rows: Loose[]) =>
        rows.find((row) => row.code === line.code && row.currency === line.currency)
      const sign = line.normalSide === 'DEBIT' ? 1n : -1n
      const net = (row: Loose) => (row ? sign * (BigInt(row.debits) - BigInt(row.credits)) : 0n)
      expect(BigInt(line.opening.amount)).toBe(net(of(before)))
      expect(BigInt(line.closing.amount)).toBe(net(of(before)) + net(of(within)))
      expect([line.debits.amount, line.credits.amount, line.entryCount]).toEqual([
        of(within)?.debits ?? '0',
        of(within)?.credits ?? '0',
        of(within)?.entries ?? '0',
      ])
    }
    for (const { currency, debits, credits, feeIncome } of financialReport.currencies) {
      expect(debits).toEqual(credits)
      const fees = within.find((row) => row.code === 'FEE_INCOME' && row.currency === currency)
      expect(feeIncome.amount).toBe(fees?.credits ?? '0')
    }
  })

  test('on a period that runs now has what was just posted, and is not final', async () => {
    const [ada, ben] = [wallet(), wallet()]
    const amount = 10n ** 77n
    const fee = {
      id: newId('ltx'),
      description: 'fee',
      entries: [entry(ada, 'DEBIT', 7n), entry(FEES, 'CREDIT', 7n)],
    }
    const today = new Date().toISOString().slice(0, 10)
    await room.post(topUp(ada, amount), transfer(ada, ben, 40n), fee)
    for (const period of ['DAY', 'WEEK', 'MONTH']) {
      const { financialReport } = await ask(REPORT, { input: { period, date: today } })
      expect(financialReport).toMatchObject({
        isFinal: false,
        ledgerTransactionCount: '3',
        entryCount: '6',
      })
      const usd = financialReport.currencies.find((each: Loose) => each.currency === 'USD')
      expect(usd.debits.amount).toBe(String(amount + 47n))
      expect(usd.feeIncome.amount).toBe('7')
      await expectTrialBalance(financialReport.asOf)
    }
  })

  test('of now says so when a posting is still being written, rather than guess', async () => {
    const { db, close } = openDatabase({ url: room.database.adminUrl, name: 'test', poolMax: 1 })
    const today = new Date().toISOString().slice(0, 10)
    await db.transaction(async (tx) => {
      await tx.execute(sql`select pg_current_xact_id()`)
      // A posting that began after it, so that its end would have to be waited for.
      await room.post(topUp(wallet(), 1n))
      expect(await code(REPORT, { input: { period: 'DAY', date: today } })).toBe(
        'SERVICE_UNAVAILABLE',
      )
      expect(await code(REPORT, { input: { period: 'DAY', date: '2024-02-29' } })).toBeUndefined()
    })
    await close()
    expect(await code(REPORT, { input: { period: 'DAY', date: today } })).toBeUndefined()
  })

  test('is refused for a period that has not begun, for a day that is none, and to anyone else', async () => {
    const day = (date: string, period = 'DAY') => ({ input: { period, date } })
    expect(await code(REPORT, day('9000-01-01'))).toBe('BAD_USER_INPUT')
    expect(await code(REPORT, day('2026-02-30', 'MONTH'))).toBe('BAD_USER_INPUT')
    expect(await code(REPORT, day('today'))).toBe('BAD_USER_INPUT')
    expect(await code(REPORT, day('2026-01-01'), person(newId('usr')))).toBe('FORBIDDEN')
  })
})
