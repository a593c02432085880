import { spawnSync } from 'node:child_process'
import { findEmbeddedDatabase } from '@tallystick/db/postgres/find'
import { fromUuid, newId } from '@tallystick/ids'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, data, type Loose, signIn, walletOf } from '../../kit/client.ts'
import { newDataDir, type Product, removeDataDir, startProduct } from '../../kit/product.ts'

const DAY_MS = 86_400_000
const dayFromNow = (days: number): string =>
  new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)

const TOP_UP = `mutation ($input: TopUpAccountInput!) {
  topUpAccount(input: $input) { ... on TopUpAccountSuccess { payment { id status } } }
}`
const COMPARE = `mutation ($input: RunReconciliationInput!) { runReconciliation(input: $input) {
  ... on RunReconciliationSuccess { reconciliation { id status comparedCount matchedCount breakCount } } } }`
const RECONCILIATION = `query ($id: ID!) { reconciliation(id: $id) { id status comparedCount matchedCount breakCount } }`
const BREAKS = `{ reconciliationBreaks(filter: { open: true, provider: "simulator" }, first: 100) {
  nodes { kind detail ledgerTransaction { id } expected { amount currency } found { amount currency } } pageInfo { hasNextPage } } }`

const dataDir = newDataDir()
let product: Product
let ada: Client
let root: Client
let sql: postgres.Sql

beforeAll(async () => {
  product = await startProduct({ dataDir })
  ada = await signIn(product.url, 'ada@demo.test')
  root = await signIn(product.url, 'root@demo.test')
  sql = postgres((await findEmbeddedDatabase(dataDir)).url, { max: 1, onnotice: () => {} })
})

afterAll(async () => {
  await sql?.end()
  await product?.stop()
  removeDataDir(dataDir)
})

function run(file: string, args: readonly string[], input?: string) {
  const { DATABASE_URL: _, LEDGER_DATABASE_URL: __, ...env } = process.env
  const done = spawnSync(process.execPath, [file, ...args], {
    env: { ...env, DATA_DIR: dataDir },
    encoding: 'utf8',
    ...(input === undefined ? {} : { input }),
  })
  return { code: done.status, output: done.stdout, said: done.stderr }
}

const DAYS = ['--from', dayFromNow(-5), '--to', dayFromNow(5)] as const

/** Exports the simulator's book and imports it as its statement. @returns the statement's id */
function exchange(): string {
  const book = run('subgraphs/payments/src/simulator-statement/main.ts', DAYS)
  expect(book).toMatchObject({ code: 0 })
  const imported = run(
    'subgraphs/ledger/src/statement-import/main.ts',
    [...DAYS, '--provider', 'simulator', '--amounts', 'minor', '-'],
    book.output,
  )
  expect(imported).toMatchObject({ code: 0 })
  return imported.output.trim()
}

async function compare(statementId: string): Promise<Loose> {
  const input = { scope: 'PROVIDER', statementId, lateDays: 1 }
  let { reconciliation } = (await data(root, COMPARE, { input })).runReconciliation
  while (reconciliation.status === 'RUNNING') {
    await new Promise((resolve) => setTimeout(resolve, 100))
    reconciliation = (await data(root, RECONCILIATION, { id: reconciliation.id })).reconciliation
  }
  return reconciliation
}

it('finds 50 of 50 differences between the simulator’s book and ours, and nothing else (PSP-10, REC-4)', async () => {
  const accountId = await walletOf(ada)
  const indices = Array.from({ length: 70 }, (_, index) => index)
  const topUps = await Promise.all(
    indices.map(async (index) => {
      // Each of its own amount: what is missing here must not look like what is missing there.
      const amount = { amount: String(100 * (index + 10) + 50), currency: 'USD' }
      const input = { accountId, amount, idempotencyKey: `statement-${index}` }
      return (await data(ada, TOP_UP, { input })).topUpAccount.payment
    }),
  )
  expect(topUps.every(({ status }) => status === 'COMPLETED')).toBe(true)
  const ids: string[] = topUps.map(({ id }) => id)

  const planted = {
    MISSING_THERE: ids.splice(0, 9),
    AMOUNT_DIFFERS: ids.splice(0, 8),
    CURRENCY_DIFFERS: ids.splice(0, 8),
    DUPLICATE: ids.splice(0, 8),
    LATE: ids.splice(0, 8),
    MISSING_HERE: Array.from({ length: 9 }, () => newId('pay')),
  }
  // In the provider's own book, so that everything after it is as at the end of any month.
  await sql`alter table payments.simulator_acts drop constraint simulator_acts_once`
  await sql`delete from payments.simulator_acts where reference = any (${planted.MISSING_THERE})`
  await sql`update payments.simulator_acts set amount_minor = amount_minor + 1 where reference = any (${planted.AMOUNT_DIFFERS})`
  await sql`update payments.simulator_acts set currency = 'EUR' where reference = any (${planted.CURRENCY_DIFFERS})`
  await sql`insert into payments.simulator_acts select * from payments.simulator_acts where reference = any (${planted.DUPLICATE})`
  await sql`update payments.simulator_acts set created_at = created_at + interval '3 days' where reference = any (${planted.LATE})`
  for (const [index, reference] of planted.MISSING_HERE.entries())
    await sql`
      insert into payments.simulator_acts (act, reference, amount_minor, currency, status, call_count)
      values ('CHARGE', ${reference}, ${500_050 + 100 * index}, 'USD', 'SUCCEEDED', 1)`

  const report = await compare(exchange())
  expect(report).toMatchObject({ status: 'FINISHED', breakCount: 50 })
  const { nodes, pageInfo } = (await data(root, BREAKS)).reconciliationBreaks
  expect(pageInfo.hasNextPage).toBe(false)
  const found = nodes.map(({ kind }: Loose) => kind).toSorted()
  const expected = Object.entries(planted).flatMap(([kind, references]) =>
    references.map(() => kind),
  )
  expect(found).toEqual(expected.toSorted())
  const rows =
    await sql`select id, payment_id from ledger.ledger_transactions where payment_id is not null`
  const paymentOf = new Map(
    rows.map((row) => [fromUuid('ltx', row['id']), fromUuid('pay', row['payment_id'])]),
  )
  // Each difference is about the very payment it was planted in.
  for (const [kind, references] of Object.entries(planted)) {
    const told = nodes.filter((each: Loose) => each.kind === kind)
    const payments = told.map(({ detail, ledgerTransaction }: Loose) =>
      kind === 'MISSING_THERE'
        ? paymentOf.get(ledgerTransaction.id)
        : /reference "([^"]+)"/.exec(detail)?.[1],
    )
    expect(payments.toSorted()).toEqual(references.toSorted())
  }
}, 120_000)
