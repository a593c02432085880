import type { Db } from '@tallystick/db'
import { derivedId, fromUuid, toUuid } from '@tallystick/ids'
import { type Currency, money } from '@tallystick/money'
import { sql } from 'drizzle-orm'
import type { Entry } from '../domain/rules/entry.ts'
import type { LedgerAccountCode } from '../domain/rules/ledger-account.ts'
import type { Side } from '../domain/rules/side.ts'
import { toArray } from './array.ts'

/** A page of a customer's account: the newest entries whose version is below `before`, or the newest of all. */
export type EntryPage = Readonly<{ accountId: string; before: number | null; limit: number }>

/** Reads the entries of many ledger transactions, each in the order of posting. */
export async function findEntriesOf(
  db: Db,
  ledgerTransactionIds: readonly string[],
): Promise<Entry[]> {
  const ids = toArray(ledgerTransactionIds.map((id) => toUuid('ltx', id)))
  // The rows say where their entries are; a join of two large tables must not be tried another way.
  const rows = await db.execute<EntryRow>(sql`
    select ${COLUMNS}
      from ledger.ledger_transactions t
      cross join lateral unnest(t.entry_accounts, t.entry_versions) as own (account, version)
      join ledger.entries e on e.ledger_account_id = own.account and e.version = own.version
      join ledger.ledger_accounts a on a.id = own.account
     where t.id = any (${ids}::uuid[])
     order by t.id, e.ordinal`)
  return rows.map(toEntry)
}

/** Reads many pages at once; the answer has one list for each, newest entry first. */
export async function listEntryPages(db: Db, pages: readonly EntryPage[]): Promise<Entry[][]> {
  const accounts = toArray(pages.map(({ accountId }) => toUuid('acc', accountId)))
  const befores = toArray(pages.map(({ before }) => String(before ?? VERSION_MAX)))
  const limits = toArray(pages.map(({ limit }) => String(limit)))
  const rows = await db.execute<EntryRow & { page: string }>(sql`
    select p.page::text, ${COLUMNS}
      from unnest(${accounts}::uuid[], ${befores}::bigint[], ${limits}::integer[])
           with ordinality as p (account, before, most, page)
      join ledger.ledger_accounts a on a.account_id = p.account
      cross join lateral (
        select * from ledger.entries
         where ledger_account_id = a.id and version < p.before order by version desc limit p.most) e
     order by p.page, e.version desc`)
  const lists: Entry[][] = pages.map(() => [])
  for (const row of rows) lists[Number(row.page) - 1]?.push(toEntry(row))
  return lists
}

/** The largest bigint of Postgres: above every version. */
const VERSION_MAX = 2n ** 63n - 1n

const COLUMNS =
  sql.raw(`e.ledger_transaction_id, e.ordinal, e.side, e.amount::text, e.balance_after::text, e.version::text,
  a.id as ledger_account_id, a.code, a.normal_side, a.currency, a.account_id, a.owner_id, a.provider`)

type EntryRow = {
  ledger_transaction_id: string
  ordinal: number
  side: Side
  amount: string
  balance_after: string
  version: string
  ledger_account_id: string
  code: LedgerAccountCode
  normal_side: Side
  currency: Currency
  account_id: string | null
  owner_id: string | null
  provider: string | null
}

const toEntry = (row: EntryRow): Entry => ({
  id: entryIdOf(fromUuid('ltx', row.ledger_transaction_id), row.ordinal),
  ledgerTransactionId: fromUuid('ltx', row.ledger_transaction_id),
  side: row.side,
  amount: money(BigInt(row.amount), row.currency),
  balanceAfter: money(BigInt(row.balance_after), row.currency),
  version: Number(row.version),
  ledgerAccount: {
    id: fromUuid('lac', row.ledger_account_id),
    code: row.code,
    normalSide: row.normal_side,
    currency: row.currency,
    accountId: row.account_id && fromUuid('acc', row.account_id),
    ownerId: row.owner_id && fromUuid('usr', row.owner_id),
    provider: row.provider,
  },
})

/** An entry is known by its ledger transaction and its place there, so its id needs no column and no index. */
const entryIdOf = (ledgerTransactionId: string, ordinal: number): string =>
  derivedId('ent', String(ordinal), ledgerTransactionId)
