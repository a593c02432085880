import { type Currency, MINOR_DIGITS_MAX, type Money } from '@tallystick/money'
import type { LedgerAccountName } from './ledger-account.ts'
import type { Side } from './side.ts'

/** A ledger transaction that someone asks to post. */
export type Posting = Readonly<{
  /** Chosen by the caller; the same id with the same content gets the same answer. */
  id: string
  paymentId: string | null
  /** Null: when it is recorded. */
  effectiveAt: Date | null
  description: string
  /** The hold that it uses up. */
  holdId: string | null
  entries: readonly PostingEntry[]
}>

/** One debit or credit of a posting. */
export type PostingEntry = Readonly<{
  ledgerAccount: LedgerAccountName
  side: Side
  amount: Money
}>

/** Why a posting is refused, in the order in which the reasons are looked for after the id. */
export type PostingRefusal =
  | 'ID_REUSED'
  | 'INVALID_AMOUNT'
  | 'UNBALANCED'
  | 'CURRENCY_MISMATCH'
  | 'HOLD_NOT_USABLE'
  | 'INSUFFICIENT_FUNDS'

/** What became of a posting. */
export type PostingOutcome = Readonly<{
  id: string
  /** Null when it is posted. */
  refusal: PostingRefusal | null
  /** With INSUFFICIENT_FUNDS only: what the ledger account that fell short had. */
  available: Money | null
}>

/** The first amount that `numeric(78,0)` cannot hold. */
const TOO_LARGE = 10n ** BigInt(MINOR_DIGITS_MAX)

/** Whether an entry may have this amount: more than nothing, at most 78 digits. */
export const isPostable = (minor: bigint): boolean => minor > 0n && minor < TOO_LARGE

/** Whether a balance can be stored: at most 78 digits on either side of zero. */
export const isStorable = (minor: bigint): boolean => minor < TOO_LARGE && minor > -TOO_LARGE

/** Whether there are at least two entries and debits equal credits in each currency (I2). */
export function isBalanced(entries: readonly Pick<PostingEntry, 'side' | 'amount'>[]): boolean {
  const sums = new Map<Currency, bigint>()
  for (const { side, amount } of entries) {
    const change = side === 'DEBIT' ? amount.minor : -amount.minor
    sums.set(amount.currency, (sums.get(amount.currency) ?? 0n) + change)
  }
  return entries.length >= 2 && [...sums.values()].every((sum) => sum === 0n)
}

/**
 * The content of a posting as text: different postings have different texts, because JSON quotes what callers write.
 * Its hash guards the id.
 */
export function contentOf({
  paymentId,
  effectiveAt,
  description,
  holdId,
  entries,
}: Posting): string {
  return JSON.stringify([
    paymentId,
    effectiveAt?.toISOString() ?? null,
    description,
    holdId,
    entries.map(({ ledgerAccount: { code, accountId, ownerId, provider }, side, amount }) => [
      [code, accountId, ownerId, provider],
      side,
      amount.minor.toString(),
      amount.currency,
    ]),
  ])
}
