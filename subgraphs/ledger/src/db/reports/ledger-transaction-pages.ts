/** Pages of all ledger transactions, newest first. Each filter reads its page from an index, however many there are. */
import type { Db } from '@tallystick/db'
import { and, desc, eq, gte, lt, type SQL, sql } from 'drizzle-orm'
import type { LedgerTransaction } from '../../domain/rules/ledger-transaction.ts'
import { columns } from '../ledger-transactions.ts'
import { entries, ledgerAccounts, ledgerTransactions as table } from '../tables.ts'

/** Which ledger transactions; null for any. */
export type LedgerTransactionFilter = Readonly<{
  accountId: string | null
  paymentId: string | null
  recordedFrom: Date | null
  /** The first moment that does not count. */
  recordedTo: Date | null
}>

/** Where a page of `listLedgerTransactions` goes on. */
export type LedgerTransactionPosition = Readonly<{ recordedAt: Date; id: string }>

/** Reads a page by time of recording; ids decide within a millisecond. */
export function listLedgerTransactions(
  db: Db,
  filter: LedgerTransactionFilter,
  { after, limit }: Readonly<{ after: LedgerTransactionPosition | undefined; limit: number }>,
): Promise<LedgerTransaction[]> {
  const { accountId, paymentId, recordedFrom, recordedTo } = filter
  return db
    .select(columns)
    .from(table)
    .where(
      and(
        recordedFrom ? gte(table.recordedAt, recordedFrom) : undefined,
        recordedTo ? lt(table.recordedAt, recordedTo) : undefined,
        paymentId ? eq(table.paymentId, paymentId) : undefined,
        accountId ? sql`(${ledgerAccountOf(accountId)}) = any (${table.entryAccounts})` : undefined,
        after
          ? sql`(${table.recordedAt}, ${table.id}) < (${sql.param(after.recordedAt, table.recordedAt)}::timestamptz, ${sql.param(after.id, table.id)}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(table.recordedAt), desc(table.id))
    .limit(limit)
}

/** A ledger transaction as a customer's account sees it: with the version of the last entry that it made there. */
export type TouchingTransaction = LedgerTransaction & Readonly<{ version: number }>

/**
 * Reads a page of what touches a customer's account, by version there; versions grow with the time of recording.
 *
 * @param before the version to go on below
 */
export function listLedgerTransactionsOf(
  db: Db,
  {
    accountId,
    recordedFrom,
    recordedTo,
  }: LedgerTransactionFilter & Readonly<{ accountId: string }>,
  { before, limit }: Readonly<{ before: number | undefined; limit: number }>,
): Promise<TouchingTransaction[]> {
  const account = ledgerAccountOf(accountId)
  const isSucceeded = sql`exists (select from ledger.entries n
    where n.ledger_account_id = ${entries.ledgerAccountId} and n.version = ${entries.version} + 1
      and n.ledger_transaction_id = ${entries.ledgerTransactionId})`
  return db
    .select({ ...columns, version: entries.version })
    .from(entries)
    .innerJoin(table, eq(table.id, entries.ledgerTransactionId))
    .where(
      and(
        sql`${entries.ledgerAccountId} = (${account})`,
        before === undefined ? undefined : lt(entries.version, before),
        recordedFrom
          ? sql`${entries.version} > (${versionBefore(account, recordedFrom)})`
          : undefined,
        recordedTo ? sql`${entries.version} <= (${versionBefore(account, recordedTo)})` : undefined,
        sql`not ${isSucceeded}`,
      ),
    )
    .orderBy(desc(entries.version))
    .limit(limit)
}

const ledgerAccountOf = (accountId: string): SQL =>
  sql`select a.id from ledger.ledger_accounts a where a.account_id = ${sql.param(accountId, ledgerAccounts.accountId)}`

/** In a subquery, so that it is found once and not for each entry. */
const versionBefore = (account: SQL, moment: Date): SQL =>
  sql`select ledger.version_at((${account}), ${moment.toISOString()}::timestamptz - interval '1 millisecond')`
