/** Ends a payment before its money has moved. */
import type { Cause } from '@tallystick/outbox'
import type { Result } from '@tallystick/result'
import { act } from './act-on-payment.ts'
import { findOwnPayment } from './find-own-payment.ts'
import type { ByParty, HoldActRefused } from './hold-acts.ts'
import type { Parts } from './parts.ts'
import { judgeCallOff, judgeVoid, judgeWithdraw } from './rules/acts.ts'
import { CANCELLED_BY_OWNER } from './rules/decision.ts'
import { isAskedFor, type Payment } from './rules/payment.ts'

/** The reason of a payment that the person who was asked will not pay. */
const DECLINED_BY_PAYER = 'DECLINED_BY_PAYER'

/**
 * Whoever made the payment calls it off: whoever asks, before it is paid; whoever sends, before it is taken; whoever tops
 * up, while their provider waits for them.
 *
 * @returns the payment, CANCELLED; or where it has got to, when the provider had moved the money by then
 */
export async function cancelPayment(
  parts: Parts,
  { actor, callerId, paymentId }: ByParty,
  cause: Cause,
): Promise<Result<Payment, HoldActRefused>> {
  const found = await findOwnPayment(
    parts,
    { actor, paymentId },
    (payment) => makerOf(payment) === callerId,
  )
  if (!found.ok) return found
  return act(parts, { paymentId, cause }, (judged) => {
    const { status, capture, kind } = judged.payment
    if (status === 'AUTHORIZED' && (capture === 'ACCEPTANCE' || kind === 'PURCHASE'))
      return judgeVoid(judged, CANCELLED_BY_OWNER)
    if (status === 'REQUIRES_ACTION') return judgeCallOff(judged)
    return judgeWithdraw(judged, CANCELLED_BY_OWNER)
  })
}

/** The person who was asked for money will not pay. */
export async function declineRequest(
  parts: Parts,
  { actor, callerId, paymentId }: ByParty,
  cause: Cause,
): Promise<Result<Payment, HoldActRefused>> {
  const found = await findOwnPayment(
    parts,
    { actor, paymentId },
    (payment) => isAskedFor(payment) && payment.payerUserId === callerId,
  )
  if (!found.ok) return found
  return act(parts, { paymentId, cause }, (judged) => judgeWithdraw(judged, DECLINED_BY_PAYER))
}

/** Who made a payment: whoever asks or tops up is its payee, everybody else its payer. */
export const makerOf = (payment: Payment): string | null =>
  isAskedFor(payment) || payment.kind === 'TOP_UP' ? payment.payeeUserId : payment.payerUserId
