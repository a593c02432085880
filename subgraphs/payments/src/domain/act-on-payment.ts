/**
 * Acts on a payment that is there: pays one that was asked for, captures, gives back, calls off.
 *
 *   one transaction: lock, judge, key, leg, PROCESSING, event, job → advance it at once
 *
 * Of several who act on one payment at once the first finds it as it is, and the others find it PROCESSING: one winner.
 */
import type { Tx } from '@tallystick/db'
import type { Cause } from '@tallystick/outbox'
import { accepted, type Result, refused } from '@tallystick/result'
import { findKeys, findLegOutcome, insertLegKey, type UsedKey } from '../db/idempotency-keys.ts'
import { findPendingLeg } from '../db/legs.ts'
import { findPayment, lockPayments } from '../db/payments.ts'
import { updatePayments } from '../db/write-payments.ts'
import { toEvent } from '../events/outbox.ts'
import { type Answered, type Attempt, hashOf, type KeyReused } from './accept-payment.ts'
import { advancePayment } from './advance-payment.ts'
import { giveBackLimits, spendLimits } from './limits/spend-limits.ts'
import type { Parts } from './parts.ts'
import type { Act, Judged } from './rules/acts.ts'
import { answerOf, fromStored, toStored } from './rules/answer.ts'
import type { LimitExceeded, LimitTerms } from './rules/limit.ts'
import type { Leg, Payment } from './rules/payment.ts'
import { after, LEASE_MS } from './rules/timing.ts'
import { movesThrough } from './rules/transition.ts'
import { scheduleNext } from './schedule.ts'

/** Whether the payment, as it is under its lock, can be acted on so. */
export type Judge<Refusal> = (judged: Judged) => Result<Act, Refusal>

/** An act, on what, and by whom. */
export type ActRequest = Readonly<{
  paymentId: string
  cause: Cause
  /** The limits that it counts against, when it makes somebody pay. */
  limit?: LimitTerms
}>

/**
 * Acts once for each key.
 *
 * @param judge must ask for a leg
 * @returns the answer when the leg has ended, or the payment as it stands while it has not
 */
export async function actOnce<Refusal>(
  parts: Parts,
  { attempt, ...request }: ActRequest & Readonly<{ attempt: Attempt }>,
  judge: Judge<Refusal>,
): Promise<Result<Answered, Refusal | KeyReused | LimitExceeded>> {
  const requestHash = hashOf(attempt)
  const replayOf = (used: UsedKey) =>
    used.requestHash === requestHash
      ? answerToLeg(parts, { used, replayed: true, cause: request.cause })
      : refused({ code: 'IDEMPOTENCY_KEY_REUSED' } as const)
  const { principal, operation, key } = attempt
  const used = await parts.store.findKey({ principal, operation, key })
  if (used) return replayOf(used)
  const begun = await begin(parts, request, {
    judge,
    takeKey: (tx, leg) =>
      insertLegKey(tx, {
        ...{ principal, operation, key, requestHash },
        paymentId: leg.paymentId,
        legId: leg.id,
        at: leg.createdAt,
      }),
  })
  const [kept] = await findKeys(parts.db, [{ principal, operation, key }])
  // Somebody with the same key may have acted a moment before, and left nothing to act on.
  if (!begun.ok) return kept ? replayOf(kept) : begun
  if (!kept) throw new Error('an idempotency key was taken and is gone')
  if (begun.value === 'KEY_TAKEN') return replayOf(kept)
  return answerToLeg(parts, { used: kept, replayed: false, cause: request.cause })
}

/**
 * Acts without a key: what the act leads to is the same however often it is asked for.
 *
 * @returns the payment as it is afterwards; still PROCESSING when the ledger or the provider could not be reached
 */
export async function act<Refusal>(
  parts: Parts,
  request: Omit<ActRequest, 'limit'>,
  judge: Judge<Refusal>,
): Promise<Result<Payment, Refusal>> {
  const begun = await begin(parts, request, { judge, takeKey: async () => true })
  // Without limits to count against, whatever is refused is refused by the judge.
  if (!begun.ok) return refused(begun.refusal as Refusal)
  return accepted(await advanceNow(parts, await mustFind(parts, request.paymentId), request.cause))
}

type Beginning<Refusal> = Readonly<{
  judge: Judge<Refusal>
  takeKey(tx: Tx, leg: Leg): Promise<boolean>
}>

function begin<Refusal>(
  parts: Parts,
  { paymentId, cause, limit }: ActRequest,
  { judge, takeKey }: Beginning<Refusal>,
): Promise<Result<'BEGUN' | 'KEY_TAKEN', Refusal | LimitExceeded>> {
  return parts.outbox.transaction(async (tx, publish) => {
    const payment = (await lockPayments(tx, [paymentId])).get(paymentId)
    if (!payment) throw new Error(`payment ${paymentId} is gone`)
    const now = parts.now()
    const pending = await findPendingLeg(tx, paymentId)
    const judged = judge({ payment, leg: pending, now })
    if (!judged.ok) return judged
    const { through, reason, leg, change = {} } = judged.value
    const [overrun] = limit ? await spendLimits(tx, [{ ...limit, paymentId }]) : []
    if (overrun) return refused(overrun)
    if (leg && !(await takeKey(tx, leg))) {
      await giveBackLimits(tx, [paymentId])
      return accepted('KEY_TAKEN')
    }
    const moves = movesThrough({ ...payment, ...change }, through, {
      at: now,
      reason,
      nextAttemptAt: after(now, LEASE_MS),
    })
    for (const [index, { payment: moved, transition }] of moves.entries())
      await updatePayments(tx, [
        {
          payment: moved,
          isChanged: true,
          transition,
          // The answer to whoever made the payment was given then; should it not be kept yet, this is how it stands.
          outcome: toStored(answerOf(moved)),
          leg: index === 0 ? leg : undefined,
          isAnswerOfLeg: false,
        },
      ])
    const last = moves.at(-1)?.payment
    if (!last) return accepted('BEGUN')
    await Promise.all([
      publish(...moves.map((moved) => toEvent(moved.payment, moved.transition, cause))),
      scheduleNext(parts.jobs, tx, [{ payment: last, requestId: cause.requestId }]),
    ])
    return accepted('BEGUN')
  })
}

async function answerToLeg(
  parts: Parts,
  { used, replayed, cause }: Readonly<{ used: UsedKey; replayed: boolean; cause: Cause }>,
): Promise<Result<Answered, never>> {
  if (used.outcome) return accepted({ answer: fromStored(used.outcome), replayed })
  const payment = await advanceNow(parts, await mustFind(parts, used.paymentId), cause)
  const outcome = await findLegOutcome(parts.db, used)
  return accepted({
    answer: outcome ? fromStored(outcome) : { code: 'ACCEPTED', payment },
    replayed,
  })
}

/** Advances a payment; when that fails its job carries on, and the payment stands as it does. */
export async function advanceNow(parts: Parts, payment: Payment, cause: Cause): Promise<Payment> {
  try {
    await advancePayment(parts, payment, cause)
    const { sequence } = payment
    const current = await mustFind(parts, payment.id)
    // Somebody who had read it before the act was moving it, and has found it changed.
    if (current.sequence === sequence) await advancePayment(parts, current, cause)
  } catch (fault) {
    parts.log.error({ err: fault, paymentId: payment.id }, 'a payment is left to its job')
  }
  return mustFind(parts, payment.id)
}

async function mustFind({ db }: Parts, paymentId: string): Promise<Payment> {
  const payment = await findPayment(db, paymentId)
  if (!payment) throw new Error(`payment ${paymentId} is gone`)
  return payment
}
