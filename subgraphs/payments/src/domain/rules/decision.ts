/** What the ledger's or a provider's word means for a payment. Pure: no word is asked for here. */
import type { Money } from '@tallystick/money'
import type { Payment, PaymentStatus } from './payment.ts'
import { ACTION_POLL_MS, ACTION_TIMEOUT_MS, pauseMs } from './timing.ts'

/** Where a payment goes next; `to` equal to its status means that it waits. */
export type Decision = Readonly<{
  to: PaymentStatus
  reason: string | null
  /** How long until it is looked at again, in milliseconds, unless `to` is a status at rest. */
  pauseMs: number
  /** For INSUFFICIENT_FUNDS: what the payer could have paid. */
  available?: Money
}>

/** What a provider says about a charge. UNKNOWN is ours: it gave no answer that can be relied on. */
export type ChargeStatus =
  | 'SUCCEEDED'
  | 'DECLINED'
  | 'REQUIRES_ACTION'
  | 'PROCESSING'
  | 'CANCELLED'
  | 'UNKNOWN'

/** What the ledger says about a posting. */
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
 * What a provider's word means for a top-up.
 *
 * @returns undefined when the provider has the money, so that the ledger's word is next
 */
export function afterCharge(
  payment: Payment,
  charge: ChargeStatus,
  now: Date,
): Decision | undefined {
  const pause = pauseMs(payment.attemptCount)
  switch (charge) {
    case 'SUCCEEDED':
      return undefined
    case 'DECLINED':
      return { to: 'FAILED', reason: 'PAYMENT_DECLINED', pauseMs: pause }
    case 'CANCELLED':
      return cancelled(payment, now)
    case 'REQUIRES_ACTION':
      return { to: 'REQUIRES_ACTION', reason: 'ACTION_REQUIRED', pauseMs: ACTION_POLL_MS }
    case 'PROCESSING':
      return { to: waitingStatus(payment), reason: payment.reason, pauseMs: pause }
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
 * What the ledger's word means for a payment.
 *
 * A refused top-up must have been called off at its provider before this is stored: the money was taken already.
 *
 * @throws when the ledger knows the id with another content, which only a bug of ours can bring about: something was
 *   posted, so the payment must not fail; it stays as it is, and the log tells someone with every try
 */
export function afterPosting(payment: Payment, outcome: PostingOutcome): Decision {
  const pause = pauseMs(payment.attemptCount)
  if (outcome.posted) return { to: 'COMPLETED', reason: null, pauseMs: pause }
  const { refusal, available } = outcome
  if (refusal === 'ID_REUSED')
    throw new Error(`the ledger refused to post ${payment.id}: ${refusal}`)
  return { to: 'FAILED', reason: refusal, pauseMs: pause, ...(available ? { available } : {}) }
}

function cancelled(payment: Payment, now: Date): Decision {
  const pause = pauseMs(payment.attemptCount)
  return isActionOverdue(payment, now)
    ? { to: 'EXPIRED', reason: 'ACTION_TIMEOUT', pauseMs: pause }
    : { to: 'FAILED', reason: 'PROVIDER_CANCELLED', pauseMs: pause }
}

/** A provider that is still at it ends our doubt, or the customer's part. */
const waitingStatus = ({ status }: Payment): PaymentStatus =>
  status === 'UNKNOWN' || status === 'REQUIRES_ACTION' ? 'PROCESSING' : status
