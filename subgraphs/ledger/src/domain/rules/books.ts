/**
 * The books in memory: what posting and holding mean, in as few words as possible.
 *
 * Production decides in SQL (migration `posting`), a batch at a time. This is the same decision written a second time,
 * the plain way; a property test lets both judge the same random histories.
 */
import { type Currency, type Money, money } from '@tallystick/money'
import type { HoldRefusal, HoldRequest, HoldStatus } from './hold.ts'
import { CHART, type LedgerAccountName } from './ledger-account.ts'
import {
  contentsOf,
  isBalanced,
  isPostable,
  isStorable,
  type Posting,
  type PostingEntry,
  type PostingOutcome,
  type PostingRefusal,
  toChains,
} from './posting.ts'
import { changeOf, type Side } from './side.ts'

/** A ledger account and what is in it. */
export type Bucket = {
  readonly currency: Currency
  readonly normalSide: Side
  floor: bigint | null
  postedMinor: bigint
  heldMinor: bigint
  version: number
  heldVersion: number
}

/** A hold and what became of it. */
export type BookedHold = {
  readonly bucket: Bucket
  readonly content: string
  readonly minor: bigint
  readonly expiresAt: Date | null
  postedMinor: bigint
  leftMinor: bigint
  status: HoldStatus
}

type Answer = Readonly<{ call: number; content: string; posting: Posting; outcome: PostingOutcome }>

/** Books that begin empty. */
export class Books {
  readonly buckets = new Map<string, Bucket>()
  readonly holds = new Map<string, BookedHold>()
  readonly #answers = new Map<string, Answer>()
  readonly #reversed = new Set<string>()
  /** What was asked for by holds that were refused for want of money. */
  readonly #holdsRefused = new Map<string, string>()
  #call = 0

