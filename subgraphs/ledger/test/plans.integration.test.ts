import { type Database, openDatabase, type Tx } from '@tallystick/db'
import { newTestDatabase, type TestDatabase } from '@tallystick/db/testing'
import { fromUuid } from '@tallystick/ids'
import { newOutbox } from '@tallystick/outbox'
import { newMemoryWake } from '@tallystick/outbox/wake'
import { SILENT } from '@tallystick/telemetry'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findWatched, listSteps } from '../src/db/balance-changes.ts'
import { findBalances, findBalancesAt } from '../src/db/balances.ts'
import { findEntriesOf, listEntryPages } from '../src/db/entries.ts'
import {
  findLedgerTransactions,
  findLedgerTransactionsOf,
  findReversalsOf,
} from '../src/db/ledger-transactions.ts'
import {
  listLedgerTransactions,
  listLedgerTransactionsOf,
} from '../src/db/reports/ledger-transaction-pages.ts'
import { sumTotals } from '../src/db/reports/reports.ts'
import { ledgerSchema } from '../src/db/tables.ts'

const WALLETS = 2_000
const TRANSACTIONS = 60_000
const DAYS = 30
/** When the first was recorded: at the beginning of a day. */
const FIRST_DAY = Date.UTC(2026, 0, 1)
const day = (number: number) => new Date(FIRST_DAY + number * 86_400_000)

let database: TestDatabase
let db: Database
let closeDatabase: () => Promise<void>
let accountIds: string[]
let ids: string[]
let paymentIds: string[]

beforeAll(async () => {
  database = await newTestDatabase()
  const opened = openDatabase({ url: database.adminUrl, name: 'test', poolMax: 1 })
  db = opened.db
  closeDatabase = opened.close
  await fill()
  const wallets = await db.execute<{ id: string }>(
    sql`select account_id as id from ledger.ledger_accounts where account_id is not null limit 20`,
  )
  accountIds = wallets.map(({ id }) => fromUuid('acc', id))
  const posted = await db.execute<{ id: string; payment: string }>(
    sql`select id, payment_id as payment from ledger.ledger_transactions limit 20`,
  )
  ids = posted.map(({ id }) => fromUuid('ltx', id))
  paymentIds = posted.map(({ payment }) => fromUuid('pay', payment))
})
afterAll(async () => {
  await closeDatabase()
  await database.drop()
})

/** Books of a month, written past the triggers: each wallet is topped up every day, and there is one busy account. */
async function fill(): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    await tx.execute(sql`
      create temporary table wallet on commit drop as
        select n, uuidv7() as id, uuidv7() as account, uuidv7() as owner from generate_series(0, ${WALLETS - 1}::int) n`)
    await tx.execute(sql`
      create temporary table posting on commit drop as
        select p.n, uuidv7() as id, w.id as wallet, p.n / ${WALLETS}::int + 1 as version,
               ${new Date(FIRST_DAY).toISOString()}::timestamptz + p.n * interval '${sql.raw(String(DAYS))} days' / ${TRANSACTIONS}::int as at
          from generate_series(0, ${TRANSACTIONS - 1}::int) p (n) join wallet w on w.n = p.n % ${WALLETS}::int`)
    await tx.execute(sql`
      insert into ledger.ledger_accounts (id, code, account_id, owner_id, currency, normal_side, floor, posted, version, held_version, recorded_at)
      select id, 'CUSTOMER_WALLET', account, owner, 'USD', 'CREDIT', 0, ${TRANSACTIONS / WALLETS}::int, ${TRANSACTIONS / WALLETS}::int, 2, now() from wallet`)
    await tx.execute(sql`
      insert into ledger.ledger_accounts (id, code, provider, currency, normal_side, posted, version, recorded_at)
      values ('00000000-0000-0000-0000-000000000001', 'PROVIDER_CLEARING', 'SIMULATOR', 'USD', 'DEBIT', ${TRANSACTIONS}::int, ${TRANSACTIONS}::int, now())`)
    await tx.execute(sql`
      insert into ledger.ledger_transactions (id, payment_id, effective_at, recorded_at, description, salt, content_hash, entry_accounts, entry_versions)
      select id, uuidv7(), at, at, 'top-up', uuidv7(), '\\x00', array['00000000-0000-0000-0000-000000000001', wallet]::uuid[], array[n + 1, version]::bigint[]
        from posting order by n`)
    await tx.execute(sql`
      insert into ledger.entries (ledger_account_id, version, ledger_transaction_id, ordinal, side, amount, balance_after, recorded_at, effective_at)
      select e.account, e.version, p.id, e.ordinal, e.side, 1, e.version, p.at, p.at
        from posting p cross join lateral (values
          ('00000000-0000-0000-0000-000000000001'::uuid, p.n + 1, 1, 'DEBIT'), (p.wallet, p.version, 2, 'CREDIT'))
          e (account, version, ordinal, side)
       order by p.n`)
    await tx.execute(sql`
      insert into ledger.hold_moves (ledger_account_id, held_version, version, hold_id, kind, amount, held_after, recorded_at)
      select id, m, 1, uuidv7(), case m when 1 then 'PLACED' else 'VOIDED' end, 1, 2 - m, now() from wallet, generate_series(1, 2) m`)
    await tx.execute(sql`
      insert into ledger.outbox (id, type, version, aggregate_type, aggregate_id, topics, actor_kind, body)
      select uuidv7(), 'ledger:transaction:posted', 1, 'ledgerTransaction', n::text, array['topic' || n % 1000], 'SERVICE', '{}' from posting order by n`)
  })
  for (const table of ['entries', 'ledger_transactions', 'ledger_accounts', 'hold_moves', 'outbox'])
    await db.execute(sql.raw(`vacuum analyze ledger.${table}`))
}

