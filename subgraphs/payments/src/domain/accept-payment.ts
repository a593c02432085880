/**
 * Makes a payment out of a request, once for each idempotency key, and answers.
 *
 *   key known? → replay it · prepare outside any transaction → one transaction: key, payment, its history, events, its
 *   job → advance it at once
 */
import { createHash } from 'node:crypto'
import { failpoint } from '@tallystick/failpoints'
import { newId } from '@tallystick/ids'
import type { Cause } from '@tallystick/outbox'
import { accepted, type Result, refused } from '@tallystick/result'
import type { KeyName, UsedKey } from '../db/idempotency-keys.ts'
import { findPayment } from '../db/payments.ts'
import { advancePayment } from './advance-payment.ts'
import type { Parts } from './parts.ts'
import { type Answer, fromStored } from './rules/answer.ts'
import type { LimitExceeded } from './rules/limit.ts'
import type { Order, Prepared } from './rules/order.ts'
import type { Payment, PaymentStatus } from './rules/payment.ts'
import { after, LEASE_MS } from './rules/timing.ts'
import { type Moved, movesThrough } from './rules/transition.ts'
import type { CreateRefused } from './take-for-payments.ts'

/** One attempt of a caller. `meaning` is all that makes two requests the same request. */
export type Attempt = KeyName & Readonly<{ meaning: readonly (string | null)[] }>

/** The key was used before, for a request that means something else. Nothing was done. */
export type KeyReused = Readonly<{ code: 'IDEMPOTENCY_KEY_REUSED' }>

/** An answer, and whether it was given before. */
export type Answered = Readonly<{ answer: Answer; replayed: boolean }>

/** Something that the payment needs is not to be had. Nothing was done. */
export type NothingToTake = Exclude<CreateRefused, { code: 'KEY_TAKEN' }>

/** Who asks for what, and what they are told when something that it takes is not to be had. */
export type Acceptance<Refusal> = Readonly<{
  attempt: Attempt
  cause: Cause
  toRefusal(refusal: NothingToTake): Refusal
}>

/** For a payment that takes a place within limits and nothing else. */
export function mayLimit(refusal: NothingToTake): LimitExceeded {
  return refusal.code === 'LIMIT_EXCEEDED' ? refusal : takesNothing(refusal)
}

/** For a payment that takes nothing. @throws always, because nothing can be refused then */
export function takesNothing({ code }: NothingToTake): never {
  throw new Error(`nothing was to be taken, and ${code} was said`)
}

/**
 * Accepts a payment once.
 *
 * @param prepare resolves and judges the request; runs outside any transaction and only for a key that is new, so that a
 *   replay does not depend on what became of the accounts. When it refuses, nothing is written and the key stays free.
 */
export async function acceptPayment<Refusal>(
  parts: Parts,
  { attempt, cause, toRefusal }: Acceptance<Refusal>,
  prepare: () => Promise<Result<Prepared, Refusal>>,
): Promise<Result<Answered, Refusal | KeyReused>> {
  const requestHash = hashOf(attempt)
  const replayOf = (used: UsedKey) =>
    used.requestHash === requestHash
      ? replay(parts, used, cause)
      : refused({ code: 'IDEMPOTENCY_KEY_REUSED' } as const)

  const used = await parts.store.findKey(attempt)
  if (used) return replayOf(used)
  const prepared = await prepare()
  if (!prepared.ok) return prepared

  const { principal, operation, key } = attempt
  const { order, ...takes } = prepared.value
  const created = await parts.store.create({
    history: begin(newId('pay'), order, parts.now()),
    key: { principal, operation, key, requestHash },
    takes,
    cause,
  })
  if (created.ok) {
    await failpoint('idem.reserved')
    return accepted({ answer: await answerNow(parts, created.value, cause), replayed: false })
  }
  // Somebody with the same key may have been faster, and have taken what was asked for; their transaction has ended, or
  // ours would still wait for it.
  const winner = await parts.store.findKey(attempt)
  if (winner) return replayOf(winner)
  if (created.refusal.code === 'KEY_TAKEN')
    throw new Error('an idempotency key was taken and is gone')
  return refused(toRefusal(created.refusal))
}

/** What makes two requests the same request, in 64 hexadecimal digits. */
export const hashOf = ({ operation, meaning }: Attempt): string =>
  createHash('sha256')
    .update(JSON.stringify([operation, ...meaning]))
    .digest('hex')

async function replay(
  parts: Parts,
  { outcome, paymentId, legId }: UsedKey,
  cause: Cause,
): Promise<Result<Answered, never>> {
  if (legId !== null) throw new Error(`a key of ${legId} was taken for one of a payment`)
  if (outcome) return accepted({ answer: fromStored(outcome), replayed: true })
  const payment = await findPayment(parts.db, paymentId)
  if (!payment) throw new Error(`payment ${paymentId} is gone`)
  return accepted({ answer: await answerNow(parts, payment, cause), replayed: true })
}

/**
 * Advances a payment that is stored. When that fails it is accepted all the same, so the answer is the payment as it
 * stands, and its job carries on.
 */
async function answerNow(parts: Parts, payment: Payment, cause: Cause): Promise<Answer> {
  try {
    return await advancePayment(parts, payment, cause)
  } catch (fault) {
    parts.log.error({ err: fault, paymentId: payment.id }, 'a payment is left to its job')
    return { code: 'ACCEPTED', payment }
  }
}

/**
 * A new payment with its first statuses. The first two are stored together, because the process that accepts a payment
 * moves its money at once: a commit between the two would tell nobody anything and cost every payment a flush to disk.
 */
function begin(id: string, order: Order, now: Date): Moved[] {
  const blank: Payment = {
    ...order,
    id,
    status: 'INITIATED',
    capturedMinor: 0n,
    refundedMinor: 0n,
    holdId: null,
    reason: null,
    sequence: 0,
    attemptCount: 0,
    nextAttemptAt: null,
    createdAt: now,
    updatedAt: now,
  }
  const { expiresAt } = order
  const first: readonly PaymentStatus[] = expiresAt ? ['PENDING'] : ['INITIATED', 'PROCESSING']
  return movesThrough(blank, first, {
    at: now,
    reason: null,
    nextAttemptAt: expiresAt ?? after(now, LEASE_MS),
  })
}
