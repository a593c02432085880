/** What the ledger's or a provider's word means for a payment. Pure: no word is asked for here. */
import type { Money } from '@tallystick/money'
import { ended } from './leg.ts'
import { isAskedFor, type Leg, type Payment, type PaymentStatus } from './payment.ts'
import {
  ACTION_POLL_MS,
  ACTION_TIMEOUT_MS,
  after,
  HOLD_DAYS,
  MS_PER_DAY,
  pauseMs,
} from './timing.ts'

/** Where a payment goes next; `to` equal to its status means that it waits. */
export type Decision = Readonly<{
  to: PaymentStatus
  reason: string | null
  /** How long until it is looked at again, in milliseconds, unless `to` is a status at rest. */
  pauseMs: number
  /** For INSUFFICIENT_FUNDS: what the payer could have paid. */
  available?: Money
  /** What else of the payment changes. */
  change?: Partial<
    Pick<Payment, 'payerAccountId' | 'payerUserId' | 'capturedMinor' | 'holdId' | 'expiresAt'>
  >
  /** The leg that begins or ends with it. */
  leg?: Leg
  /** Whether there is something left to do at once. */
  goesOn?: boolean
}>

/** What a provider says about what it was asked to do. UNKNOWN is ours: it gave no answer that can be relied on. */
export type ProviderWord =
  | 'SUCCEEDED'
  | 'DECLINED'
  | 'REQUIRES_ACTION'
  | 'PROCESSING'
  | 'CANCELLED'
  | 'UNKNOWN'
  /** It moved something else than it was asked to: nobody is credited before a person has looked. */
  | 'DIFFERS'

/** The reason of a payment that was called off by whoever made it. */
export const CANCELLED_BY_OWNER = 'CANCELLED_BY_OWNER'

/** What the ledger says about a posting or a hold. */
export type PostingOutcome =
  | Readonly<{ posted: true }>
  | Readonly<{ posted: false; refusal: PostingRefusal; available: Money | null }>

/** Why the ledger did not post, as its schema names it. */
type PostingRefusal =
  | 'INSUFFICIENT_FUNDS'
  | 'UNBALANCED'
  | 'CURRENCY_MISMATCH'
  | 'INVALID_AMOUNT'
  | 'ID_REUSED'
  | 'HOLD_NOT_USABLE'

/**
 * What a provider's word means for what it was asked to do.
 *
 * @param leg what it was asked, as it was written down before
 * @returns undefined when the provider has moved the money, so that the ledger's word is next; for the other words that
 *   end it, what a payment that never got so far becomes
 */
export function afterProvider(
  payment: Payment,
  { word, leg }: Readonly<{ word: ProviderWord; leg: Leg }>,
  now: Date,
): Decision | undefined {
  const pause = pauseMs(payment.attemptCount)
  switch (word) {
    case 'SUCCEEDED':
      return undefined
    case 'DECLINED':
      return failed(payment, { leg, reason: 'PAYMENT_DECLINED', now })
    case 'CANCELLED':
      return cancelled(payment, leg, now)
    case 'REQUIRES_ACTION':
      return { to: 'REQUIRES_ACTION', reason: 'ACTION_REQUIRED', pauseMs: ACTION_POLL_MS, leg }
    case 'PROCESSING':
      return { to: waitingStatus(payment), reason: payment.reason, pauseMs: pause, leg }
    case 'DIFFERS':
      // Whatever it was waiting for: from here on it waits for a person.
      return { to: 'UNKNOWN', reason: 'PROVIDER_DIFFERS', pauseMs: pause }
    case 'UNKNOWN':
      // A silence after an answer changes nothing: the answer still stands.
      return payment.status === 'PROCESSING'
        ? { to: 'UNKNOWN', reason: 'PROVIDER_TIMEOUT', pauseMs: pause }
        : { to: payment.status, reason: payment.reason, pauseMs: pause }
  }
}

/** Whether the customer's time to do their part is over: a moment before the deadline it is not, on it it is. */
export const isActionOverdue = (payment: Payment, now: Date): boolean =>
  payment.status === 'REQUIRES_ACTION' &&
  now.getTime() - payment.updatedAt.getTime() >= ACTION_TIMEOUT_MS

/**
 * What the ledger's word means for a payment whose money moves at once.
 *
 * A refused top-up must have been called off at its provider before this is stored: the money was taken already.
 *
 * @param leg what moves it
 * @throws when the ledger knows the id with another content, which only a bug of ours can bring about: something was
 *   posted, so the payment must not fail; it stays as it is, and the log tells someone with every try
 */
export function afterPosting(
  payment: Payment,
  { outcome, leg }: Readonly<{ outcome: PostingOutcome; leg: Leg }>,
  now: Date,
): Decision {
  if (outcome.posted)
    return {
      to: 'COMPLETED',
      reason: null,
      pauseMs: 0,
      change: { capturedMinor: payment.amountMinor, expiresAt: null },
      leg: ended(leg, { status: 'SUCCEEDED', now }),
    }
  return refusedByLedger(payment, { outcome, leg }, now)
}