/** How the large tables were read: rows of them that no index has found, and the tables that an index was asked for. */
type Access = Readonly<{
  unindexedRows: number
  scanned: readonly string[]
  indexed: readonly string[]
}>

/** What Postgres counts while `work` is done, statements inside of functions included. */
async function accessOf(work: (tx: Tx) => Promise<unknown>): Promise<Access> {
  const count = (tx: Tx) =>
    tx.execute<{ name: string; seq: string; idx: string }>(sql`
      select relname as name, seq_tup_read::text as seq, coalesce(idx_scan, 0)::text as idx
        from pg_stat_xact_user_tables where schemaname = 'ledger'
         and relname ~ '^(entries|ledger_transactions|ledger_accounts|hold_moves|outbox$)' order by relname`)
  return await db.transaction(async (tx) => {
    const before = new Map((await count(tx)).map((row) => [row.name, row]))
    await work(tx)
    const after = [...(await count(tx))]
    const grown = after.map(({ name, seq, idx }) => ({
      name,
      seq: Number(seq) - Number(before.get(name)?.seq),
      idx: Number(idx) - Number(before.get(name)?.idx),
    }))
    return {
      unindexedRows: grown.reduce((sum, { seq }) => sum + seq, 0),
      scanned: grown.filter(({ seq }) => seq > 0).map(({ name }) => name),
      indexed: grown.filter(({ idx }) => idx > 0).map(({ name }) => name),
    }
  })
}

const isPartition = (name: string) => name.startsWith('entries_')
const one = () => accountIds.slice(0, 1)
const range = { accountId: null, paymentId: null, recordedFrom: null, recordedTo: null }

