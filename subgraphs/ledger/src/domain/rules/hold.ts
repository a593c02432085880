import type { Money } from '@tallystick/money'
import type { LedgerAccountName } from './ledger-account.ts'

/** Where a hold stands. OPEN is the only status that another follows. */
export type HoldStatus = 'OPEN' | 'POSTED' | 'VOIDED' | 'EXPIRED'

/** What changes how much is held. POSTED is a draw by a ledger transaction, of part or all. */
export type HoldMoveKind = 'PLACED' | 'POSTED' | 'VOIDED' | 'EXPIRED'

/** A reservation of part of what a ledger account has available. */
export type Hold = Readonly<{
  id: string
  status: HoldStatus
  amount: Money
  /** How much of it was posted so far. While it is OPEN the rest is held; afterwards the rest is free. */
  posted: Money
  /** Null: it does not end by itself. */
  expiresAt: Date | null
}>

/** A hold that someone asks for. Its id is the asker's; the same id with the same content is the same hold. */
export type HoldRequest = Readonly<{
  id: string
  ledgerAccount: LedgerAccountName
  amount: Money
  expiresAt: Date | null
}>

/** Why a hold is not placed or not ended. */
export type HoldRefusal =
  | 'INSUFFICIENT_FUNDS'
  | 'HOLD_UNKNOWN'
  | 'HOLD_ENDED'
  | 'ID_REUSED'
  | 'CURRENCY_MISMATCH'
