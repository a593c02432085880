import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { newId, toUuid } from '@tallystick/ids'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importStatement } from '../src/domain/reconciliation/import-provider-statement.ts'
import {
  COLUMNS,
  type FileForm,
  readStatementFile,
} from '../src/statement-import/statement-file.ts'
import {
  ADMIN,
  CLOSE,
  compare,
  dayFromNow,
  importLines,
  lineOf,
  openRoom,
  postTopUps,
  type Room,
} from './reconciliation-room.ts'

let room: Room
let folder: string
beforeAll(async () => {
  room = await openRoom()
  folder = mkdtempSync(join(tmpdir(), 'tallystick-statement-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await room.close()
})

const FORM: FileForm = { format: 'csv', columns: COLUMNS, amounts: 'MAJOR', delimiter: ',' }
const HEADER = 'reference,side,amount,currency,bookedAt\n'
const DAYS = { fromDay: '2026-11-01', toDay: '2026-11-30', currency: null }
const recordOf = (index: number) =>
  `r-${index},DEBIT,${index}.07,USD,2026-11-${10 + (index % 20)}\n`

async function* bytesOf(texts: Iterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  for (const text of texts) yield encoder.encode(text)
}

const importText = (provider: string, texts: Iterable<string>, form = FORM) =>
  importStatement(
    {
      outbox: room.ledger.outbox,
      cause: { actor: { kind: 'SERVICE', id: 'test' }, requestId: null },
      now: new Date(),
    },
    { ...DAYS, provider },
    { lines: readStatementFile(bytesOf(texts), form), onProgress: () => {} },
  )

const statementsOf = (provider: string) =>
  room.asAdmin(sql`
    select s.id, s.line_count::int as lines, s.imported_at is not null as imported,
           (select count(*)::int from ledger.provider_statement_lines l where l.statement_id = s.id) as there
      from ledger.provider_statements s where s.provider = ${provider}`)

describe('importing a statement', () => {
  it('takes every line, exactly', async () => {
    const records = Array.from({ length: 5_001 }, (_each, index) => recordOf(index + 1))
    const result = await importText('exact', [HEADER, ...records])
    expect(result).toMatchObject({ ok: true, value: { lineCount: 5_001 } })
    const [sum] = await room.asAdmin(sql`
      select count(*)::int as count, sum(amount)::text as sum, max(line)::int as last, min(booked_at)::text as first
        from ledger.provider_statement_lines
       where statement_id = ${toUuid('stm', result.ok ? result.value.id : '')}::uuid`)
    const cents = records.reduce((total, _each, index) => total + BigInt(index + 1) * 100n + 7n, 0n)
    expect(sum).toMatchObject({ count: 5_001, sum: `${cents}`, last: 5_001 })
  })

  it.each([
    ['that cannot be read', 'x,DEBIT,1.005,USD,2026-11-05\n', 'more decimals'],
    ['of another month', 'x,DEBIT,1,USD,2026-12-01\n', 'outside of 2026-11-01 to 2026-11-30'],
    ['over nothing', 'x,DEBIT,0,USD,2026-11-05\n', 'greater than zero'],
    ['that is not CSV', 'x,DE"BIT,1,USD,2026-11-05\n', 'quote within a field'],
  ])(
    'refuses a line %s with its number, and leaves nothing of the statement',
    async (_what, bad, reason) => {
      const provider = newId('evt')
      const records = Array.from({ length: 4_500 }, (_each, index) => recordOf(index + 1))
      const result = await importText(provider, [HEADER, ...records, bad, recordOf(1)])
      expect(result).toMatchObject({ ok: false, refusal: { code: 'BAD_LINE', line: 4_502 } })
      expect(JSON.stringify(result)).toContain(reason)
      expect(await statementsOf(provider)).toEqual([])
    },
  )

  it('refuses the same statement twice: the same days, or the same lines for other days', async () => {
    const provider = newId('evt')
    const texts = [HEADER, recordOf(1), recordOf(2)]
    const first = await importText(provider, texts)
    expect(await importText(provider, [HEADER, recordOf(9)])).toMatchObject({
      refusal: { code: 'STATEMENT_KNOWN', statementId: first.ok && first.value.id },
    })
    const lines = [lineOf('a', 5n, { bookedAt: '2026-11-05T00:00:00.000Z' })]
    const once = await importLines(room, lines, { ...DAYS, provider, fromDay: '2026-11-02' })
    const {
      openProviderStatement: opened,
    }: { openProviderStatement: { statement: { id: string } } } = await room.data(
      `mutation ($input: OpenProviderStatementInput!) { openProviderStatement(input: $input) {
          ... on OpenProviderStatementSuccess { statement { id } } } }`,
      { input: { ...DAYS, provider, fromDay: '2026-11-03' } },
      ADMIN,
    )
    const statementId = opened.statement.id
    await room.data(
      `mutation ($input: AddProviderStatementLinesInput!) { addProviderStatementLines(input: $input) { __typename } }`,
      { input: { statementId, after: 0, lines } },
      ADMIN,
    )
    const input = { statementId, lineCount: 1 }
    expect(await room.data(CLOSE, { input }, ADMIN)).toEqual({
      closeProviderStatement: {
        __typename: 'StatementKnown',
        code: 'STATEMENT_KNOWN',
        statementId: once,
      },
    })
    // What is not imported is not compared.
    const answer = await room.data(
      `mutation ($input: RunReconciliationInput!) { runReconciliation(input: $input) { __typename ... on Refusal { code } } }`,
      { input: { scope: 'PROVIDER', statementId } },
      ADMIN,
    )
    expect(answer).toMatchObject({ runReconciliation: { code: 'STATEMENT_NOT_IMPORTED' } })
  })

  it('goes on where it was cut off, and says when the file is another one', async () => {
    const provider = newId('evt')
    const records = Array.from({ length: 6_000 }, (_each, index) => recordOf(index + 1))
    function* cutOff() {
      yield HEADER
      yield* records.slice(0, 4_100)
      throw new Error('the machine went away')
    }
    await expect(importText(provider, cutOff())).rejects.toThrow('went away')
    expect(await statementsOf(provider)).toMatchObject([
      { lines: 4_000, there: 4_000, imported: false },
    ])
    const [begun] = await statementsOf(provider)
    expect(await importText(provider, [HEADER, ...records])).toMatchObject({ ok: true })
    expect(await statementsOf(provider)).toEqual([
      { ...begun, lines: 6_000, there: 6_000, imported: true },
    ])

    const other = newId('evt')
    await expect(importText(other, cutOff())).rejects.toThrow('went away')
    expect(await importText(other, [HEADER, recordOf(7), ...records.slice(1)])).toMatchObject({
      refusal: { code: 'OTHER_LINES' },
    })
    expect(await statementsOf(other)).toEqual([])
    expect(await importText(other, [HEADER, recordOf(7)])).toMatchObject({ ok: true })
  })

  it('keeps the lines of an imported statement as they are', async () => {
    const provider = newId('evt')
    const result = await importText(provider, [HEADER, recordOf(1)])
    const id = sql`${toUuid('stm', result.ok ? result.value.id : '')}::uuid`
    for (const statement of [
      sql`delete from ledger.provider_statement_lines where statement_id = ${id}`,
      sql`update ledger.provider_statement_lines set amount = 1 where statement_id = ${id}`,
      sql`insert into ledger.provider_statement_lines select statement_id, 2, reference, payment_id, side, amount, currency, booked_at
            from ledger.provider_statement_lines where statement_id = ${id}`,
    ]) {
      const fault: { cause?: Error } = await room.asAdmin(statement).then(
        () => ({}),
        (error: Error) => error as { cause: Error },
      )
      expect(fault.cause?.message).toMatch(/stay as they are|what is written stays/)
    }
  })
})

describe('the pages of lines', () => {
  const ADD = `mutation ($input: AddProviderStatementLinesInput!) { addProviderStatementLines(input: $input) {
    __typename ... on AddProviderStatementLinesSuccess { statement { lineCount } }
    ... on StatementLineRefused { line message } ... on StatementLinesOutOfOrder { lineCount } } }`

  it('come one after the other, each once and each whole', async () => {
    const {
      openProviderStatement: opened,
    }: { openProviderStatement: { statement: { id: string } } } = await room.data(
      `mutation ($input: OpenProviderStatementInput!) { openProviderStatement(input: $input) {
          ... on OpenProviderStatementSuccess { statement { id } } } }`,
      {
        input: {
          provider: newId('evt'),
          fromDay: dayFromNow(-1),
          toDay: dayFromNow(1),
          currency: 'USD',
        },
      },
      ADMIN,
    )
    const statementId = opened.statement.id
    const add = async (after: number, lines: object[]) => {
      const answer: { addProviderStatementLines: object } = await room.data(
        ADD,
        { input: { statementId, after, lines } },
        ADMIN,
      )
      return answer.addProviderStatementLines
    }
    expect(await add(0, [lineOf('a', 1n), lineOf('b', 2n)])).toMatchObject({
      statement: { lineCount: 2 },
    })
    expect(await add(0, [lineOf('a', 1n), lineOf('b', 2n)])).toMatchObject({ lineCount: 2 })
    const euros = { amount: { amount: '1', currency: 'EUR' } }
    expect(await add(2, [lineOf('c', 1n), lineOf('d', 1n, euros)])).toMatchObject({
      line: 4,
      message: 'Line 4: currency is EUR, the statement is of USD.',
    })
    expect(await room.data(CLOSE, { input: { statementId, lineCount: 3 } }, ADMIN)).toMatchObject({
      closeProviderStatement: { code: 'LINES_OUT_OF_ORDER', lineCount: 2 },
    })
    const close = () => room.data(CLOSE, { input: { statementId, lineCount: 2 } }, ADMIN)
    expect(await close()).toMatchObject({
      closeProviderStatement: { statement: { id: statementId } },
    })
    expect(await close()).toMatchObject({
      closeProviderStatement: { statement: { id: statementId } },
    })
    expect(await add(2, [lineOf('c', 1n)])).toMatchObject({ __typename: 'StatementNotOpen' })
  })
})

describe('npm run statement:import', () => {
  const run = (args: readonly string[], input: Iterable<string> = []) =>
    new Promise<{ code: number | null; out: string; err: string }>((resolve, reject) => {
      const child = spawn(
        process.execPath,
        ['subgraphs/ledger/src/statement-import/main.ts', ...args],
        {
          env: { ...process.env, LEDGER_DATABASE_URL: room.database.urls.ledger },
          stdio: ['pipe', 'pipe', 'pipe'],
        },
      )
      const said = { out: '', err: '' }
      child.stdout.on('data', (bytes: Buffer) => (said.out += bytes.toString()))
      child.stderr.on('data', (bytes: Buffer) => (said.err += bytes.toString()))
      child.on('error', reject)
      child.on('close', (code) => resolve({ code, ...said }))
      for (const text of input) child.stdin.write(text)
      child.stdin.end()
    })
  const days = ['--from', '2026-11-01', '--to', '2026-11-30']

  it('imports fifty thousand lines from a file, which can then be compared', async () => {
    const file = join(folder, 'large.csv')
    const records = Array.from({ length: 50_000 }, (_each, index) => recordOf(index + 1))
    writeFileSync(file, HEADER + records.join(''))
    const { code, out, err } = await run(['--provider', 'large', ...days, file])
    expect({ code, err: err.trim().split('\n').at(-1) }).toEqual({
      code: 0,
      err: 'Imported 50000 lines.',
    })
    expect(out).toMatch(/^stm_[0-9a-z]{26}\n$/)
    expect(await statementsOf('large')).toMatchObject([{ there: 50_000, imported: true }])
  }, 60_000)

  it('imports JSON lines from the standard input, and a comparison finds what they say', async () => {
    const [posted] = await postTopUps(room, [1_250n])
    const text = JSON.stringify({
      id: posted?.paymentId,
      side: 'DEBIT',
      amount: 12.5,
      currency: 'USD',
      date: dayFromNow(0),
    })
    const { code, out } = await run(
      [
        ...['--provider', 'SIMULATOR', '--from', dayFromNow(-1), '--to', dayFromNow(9)],
        ...['--format', 'json', '--columns', 'reference=id,bookedAt=date', '-'],
      ],
      [text],
    )
    expect(code).toBe(0)
    const report = await compare(room, { scope: 'PROVIDER', statementId: out.trim() })
    expect(report).toMatchObject({ comparedCount: 1, matchedCount: 1, breakCount: 0 })
  })

  it('says what is wrong and where, and imports nothing', async () => {
    const { code, out, err } = await run(
      ['--provider', 'wrong', ...days, '-'],
      [HEADER, recordOf(1), 'x,DEBIT,1.005,USD,2026-11-05\n'],
    )
    expect({ code, out, err }).toEqual({
      code: 1,
      out: '',
      err: 'Nothing was imported: line 3: amount "1.005" has more decimals than its currency.\n',
    })
    expect((await run(['--provider', 'wrong'])).code).toBe(64)
    expect((await run(['--provider', 'wrong', ...days, join(folder, 'none.csv')])).code).toBe(2)
  })

  it('and everything else that the how-to page says works as it says', async () => {
    const page = readFileSync('docs/how-to/reconcile-a-statement.md', 'utf8')
    const blocks = (language: string) =>
      [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
        ([, block]) => block ?? '',
      )
    const [script = ''] = blocks('sh')
    const { stdout, stderr } = spawnSync(
      'bash',
      ['-ec', script.replaceAll('november.csv', join(folder, 'november.csv'))],
      {
        encoding: 'utf8',
        env: {
          ...process.env,
          LEDGER_DATABASE_URL: room.database.urls.ledger,
          PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
        },
      },
    )
    const statementId = stdout.trim().split('\n').at(-1) ?? ''
    expect({ statementId, stderr }).toMatchObject({
      statementId: expect.stringMatching(/^stm_/),
      stderr: expect.stringContaining('Imported 3 lines.'),
    })
    const answers: unknown[] = []
    for (const document of blocks('graphql'))
      answers.push(await room.data(document.replace('stm_…', statementId), {}, ADMIN))
    expect(answers).toMatchObject([
      { runReconciliation: { reconciliation: { status: 'FINISHED', breakCount: 3 } } },
      {
        reconciliationBreaks: {
          nodes: [{ kind: 'MISSING_HERE' }, { kind: 'MISSING_HERE' }, { kind: 'MISSING_HERE' }],
        },
      },
      { runReconciliation: { reconciliation: { breakCount: 0 } } },
    ])
  }, 60_000)
})
