/**
 * Moves an accepted payment on until it is at rest or has to wait.
 *
 *   read → ask the provider and the ledger, outside any transaction → one transaction: lock, move, tell, keep the answer
 *
 * Whoever accepts or acts on a payment runs it right after the commit, a job runs it when that process is gone, the sweep
 * when the job is gone. All of them may run it at once: the ledger knows what it does by its id, a provider is called by
 * one of them, and of the transactions the first wins while the others take over its answer.
 */
import { failpoint } from '@tallystick/failpoints'
import type { Cause } from '@tallystick/outbox'
import { findOutcome } from '../db/idempotency-keys.ts'
import { findPendingLeg } from '../db/legs.ts'
import { findPayment } from '../db/payments.ts'
import { askProvider, giveBackCharge } from './ask-provider.ts'
import type { Parts } from './parts.ts'
import { type Answer, answerOf, fromStored } from './rules/answer.ts'
import {
  afterCapture,
  afterHold,
  afterPosting,
  afterProvider,
  afterVoid,
  afterWaiting,
  type Decision,
} from './rules/decision.ts'
import { expiryLegOf, mainLegOf } from './rules/leg.ts'
import { isAtRest, type Leg, type Payment } from './rules/payment.ts'
import { holdOf, postingFromHold, postingOf, postingOfCapture } from './rules/posting.ts'

/** How often it starts anew because there is more to do, or somebody else moved the payment meanwhile. */
const ROUNDS_MAX = 8

/**
 * Moves `payment` on and keeps the answer to whoever asked.
 *
 * @returns the answer that was kept first, by whomever
 * @throws when provider, ledger or database do not answer; the payment then waits for its timer
 */
export function advancePayment(parts: Parts, payment: Payment, cause: Cause): Promise<Answer> {
  const { advancing } = parts
  const running = advancing.get(payment.id)
  if (running) return running
  const work = advance(parts, payment, cause).finally(() => advancing.delete(payment.id))
  advancing.set(payment.id, work)
  return work
}

async function advance(parts: Parts, begun: Payment, cause: Cause): Promise<Answer> {
  let payment = begun
  for (let round = 0; round < ROUNDS_MAX; round++) {
    if (isAtRest(payment.status)) return standingAnswer(parts, payment)
    const leg = mayHaveLeg(payment) ? await findPendingLeg(parts.db, payment.id) : undefined
    const decision = await decide(parts, { payment, leg }, cause.requestId ?? payment.id)
    const isAnswerOfLeg = leg !== undefined && leg.reference === null
    const stored = await parts.store.move({ payment, decision, cause, isAnswerOfLeg })
    if (stored?.payment.status === 'AUTHORIZED') await failpoint('hold.posted.after_commit')
    if (stored && leg?.type === 'CAPTURE') await failpoint('capture.after_commit_before_reply')
    if (stored && !decision.goesOn) return stored.answer
    const current = stored?.payment ?? (await findPayment(parts.db, payment.id))
    if (!current) throw new Error(`payment ${payment.id} is gone`)
    payment = current
  }
  throw new Error(`payment ${payment.id} moved on ${ROUNDS_MAX} times while it was looked at`)
}

/** The answer that was kept for a payment, or the one that it deserves as it stands. */
async function standingAnswer(parts: Parts, payment: Payment): Promise<Answer> {
  const stored = await findOutcome(parts.db, payment.id)
  return stored ? fromStored(stored) : answerOf(payment)
}

/** Whether somebody may have asked this payment for more than it was made for, or a provider may be at it. */
const mayHaveLeg = ({ kind, capture, provider }: Payment): boolean =>
  provider !== null || capture !== 'AUTOMATIC' || kind === 'REQUEST' || kind === 'PURCHASE'

type Subject = Readonly<{ payment: Payment; leg: Leg | undefined }>

function decide(parts: Parts, { payment, leg }: Subject, requestId: string): Promise<Decision> {
  const { status, provider } = payment
  if (status === 'PENDING' || status === 'AUTHORIZED')
    return Promise.resolve(afterWaiting(payment, expiryLegOf(payment, parts.now()), parts.now()))
  if (provider !== null) return byProvider(parts, { payment, leg }, requestId)
  return byLedger(parts, { payment, leg }, requestId)
}

/** The reason of a payment of which administrators have said what its provider did. */
const FORCED = 'FORCED'

async function byProvider(
  parts: Parts,
  { payment, leg }: Subject,
  requestId: string,
): Promise<Decision> {
  const decision =
    payment.payerAccountId === null
      ? await bringIn(parts, { payment, leg }, requestId)
      : await sendOut(parts, { payment, leg }, requestId)
  const isForced = decision.leg?.forced != null
  return isForced ? { ...decision, reason: FORCED } : decision
}

/** What moves within the house: at once, into a hold, out of a hold, or back. */
async function byLedger(
  { ledger, now }: Parts,
  { payment, leg }: Subject,
  requestId: string,
): Promise<Decision> {
  const doing = leg ?? mainLegOf(payment)
  switch (doing.type) {
    case 'POST': {
      const outcome = await ledger.post(postingOf(payment, leg), requestId)
      return afterPosting(payment, { outcome, leg: doing }, now())
    }
    case 'HOLD': {
      const hold = holdOf(payment, leg)
      const outcome = await ledger.hold(hold, requestId)
      return afterHold(payment, { outcome, leg: doing, holdId: hold.id }, now())
    }
    case 'CAPTURE': {
      const outcome = await ledger.post(postingOfCapture(payment, doing), requestId)
      await failpoint('capture.before_commit')
      return afterCapture(payment, { outcome, leg: doing }, now())
    }
    case 'VOID': {
      if (payment.holdId !== null) await ledger.voidHold(payment.holdId, requestId)
      return afterVoid(payment, doing, now())
    }
    default:
      throw new Error(`payment ${payment.id} has no provider for its ${doing.type}`)
  }
}

/** Money that comes from outside: the provider first, and then the ledger. */
async function bringIn(
  parts: Parts,
  { payment, leg: known }: Subject,
  requestId: string,
): Promise<Decision> {
  const { word, leg } = await askProvider(parts, payment, known)
  const decision = afterProvider(payment, { word, leg }, parts.now())
  if (decision) return decision
  const outcome = await parts.ledger.post(postingOf(payment), requestId)
  const final = afterPosting(payment, { outcome, leg }, parts.now())
  if (final.to === 'FAILED') await giveBackCharge(parts, payment, leg)
  return final
}

/**
 * Money that goes outside: held first, so that nobody spends it meanwhile, then the provider, and then it leaves the
 * account or is given back.
 */
async function sendOut(
  parts: Parts,
  { payment, leg: known }: Subject,
  requestId: string,
): Promise<Decision> {
  const { ledger, now } = parts
  const hold = holdOf(payment)
  const held = await ledger.hold(hold, requestId)
  if (!held.posted) {
    const decision = afterHold(
      payment,
      { outcome: held, leg: mainLegOf(payment), holdId: hold.id },
      now(),
    )
    return decision
  }
  const { word, leg } = await askProvider(parts, payment, known)
  const decision = afterProvider(payment, { word, leg }, now())
  if (decision) {
    if (isAtRest(decision.to)) await ledger.voidHold(hold.id, requestId)
    return decision
  }
  const outcome = await ledger.post(postingFromHold(payment), requestId)
  if (!outcome.posted)
    throw new Error(`the ledger refused what ${payment.id} has paid out: ${outcome.refusal}`)
  return afterPosting(payment, { outcome, leg }, now())
}
