import type { Currency, Money } from '@tallystick/money'
import type { Side } from './side.ts'

/** What a statement says before and after its entries. */
export type Statement = Readonly<{
  accountId: string
  /** `2026-11`. */
  month: string
  currency: Currency
  opening: Money
  closing: Money
  totalEntries: number
  /** The last moment that counts. */
  asOf: Date
  /** Whether the month is not over, so that entries may follow. */
  isSoFar: boolean
}>

/** An entry as its account's owner reads it: nothing of the other side. */
export type StatementEntry = Readonly<{
  version: number
  recordedAt: Date
  effectiveAt: Date
  description: string
  side: Side
  amount: Money
  balanceAfter: Money
  ledgerTransactionId: string
  paymentId: string | null
}>

/** Writes a statement as a file, bit by bit. The opening is written when it is made. */
export type StatementWriter = Readonly<{
  add(entry: StatementEntry): void
  /** Writes what follows the last entry. */
  end(): void
  /** How many bytes wait to be taken. */
  size(): number
  /** Hands over the bytes that are written and forgets them. */
  take(): Uint8Array
}>
