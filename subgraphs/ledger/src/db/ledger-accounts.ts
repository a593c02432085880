import type { Db } from '@tallystick/db'
import { isOneOf } from '@tallystick/db/columns'
import type { LedgerAccount } from '../domain/rules/ledger-account.ts'
import { ledgerAccounts } from './tables.ts'

/** Reads ledger accounts by id; those that do not exist are left out. */
export function findLedgerAccounts(db: Db, ids: readonly string[]): Promise<LedgerAccount[]> {
  return db
    .select({
      id: ledgerAccounts.id,
      code: ledgerAccounts.code,
      normalSide: ledgerAccounts.normalSide,
      currency: ledgerAccounts.currency,
      accountId: ledgerAccounts.accountId,
      ownerId: ledgerAccounts.ownerId,
      provider: ledgerAccounts.provider,
    })
    .from(ledgerAccounts)
    .where(isOneOf(ledgerAccounts.id, ids))
}
