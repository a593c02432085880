import type { Cause, NewEvent } from '@tallystick/outbox'
import type { Payment, PaymentTransition } from '../domain/rules/payment.ts'
import type { PaymentsEvent, PaymentsEventType } from './published.ts'

/** The event that tells of one change of a payment's status, to everyone who may ask for it by name. */
export function toEvent(
  payment: Payment,
  transition: PaymentTransition,
  cause: Cause,
): NewEvent<PaymentsEvent> {
  const { id, kind, payerAccountId, payerUserId, payeeAccountId, payeeUserId } = payment
  const { sequence, from, to, reason } = transition
  const topics = [id, payerAccountId, payeeAccountId, payerUserId, payeeUserId]
  return {
    type: typeOf(transition),
    body: {
      paymentId: id,
      sequence,
      from,
      to,
      reason,
      at: transition.at.toISOString(),
      kind,
      payerAccountId,
      payerUserId,
      payeeAccountId,
      payeeUserId,
      amountMinor: payment.amountMinor.toString(),
      currency: payment.currency,
    },
    aggregate: { type: 'payment', id },
    topics: [...new Set(topics.filter((topic) => topic !== null))],
    cause,
  }
}

function typeOf({ sequence, to }: PaymentTransition): PaymentsEventType {
  if (sequence === 1) return 'payments:payment:created'
  if (to === 'COMPLETED') return 'payments:payment:completed'
  if (to === 'FAILED' || to === 'CANCELLED' || to === 'EXPIRED') return 'payments:payment:failed'
  return 'payments:payment:updated'
}