/** What the ledger's word means for a payment whose money is to be held until the payee takes it. */
export function afterHold(
  payment: Payment,
  { outcome, leg, holdId }: Readonly<{ outcome: PostingOutcome; leg: Leg; holdId: string }>,
  now: Date,
): Decision {
  if (!outcome.posted) return refusedByLedger(payment, { outcome, leg }, now)
  const holdMs = HOLD_DAYS * MS_PER_DAY
  return {
    to: 'AUTHORIZED',
    reason: null,
    pauseMs: holdMs,
    change: { holdId, expiresAt: after(now, holdMs) },
    leg: ended(leg, { status: 'SUCCEEDED', now }),
  }
}

/** What the ledger's word means for a payment of which part was to be captured. */
export function afterCapture(
  payment: Payment,
  { outcome, leg }: Readonly<{ outcome: PostingOutcome; leg: Leg }>,
  now: Date,
): Decision {
  if (!outcome.posted)
    throw new Error(`the ledger refused to capture ${payment.id}: ${outcome.refusal}`)
  const capturedMinor = payment.capturedMinor + leg.amountMinor
  const keeps = leg.ending === 'KEEP' && payment.expiresAt !== null
  return {
    to: keeps ? 'AUTHORIZED' : 'COMPLETED',
    reason: null,
    pauseMs: keeps ? msUntil(payment.expiresAt, now) : 0,
    change: { capturedMinor, ...(keeps ? {} : { expiresAt: null }) },
    leg: ended(leg, { status: 'SUCCEEDED', now }),
  }
}

/** What a payment becomes whose held money was given back: what was captured of it before stays captured. */
export function afterVoid(payment: Payment, leg: Leg, now: Date): Decision {
  const change = { expiresAt: null }
  const done = ended(leg, { status: 'SUCCEEDED', now })
  if (payment.capturedMinor > 0n)
    return { to: 'COMPLETED', reason: payment.reason, pauseMs: 0, change, leg: done }
  const to = leg.ending === 'EXPIRE' ? 'EXPIRED' : 'CANCELLED'
  return { to, reason: payment.reason, pauseMs: 0, change, leg: done }
}

/**
 * What a payment does that waits for somebody: nothing until its time is over.
 *
 * @param leg what ends it when money is held; not used otherwise
 */
export function afterWaiting(payment: Payment, leg: Leg, now: Date): Decision {
  const left = msUntil(payment.expiresAt, now)
  if (left > 0) return { to: payment.status, reason: payment.reason, pauseMs: left }
  const reason = 'TIME_IS_OVER'
  if (payment.status === 'PENDING')
    return { to: 'EXPIRED', reason, pauseMs: 0, change: { expiresAt: null } }
  return { to: 'PROCESSING', reason, pauseMs: pauseMs(0), leg, goesOn: true }
}

type Failure = Readonly<{ leg: Leg; reason: string; now: Date; available?: Money | undefined }>

function failed(payment: Payment, { leg, reason, now, available }: Failure): Decision {
  const shared = {
    reason,
    leg: ended(leg, { status: 'FAILED', reason, now }),
    ...(available ? { available } : {}),
  }
  // Whoever was asked may top up and pay after all, as long as they are asked.
  return isAskedFor(payment)
    ? {
        ...shared,
        to: 'PENDING',
        pauseMs: msUntil(payment.expiresAt, now),
        change: { payerAccountId: null, ...(payment.anyPayer ? { payerUserId: null } : {}) },
      }
    : { ...shared, to: 'FAILED', pauseMs: 0, change: { expiresAt: null } }
}

function refusedByLedger(
  payment: Payment,
  { outcome, leg }: Readonly<{ outcome: PostingOutcome & { posted: false }; leg: Leg }>,
  now: Date,
): Decision {
  const { refusal: reason, available } = outcome
  if (reason === 'ID_REUSED') throw new Error(`the ledger refused to post ${payment.id}: ${reason}`)
  return failed(payment, { leg, reason, now, available: available ?? undefined })
}

function cancelled(payment: Payment, leg: Leg, now: Date): Decision {
  const [to, reason] =
    leg.ending === 'CANCEL'
      ? (['CANCELLED', CANCELLED_BY_OWNER] as const)
      : isActionOverdue(payment, now)
        ? (['EXPIRED', 'ACTION_TIMEOUT'] as const)
        : (['FAILED', 'PROVIDER_CANCELLED'] as const)
  return { to, reason, pauseMs: 0, leg: ended(leg, { status: 'FAILED', reason, now }) }
}

/** A provider that is still at it ends our doubt, or the customer's part. */
const waitingStatus = ({ status }: Payment): PaymentStatus =>
  status === 'UNKNOWN' || status === 'REQUIRES_ACTION' ? 'PROCESSING' : status

const msUntil = (at: Date | null, now: Date): number =>
  at === null ? 0 : Math.max(0, at.getTime() - now.getTime())
