import type { Db } from '@tallystick/db'
import { isOneOf } from '@tallystick/db/columns'
import { asc } from 'drizzle-orm'
import type { LedgerTransaction } from '../domain/rules/ledger-transaction.ts'
import { ledgerTransactions } from './tables.ts'

/** What is read of a ledger transaction. */
export const columns = {
  id: ledgerTransactions.id,
  paymentId: ledgerTransactions.paymentId,
  reverses: ledgerTransactions.reverses,
  effectiveAt: ledgerTransactions.effectiveAt,
  recordedAt: ledgerTransactions.recordedAt,
  description: ledgerTransactions.description,
  metadata: ledgerTransactions.metadata,
}

/** Reads many at once, for the loader. Order and gaps are the loader's business. */
export function findLedgerTransactions(
  db: Db,
  ids: readonly string[],
): Promise<LedgerTransaction[]> {
  return db.select(columns).from(ledgerTransactions).where(isOneOf(ledgerTransactions.id, ids))
}

/** Reads what many payments did in the ledger, oldest first. */
export function findLedgerTransactionsOf(
  db: Db,
  paymentIds: readonly string[],
): Promise<LedgerTransaction[]> {
  return db
    .select(columns)
    .from(ledgerTransactions)
    .where(isOneOf(ledgerTransactions.paymentId, paymentIds))
    .orderBy(asc(ledgerTransactions.recordedAt), asc(ledgerTransactions.id))
}

/** Reads the reversals of many ledger transactions; each has one at most. */
export function findReversalsOf(db: Db, ids: readonly string[]): Promise<LedgerTransaction[]> {
  return db
    .select(columns)
    .from(ledgerTransactions)
    .where(isOneOf(ledgerTransactions.reverses, ids))
}
