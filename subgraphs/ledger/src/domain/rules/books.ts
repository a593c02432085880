/**
 * The books in memory: what posting and holding mean, in as few words as possible.
 *
 * Production decides in SQL (migration `posting`), a batch at a time. This is the same decision written a second time,
 * the plain way; a property test lets both judge the same random batches.
 */
import { type Currency, type Money, money } from '@tallystick/money'
import type { HoldRefusal, HoldStatus } from './hold.ts'
import { CHART, type LedgerAccountName } from './ledger-account.ts'
import {
  contentOf,
  isBalanced,
  isPostable,
  isStorable,
  type Posting,
  type PostingEntry,
  type PostingOutcome,
  type PostingRefusal,
} from './posting.ts'
import { changeOf, type Side } from './side.ts'

/** A ledger account and what is in it. */
export type Bucket = {
  readonly currency: Currency
  readonly normalSide: Side
  readonly floor: bigint | null
  postedMinor: bigint
  heldMinor: bigint
  version: number
}

type BookedHold = { readonly bucket: Bucket; readonly minor: bigint; status: HoldStatus }

/** Books that begin empty. */
export class Books {
  readonly buckets = new Map<string, Bucket>()
  readonly #answers = new Map<string, { content: string; outcome: PostingOutcome }>()
  readonly #holds = new Map<string, BookedHold>()

  /** Posts in order, as the SQL function does. */
  post(postings: readonly Posting[]): PostingOutcome[] {
    // All accounts that a batch names are opened first, in the currency that is named first.
    for (const { entries } of postings)
      for (const { ledgerAccount, amount } of entries) this.#bucket(ledgerAccount, amount.currency)
    return postings.map((posting) => {
      const content = contentOf(posting)
      const known = this.#answers.get(posting.id)
      if (known) return known.content === content ? known.outcome : refusal(posting, 'ID_REUSED')
      const outcome = this.#judge(posting)
      this.#answers.set(posting.id, { content, outcome })
      return outcome
    })
  }

  /** Reserves `amount`; null when done. */
  placeHold(id: string, name: LedgerAccountName, amount: Money): HoldRefusal | null {
    const bucket = this.#bucket(name, amount.currency)
    if (!bucket) return 'CURRENCY_MISMATCH'
    if (isShort(bucket, amount.minor)) return 'INSUFFICIENT_FUNDS'
    bucket.heldMinor += amount.minor
    this.#holds.set(id, { bucket, minor: amount.minor, status: 'OPEN' })
    return null
  }

  /** Gives a hold back; null when done, now or before. */
  voidHold(id: string): HoldRefusal | null {
    const hold = this.#holds.get(id)
    if (!hold) return 'HOLD_UNKNOWN'
    if (hold.status !== 'OPEN') return hold.status === 'VOIDED' ? null : 'HOLD_ENDED'
    hold.status = 'VOIDED'
    hold.bucket.heldMinor -= hold.minor
    return null
  }

  #judge(posting: Posting): PostingOutcome {
    const { entries } = posting
    if (!entries.every(({ amount }) => isPostable(amount.minor)))
      return refusal(posting, 'INVALID_AMOUNT')
    if (!isBalanced(entries)) return refusal(posting, 'UNBALANCED')
    const found = entries.map((entry) => this.#bucketOf(entry))
    if (found.includes(undefined)) return refusal(posting, 'CURRENCY_MISMATCH')
    const hold = this.#usableHold(posting)
    if (posting.holdId !== null && !hold) return refusal(posting, 'HOLD_NOT_USABLE')

    const before = [...this.buckets.values()].map((bucket) => ({ bucket, was: { ...bucket } }))
    if (hold) hold.bucket.heldMinor -= hold.minor
    const failure = this.#apply(posting)
    if (!failure) {
      if (hold) hold.status = 'POSTED'
      return { id: posting.id, refusal: null, available: null }
    }
    for (const { bucket, was } of before) Object.assign(bucket, was)
    const { postedMinor, heldMinor, currency } = failure.bucket
    const available = money(postedMinor - heldMinor, currency)
    const isFunds = failure.reason === 'INSUFFICIENT_FUNDS'
    return { ...refusal(posting, failure.reason), available: isFunds ? available : null }
  }

  /** Applies entry after entry up to the first that may not be. */
  #apply({ entries }: Posting): { reason: PostingRefusal; bucket: Bucket } | undefined {
    for (const entry of entries) {
      const bucket = this.#bucketOf(entry)
      if (!bucket) throw new RangeError('currencies are checked before')
      const change = changeOf(entry.side, entry.amount.minor, bucket.normalSide)
      bucket.postedMinor += change
      bucket.version += 1
      if (change < 0n && isShort(bucket, 0n)) return { reason: 'INSUFFICIENT_FUNDS', bucket }
      if (!isStorable(bucket.postedMinor)) return { reason: 'INVALID_AMOUNT', bucket }
    }
    return undefined
  }

  /** The hold that a posting names, if it is open and covers what the posting draws from its bucket. */
  #usableHold({ holdId, entries }: Posting): BookedHold | undefined {
    const hold = this.#holds.get(holdId ?? '')
    if (hold?.status !== 'OPEN') return undefined
    let drawn = 0n
    for (const entry of entries)
      if (this.#bucketOf(entry) === hold.bucket)
        drawn -= changeOf(entry.side, entry.amount.minor, hold.bucket.normalSide)
    return drawn > 0n && drawn <= hold.minor ? hold : undefined
  }

  #bucketOf = ({ ledgerAccount, amount }: PostingEntry) =>
    this.#bucket(ledgerAccount, amount.currency)

  /** The bucket of that name, opened if need be; undefined when the customer's account has another currency. */
  #bucket(name: LedgerAccountName, currency: Currency): Bucket | undefined {
    const key = name.accountId ?? `${name.code} ${name.provider} ${currency}`
    const empty = { currency, postedMinor: 0n, heldMinor: 0n, version: 0 }
    const bucket = this.buckets.get(key) ?? { ...CHART[name.code], ...empty }
    this.buckets.set(key, bucket)
    return bucket.currency === currency ? bucket : undefined
  }
}

/** Whether less than the floor would be available if `minor` more were taken. */
const isShort = ({ floor, postedMinor, heldMinor }: Bucket, minor: bigint): boolean =>
  floor !== null && postedMinor - heldMinor - minor < floor

const refusal = ({ id }: Posting, reason: PostingRefusal): PostingOutcome => ({
  id,
  refusal: reason,
  available: null,
})
