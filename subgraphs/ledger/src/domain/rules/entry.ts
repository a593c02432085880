import type { Money } from '@tallystick/money'
import type { LedgerAccount } from './ledger-account.ts'
import type { Side } from './side.ts'

/** One debit or credit of one ledger account, as it was written. */
export type Entry = Readonly<{
  id: string
  ledgerTransactionId: string
  side: Side
  amount: Money
  /** The ledger account's posted balance right after it, on the account's normal side. */
  balanceAfter: Money
  /** Its place among the ledger account's entries, from 1. */
  version: number
  ledgerAccount: LedgerAccount
}>