  /** Posts what one caller asks for, in order. @param moment from which on a hold with this end can no longer be used */
  post(postings: readonly Posting[], moment: Date): PostingOutcome[] {
    this.#call++
    // All accounts that a batch names are opened first, in the currency that is named first.
    for (const { entries } of postings) for (const entry of entries) this.#bucketOf(entry)
    const contents = contentsOf(postings)
    const asked = postings.map((posting, index) => ({
      posting,
      content: contents[index] ?? '',
      linked: posting.linked,
    }))
    return toChains(asked).flatMap((chain) => {
      this.#postChain(chain, moment)
      return chain.map(({ posting, content }) => this.#answerTo(posting, content))
    })
  }

  /** Reserves an amount; null when done, now or before. */
  placeHold({ id, ledgerAccount, amount, expiresAt }: HoldRequest): HoldRefusal | null {
    const bucket = this.#bucket(ledgerAccount, amount.currency)
    const { minor, currency } = amount
    const content = JSON.stringify([ledgerAccount, String(minor), currency, expiresAt])
    const known = this.holds.get(id)
    if (known) return known.content === content ? null : 'ID_REUSED'
    const refused = this.#holdsRefused.get(id)
    if (refused !== undefined) return refused === content ? 'INSUFFICIENT_FUNDS' : 'ID_REUSED'
    if (!bucket) return 'CURRENCY_MISMATCH'
    if (isShort(bucket, minor) || !isStorable(bucket.heldMinor + minor)) {
      this.#holdsRefused.set(id, content)
      return 'INSUFFICIENT_FUNDS'
    }
    const terms = { bucket, content, minor, expiresAt }
    this.holds.set(id, { ...terms, postedMinor: 0n, leftMinor: minor, status: 'OPEN' })
    moveHeld(bucket, minor)
    return null
  }

  /** Gives back what is left of a hold; null when done, now or before. */
  voidHold(id: string): HoldRefusal | null {
    const hold = this.holds.get(id)
    if (!hold) return 'HOLD_UNKNOWN'
    if (hold.status !== 'OPEN') return hold.status === 'VOIDED' ? null : 'HOLD_ENDED'
    release(hold, 'VOIDED')
    return null
  }

  /** Ends the open holds whose time is up. @returns their ids */
  expireHolds(moment: Date): string[] {
    const due = [...this.holds].filter(
      ([, { status, expiresAt }]) => status === 'OPEN' && expiresAt && expiresAt <= moment,
    )
    for (const [, hold] of due) release(hold, 'EXPIRED')
    return due.map(([id]) => id)
  }

  /** Sets the floor of a customer's account; null when done. */
  setFloor(
    accountId: string,
    floor: Money,
  ): 'ACCOUNT_UNKNOWN' | 'CURRENCY_MISMATCH' | 'OVERDRAWN_FURTHER' | null {
    const bucket = this.buckets.get(accountId)
    if (!bucket) return 'ACCOUNT_UNKNOWN'
    if (bucket.currency !== floor.currency) return 'CURRENCY_MISMATCH'
    if (bucket.postedMinor - bucket.heldMinor < floor.minor) return 'OVERDRAWN_FURTHER'
    bucket.floor = floor.minor
    return null
  }

  /** What can be taken back: calling the result makes everything as it is now. */
  remember(): () => void {
    const undo = this.#save()
    const was = [this.buckets, this.holds, this.#answers, this.#holdsRefused].map(
      (map) => new Map<string, unknown>(map),
    )
    const reversed = new Set(this.#reversed)
    return () => {
      undo()
      const now = [this.buckets, this.holds, this.#answers, this.#holdsRefused]
      for (const [index, map] of now.entries())
        for (const key of [...map.keys()]) if (!was[index]?.has(key)) map.delete(key)
      for (const id of [...this.#reversed]) if (!reversed.has(id)) this.#reversed.delete(id)
    }
  }

  /** All of a chain, or none. */
  #postChain(
    chain: readonly Readonly<{ posting: Posting; content: string }>[],
    moment: Date,
  ): void {
    const undo = this.#save()
    const fresh: Answer[] = []
    let isRefused = false
    for (const { posting, content } of chain) {
      const known = this.#answers.get(posting.id)
      if (known) {
        isRefused ||= known.content !== content
        continue
      }
      const outcome = isRefused ? refusal(posting, 'LINKED_REFUSED') : this.#judge(posting, moment)
      isRefused ||= outcome.refusal !== null
      const answer = { call: this.#call, content, posting, outcome }
      fresh.push(answer)
      this.#answers.set(posting.id, answer)
    }
    if (!isRefused) return
    undo()
    for (const answer of fresh.filter(({ outcome }) => outcome.refusal === null)) {
      const outcome = refusal(answer.posting, 'LINKED_REFUSED')
      this.#answers.set(answer.posting.id, { ...answer, outcome })
      this.#reversed.delete(answer.posting.reverses ?? '')
    }
  }

  /** The same id with the same content gets the same answer. */
  #answerTo(posting: Posting, content: string): PostingOutcome {
    const known = this.#answers.get(posting.id)
    return known?.content === content ? known.outcome : refusal(posting, 'ID_REUSED')
  }

  #judge(posting: Posting, moment: Date): PostingOutcome {
    const { entries } = posting
    if (!entries.every(({ amount }) => isPostable(amount.minor)))
      return refusal(posting, 'INVALID_AMOUNT')
    if (!isBalanced(entries)) return refusal(posting, 'UNBALANCED')
    if (!entries.every((entry) => this.#bucketOf(entry)))
      return refusal(posting, 'CURRENCY_MISMATCH')
    const fault = this.#faultOfReversal(posting)
    if (fault) return refusal(posting, fault)

    const undo = this.#save()
    if (posting.holdId !== null && !this.#draw(posting, moment))
      return refusal(posting, 'HOLD_NOT_USABLE')
    const failure = this.#apply(posting)
    if (!failure) {
      if (posting.reverses !== null) this.#reversed.add(posting.reverses)
      return { id: posting.id, refusal: null, available: null }
    }
    undo()
    if (failure.reason !== 'INSUFFICIENT_FUNDS') return refusal(posting, failure.reason)
    const { postedMinor, heldMinor, currency } = failure.bucket
    const available = money(postedMinor - heldMinor, currency)
    return { ...refusal(posting, failure.reason), available }
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

  /** Draws on the hold that a posting names. @returns false when it is not open or does not cover it */
  #draw({ holdId, holdKept, entries }: Posting, moment: Date): boolean {
    const hold = this.holds.get(holdId ?? '')
    if (hold?.status !== 'OPEN' || (hold.expiresAt && hold.expiresAt <= moment)) return false
    const { bucket } = hold
    let drawn = 0n
    for (const entry of entries)
      if (this.#bucketOf(entry) === bucket)
        drawn -= changeOf(entry.side, entry.amount.minor, bucket.normalSide)
    if (drawn <= 0n || drawn > hold.leftMinor) return false
    const freed = holdKept ? drawn : hold.leftMinor
    hold.postedMinor += drawn
    hold.leftMinor -= freed
    if (hold.leftMinor === 0n) hold.status = 'POSTED'
    moveHeld(bucket, -freed)
    return true
  }

  /** A reversal is of something posted by an earlier call that is none itself, entry by entry, and happens once. */
  #faultOfReversal({ reverses, entries }: Posting): PostingRefusal | undefined {
    if (reverses === null) return undefined
    const original = this.#answers.get(reverses)
    if (original?.outcome.refusal !== null || original.call === this.#call) return 'NOT_REVERSIBLE'
    if (original.posting.reverses !== null) return 'NOT_REVERSIBLE'
    const others = original.posting.entries
    const isMirror = entries.every((entry, index) => {
      const other = others[index]
      if (!other || this.#bucketOf(entry) !== this.#bucketOf(other)) return false
      return entry.amount.minor === other.amount.minor && entry.side !== other.side
    })
    if (!isMirror || entries.length !== others.length) return 'NOT_REVERSIBLE'
    return this.#reversed.has(reverses) ? 'ALREADY_REVERSED' : undefined
  }

  #bucketOf = ({ ledgerAccount, amount }: PostingEntry) =>
    this.#bucket(ledgerAccount, amount.currency)

  /** The bucket of that name, opened if need be; undefined when the customer's account has another currency. */
  #bucket(name: LedgerAccountName, currency: Currency): Bucket | undefined {
    const key = keyOf(name, currency)
    const empty = { currency, postedMinor: 0n, heldMinor: 0n, version: 0, heldVersion: 0 }
    const bucket = this.buckets.get(key) ?? { ...CHART[name.code], ...empty }
    this.buckets.set(key, bucket)
    return bucket.currency === currency ? bucket : undefined
  }

  #save(): () => void {
    const states = [...this.buckets.values(), ...this.holds.values()].map(
      (state) => [state, { ...state }] as const,
    )
    return () => {
      for (const [state, was] of states) Object.assign(state, was)
    }
  }
}

/** Where a ledger account is in `buckets`: a customer's has one currency, the house has one account for each. */
export const keyOf = (
  { code, accountId, provider }: Omit<LedgerAccountName, 'ownerId'>,
  currency: Currency,
): string => accountId ?? `${code} ${provider} ${currency}`

/** Whether less than the floor would be available if `minor` more were taken. */
const isShort = ({ floor, postedMinor, heldMinor }: Bucket, minor: bigint): boolean =>
  floor !== null && postedMinor - heldMinor - minor < floor

function moveHeld(bucket: Bucket, change: bigint): void {
  bucket.heldMinor += change
  bucket.heldVersion += 1
}

function release(hold: BookedHold, status: 'VOIDED' | 'EXPIRED'): void {
  moveHeld(hold.bucket, -hold.leftMinor)
  hold.leftMinor = 0n
  hold.status = status
}

const refusal = ({ id }: Posting, reason: PostingRefusal): PostingOutcome => ({
  id,
  refusal: reason,
  available: null,
})
