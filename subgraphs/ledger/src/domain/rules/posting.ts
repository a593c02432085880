import { type Currency, MINOR_DIGITS_MAX, type Money } from '@tallystick/money'
import type { LedgerAccountName } from './ledger-account.ts'
import type { Side } from './side.ts'

/** A ledger transaction that someone asks to post. */
export type Posting = Readonly<{
  /** Chosen by the caller; the same id with the same content gets the same answer. */
  id: string
  paymentId: string | null
  /** The ledger transaction that this one undoes, entry by entry. */
  reverses: string | null
  /** Null: when it is recorded. */
  effectiveAt: Date | null
  description: string
  /** Facts for programs; null for none. */
  metadata: Metadata | null
  /** The hold that it draws on. */
  holdId: string | null
  /** What it does not draw from the hold stays held, for another posting. */
  holdKept: boolean
  /** Posted only together with the next one. */
  linked: boolean
  entries: readonly PostingEntry[]
}>

/** Facts by name: at most 20, names of at most 40 characters, values of at most 500. */
export type Metadata = Readonly<Record<string, string>>

/** One debit or credit of a posting. */
export type PostingEntry = Readonly<{
  ledgerAccount: LedgerAccountName
  side: Side
  amount: Money
}>

/** Why a posting is refused, in the order in which the reasons are looked for after the id. */
export type PostingRefusal =
  | 'ID_REUSED'
  | 'LINKED_REFUSED'
  | 'INVALID_AMOUNT'
  | 'UNBALANCED'
  | 'CURRENCY_MISMATCH'
  | 'NOT_REVERSIBLE'
  | 'ALREADY_REVERSED'
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

/** What is wrong with entries whatever the balances; null when nothing is. */
export function flawOf(
  entries: readonly Pick<PostingEntry, 'side' | 'amount'>[],
): 'INVALID_AMOUNT' | 'UNBALANCED' | null {
  if (!entries.every(({ amount }) => isPostable(amount.minor))) return 'INVALID_AMOUNT'
  return isBalanced(entries) ? null : 'UNBALANCED'
}

/**
 * The contents of what one caller asks for as texts: different postings have different texts, because JSON quotes what
 * callers write. Their hashes guard the ids. The ids of the chain that a posting is linked into are part of its content:
 * posted again with other companions, it is something else.
 */
export const contentsOf = (postings: readonly Posting[]): string[] =>
  toChains(postings).flatMap((chain) => chain.map((posting) => contentOf(posting, chain)))

/** Cuts a list into chains of linked postings, most of them of one. */
export function toChains<T extends Pick<Posting, 'linked'>>(postings: readonly T[]): T[][] {
  const chains: T[][] = []
  let isOpen = false
  for (const posting of postings) {
    if (isOpen) chains.at(-1)?.push(posting)
    else chains.push([posting])
    isOpen = posting.linked
  }
  return chains
}

function contentOf(posting: Posting, chain: readonly Posting[]): string {
  const { metadata, entries } = posting
  return JSON.stringify([
    posting.paymentId,
    posting.reverses,
    posting.effectiveAt?.toISOString() ?? null,
    posting.description,
    metadata && Object.entries(metadata).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    [posting.holdId, posting.holdKept],
    chain.length > 1 ? chain.map(({ id }) => id) : null,
    entries.map(({ ledgerAccount: { code, accountId, ownerId, provider }, side, amount }) => [
      [code, accountId, ownerId, provider],
      side,
      amount.minor.toString(),
      amount.currency,
    ]),
  ])
}
