/**
 * Moves an accepted payment on until it is at rest or has to wait.
 *
 *   read → ask the processor and the ledger, outside any transaction → one transaction: lock, move, tell, keep the answer
 *
 * The mutation runs it right after its commit, a job runs it when that process is gone, the sweep when the job is gone.
 * All of them may run it at once: processor and ledger know the payment by its id and answer alike, and of the
 * transactions the first wins while the others take over its answer.
 */
import { money } from '@tallystick/money'
import type { Cause } from '@tallystick/outbox'
import { findOutcome } from '../db/idempotency-keys.ts'
import { findPayment } from '../db/payments.ts'
import type { Processor } from '../providers/processor/port.ts'
import type { Parts } from './parts.ts'
import { type Answer, answerOf, fromStored } from './rules/answer.ts'
import {
  afterCharge,
  afterPosting,
  type ChargeStatus,
  type Decision,
  isActionOverdue,
} from './rules/decision.ts'
import { isAtRest, type Payment } from './rules/payment.ts'
import { postingOf } from './rules/posting.ts'

/** How often it starts anew because somebody else moved the payment meanwhile. A life has fewer moves than that. */
const ROUNDS_MAX = 8

/**
 * Moves `payment` on and keeps the answer to the request that made it.
 *
 * @returns the answer that was kept first, by whomever
 * @throws when processor, ledger or database do not answer; the payment then waits for its timer
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
    const decision = await decide(parts, payment, cause.requestId ?? payment.id)
    const answer = await parts.store.move({ payment, decision, cause })
    if (answer) return answer
    const current = await findPayment(parts.db, payment.id)
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

async function decide(parts: Parts, payment: Payment, requestId: string): Promise<Decision> {
  if (payment.provider !== null) {
    const charge = await askProcessor(parts, payment, parts.processors[payment.provider])
    const decision = afterCharge(payment, charge, parts.now())
    if (decision) return decision
  }
  const outcome = await parts.ledger.post(postingOf(payment), requestId)
  const decision = afterPosting(payment, outcome)
  if (payment.provider !== null && decision.to === 'FAILED')
    await giveBack(payment, parts.processors[payment.provider])
  return decision
}

/** Calls off a charge whose money the ledger will not take, such as one more than an account can hold. */
async function giveBack({ id }: Payment, processor: Processor): Promise<void> {
  const status = await processor.giveBack(id)
  if (status !== 'CANCELLED') throw new Error(`the charge of ${id} is ${status} and not called off`)
}

async function askProcessor(
  { log, now }: Parts,
  payment: Payment,
  processor: Processor,
): Promise<ChargeStatus> {
  const { id, amountMinor, currency } = payment
  try {
    if (isActionOverdue(payment, now())) return (await processor.cancel(id)) ?? 'CANCELLED'
    // Whoever is not the first asks before charging: the first may have died between the charge and our record of it.
    const known = payment.attemptCount > 0 ? await processor.find(id) : undefined
    return (
      known ?? (await processor.charge({ reference: id, amount: money(amountMinor, currency) }))
    )
  } catch (fault) {
    log.warn({ err: fault, paymentId: id }, 'the processor gave no answer')
    return 'UNKNOWN'
  }
}
