import type { Db } from '@tallystick/db'
import { type Currency, money } from '@tallystick/money'
import { and, asc, eq, gt, lte, sql } from 'drizzle-orm'
import type { StatementEntry } from '../../domain/rules/statement.ts'
import { entries, ledgerAccounts, ledgerTransactions } from '../tables.ts'

/** The ledger account behind a customer's account. */
export type StatementAccount = Readonly<{
  ledgerAccountId: string
  ownerId: string | null
  currency: Currency
}>

/** Finds the ledger account of a customer's account; undefined when nothing was ever posted to it. */
export async function findStatementAccount(
  db: Db,
  accountId: string,
): Promise<StatementAccount | undefined> {
  const [found] = await db
    .select({
      ledgerAccountId: ledgerAccounts.id,
      ownerId: ledgerAccounts.ownerId,
      currency: ledgerAccounts.currency,
    })
    .from(ledgerAccounts)
    .where(eq(ledgerAccounts.accountId, accountId))
  return found
}

/** Which entries are in a statement, and what was in the account before them and after. */
export type StatementBounds = Readonly<{
  /** The version of the last entry before; 0 for none. */
  versionBefore: number
  lastVersion: number
  openingMinor: bigint
  closingMinor: bigint
}>

/** Finds what was recorded from `from` up to `asOf`; both must be settled. */
export async function findStatementBounds(
  db: Db,
  ledgerAccountId: string,
  { from, asOf }: Readonly<{ from: Date; asOf: Date }>,
): Promise<StatementBounds> {
  const account = sql`${sql.param(ledgerAccountId, ledgerAccounts.id)}::uuid`
  const [row] = await db.execute<Record<'before' | 'last' | 'opening' | 'closing', string>>(sql`
    select v.before::text, v.last::text, coalesce(b.balance_after, 0)::text as opening,
           coalesce(l.balance_after, 0)::text as closing
      from (select ledger.version_at(${account}, ${from.toISOString()}::timestamptz - interval '1 millisecond') as before,
                   ledger.version_at(${account}, ${asOf.toISOString()}::timestamptz) as last) v
      left join ledger.entries b on b.ledger_account_id = ${account} and b.version = v.before
      left join ledger.entries l on l.ledger_account_id = ${account} and l.version = v.last`)
  if (!row) throw new Error('a ledger account has no bounds')
  return {
    versionBefore: Number(row.before),
    lastVersion: Number(row.last),
    openingMinor: BigInt(row.opening),
    closingMinor: BigInt(row.closing),
  }
}

/** Reads the entries of the versions above `after` up to `upTo`, oldest first. */
export async function readStatementPage(
  db: Db,
  { ledgerAccountId, currency }: StatementAccount,
  { after, upTo }: Readonly<{ after: number; upTo: number }>,
): Promise<StatementEntry[]> {
  const rows = await db
    .select({
      version: entries.version,
      recordedAt: entries.recordedAt,
      effectiveAt: entries.effectiveAt,
      description: ledgerTransactions.description,
      side: entries.side,
      amount: entries.amount,
      balanceAfter: entries.balanceAfter,
      ledgerTransactionId: entries.ledgerTransactionId,
      paymentId: ledgerTransactions.paymentId,
    })
    .from(entries)
    .innerJoin(ledgerTransactions, eq(ledgerTransactions.id, entries.ledgerTransactionId))
    .where(
      and(
        eq(entries.ledgerAccountId, ledgerAccountId),
        gt(entries.version, after),
        lte(entries.version, upTo),
      ),
    )
    .orderBy(asc(entries.version))
  return rows.map((row) => ({
    ...row,
    amount: money(row.amount, currency),
    balanceAfter: money(row.balanceAfter, currency),
  }))
}
