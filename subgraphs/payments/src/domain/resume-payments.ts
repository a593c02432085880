/** Ends what another process began: the use cases behind the job of one payment and behind the sweep. */
import { serviceActor } from '@tallystick/actor'
import { isId } from '@tallystick/ids'
import type { Cause } from '@tallystick/outbox'
import { takeDuePayments, takePayment } from '../db/payments.ts'
import { advancePayment } from './advance-payment.ts'
import type { Parts } from './parts.ts'
import type { Payment } from './rules/payment.ts'
import { after, PAUSE_MAX_MS } from './rules/timing.ts'

/** How many payments the sweep takes, and moves on at once, at a time. */
const SWEEP_LIMIT = 8

/** Moves one payment on. Does nothing when it is at rest, or unknown. @throws when it cannot be moved on now */
export async function resumePayment(
  parts: Parts,
  { paymentId, requestId }: { paymentId: string; requestId: string | null },
): Promise<void> {
  if (!isId('pay', paymentId)) return
  const nextAttemptAt = after(parts.now(), PAUSE_MAX_MS)
  const payment = await takePayment(parts.db, { id: paymentId, nextAttemptAt })
  if (payment) await advancePayment(parts, payment, causeOf(requestId))
}

/**
 * Moves on every payment whose timer has run out, whatever became of its job.
 *
 * One that cannot be moved on is logged and comes round again; it does not hold up the others.
 *
 * @returns how many were moved on or found waiting, and how many failed
 */
export async function sweepPayments(
  parts: Parts,
  signal?: AbortSignal,
): Promise<Readonly<{ resumed: number; failed: number }>> {
  const counts = { resumed: 0, failed: 0 }
  // Taking a payment sets its timer behind this moment, so that no sweep meets the same one twice.
  const now = parts.now()
  while (!signal?.aborted) {
    const nextAttemptAt = after(parts.now(), PAUSE_MAX_MS)
    const due = await takeDuePayments(parts.db, { now, nextAttemptAt, limit: SWEEP_LIMIT })
    const results = await Promise.allSettled(due.map((payment) => resume(parts, payment)))
    for (const { status } of results) counts[status === 'fulfilled' ? 'resumed' : 'failed']++
    if (due.length < SWEEP_LIMIT) break
  }
  return counts
}

async function resume(parts: Parts, payment: Payment): Promise<void> {
  try {
    await advancePayment(parts, payment, causeOf(null))
  } catch (fault) {
    parts.log.error({ err: fault, paymentId: payment.id }, 'a payment could not be moved on')
    throw fault
  }
}

const causeOf = (requestId: string | null): Cause => {
  const { kind, id } = serviceActor('payments')
  return { actor: { kind, id }, requestId }
}