/** What is read, from how many partitions of the entries at most, and of which other tables. */
const HOT: readonly (readonly [
  what: string,
  partitions: number,
  tables: readonly string[],
  work: (tx: Tx) => Promise<unknown>,
])[] = [
  [
    'the newest page of an account',
    1,
    ['ledger_accounts'],
    (tx) => listEntryPages(tx, [{ accountId: one()[0] ?? '', before: null, limit: 21 }]),
  ],
  [
    'a later page of an account',
    1,
    ['ledger_accounts'],
    (tx) => listEntryPages(tx, [{ accountId: one()[0] ?? '', before: 15, limit: 11 }]),
  ],
  [
    'the entries of a ledger transaction',
    2,
    ['ledger_accounts', 'ledger_transactions'],
    (tx) => findEntriesOf(tx, ids.slice(0, 1)),
  ],
  [
    'the entries of twenty ledger transactions',
    16,
    ['ledger_accounts', 'ledger_transactions'],
    (tx) => findEntriesOf(tx, ids),
  ],
  ['balances of now', 0, ['ledger_accounts'], (tx) => findBalances(tx, accountIds)],
  [
    'a balance as it was recorded at a moment',
    1,
    ['hold_moves', 'ledger_accounts'],
    (tx) => findBalancesAt(tx, { accountIds: one(), asOf: day(11), clock: 'RECORDED' }),
  ],
  [
    'a balance as it was in effect at a moment',
    1,
    ['hold_moves', 'ledger_accounts'],
    (tx) => findBalancesAt(tx, { accountIds: one(), asOf: day(11), clock: 'EFFECTIVE' }),
  ],
  ['a ledger transaction', 0, ['ledger_transactions'], (tx) => findLedgerTransactions(tx, ids)],
  [
    'what payments did',
    0,
    ['ledger_transactions'],
    (tx) => findLedgerTransactionsOf(tx, paymentIds),
  ],
  ['reversals', 0, ['ledger_transactions'], (tx) => findReversalsOf(tx, ids)],
  [
    'a page of all ledger transactions',
    0,
    ['ledger_transactions'],
    (tx) =>
      listLedgerTransactions(
        tx,
        { ...range, recordedTo: day(11) },
        { after: undefined, limit: 21 },
      ),
  ],
  [
    'a page of the ledger transactions of an account',
    1,
    ['ledger_accounts', 'ledger_transactions'],
    (tx) =>
      listLedgerTransactionsOf(
        tx,
        { ...range, accountId: one()[0] ?? '' },
        { before: undefined, limit: 21 },
      ),
  ],
  [
    'how far watched accounts have come',
    0,
    ['ledger_accounts'],
    (tx) => findWatched(tx, accountIds),
  ],
  [
    'the changes of a balance',
    1,
    ['hold_moves', 'ledger_accounts'],
    (tx) => listSteps(tx, [{ accountId: one()[0] ?? '', from: { version: 20, heldVersion: 1 } }]),
  ],
  ['a page of the outbox', 0, ['outbox'], (tx) => readOutbox(tx)],
  ['a page of a topic of the outbox', 0, ['outbox'], (tx) => readOutbox(tx, ['topic7'])],
]

function readOutbox(tx: Tx, topics?: readonly string[]) {
  const parts = { db: tx as unknown as Database, wake: newMemoryWake(), log: SILENT }
  const outbox = newOutbox({ ...parts, schema: ledgerSchema, name: 'ledger' })
  return outbox.read({ limit: 100, topics })
}

describe('120,000 entries // DAT-7 DAT-12', () => {
  it.each(HOT)('are not scanned for %s', async (_what, partitions, tables, work) => {
    // Often enough that Postgres keeps a plan for any values, which must be as good as the first.
    for (let times = 0; times < 7; times++) {
      const { unindexedRows, indexed } = await accessOf(work)
      expect(unindexedRows).toBe(0)
      expect(indexed.filter(isPartition).length).toBeLessThanOrEqual(partitions)
      if (partitions > 0) expect(indexed.filter(isPartition).length).toBeGreaterThan(0)
      expect(indexed.filter((name) => !isPartition(name))).toEqual(tables)
    }
  })

  it('are read for what a day came to from the pages of that day, of which a BRIN index knows', async () => {
    const { scanned, indexed } = await accessOf((tx) =>
      sumTotals(tx, { since: day(11), before: day(12) }),
    )
    // A day may have entries of every ledger account, so these are read as a whole.
    expect(scanned.filter((name) => name !== 'ledger_accounts')).toEqual([])
    expect(indexed.filter(isPartition)).toHaveLength(4)
  })

  it('are scanned, and the count of it shows, for what no index can find', async () => {
    const { unindexedRows } = await accessOf((tx) =>
      tx.execute(sql`select max(amount) from ledger.entries`),
    )
    expect(unindexedRows).toBe(2 * TRANSACTIONS)
  })

  it('are read for a page from a single partition by its primary key, as EXPLAIN says', async () => {
    const [row] = await db.execute<{ 'QUERY PLAN': unknown }>(sql`
      explain (format json) select * from ledger.entries
       where ledger_account_id = '00000000-0000-0000-0000-000000000001' and version < 50000
       order by version desc limit 21`)
    const plan = JSON.stringify(row?.['QUERY PLAN'])
    expect(plan.match(/"Index Name":"entries_\d\d_pkey"/g)).toHaveLength(1)
    expect(plan).not.toContain('Seq Scan')
    expect(plan).not.toContain('"Sort"')
  })
})
