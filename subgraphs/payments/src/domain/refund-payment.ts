import type { Money } from '@tallystick/money'
import type { Cause } from '@tallystick/outbox'
import { accepted, type Result, refused } from '@tallystick/result'
import { findPayment } from '../db/payments.ts'
import { acceptPayment, type KeyReused } from './accept-payment.ts'
import { findOwnPayment, type NotYours } from './find-own-payment.ts'
import type { ByParty } from './hold-acts.ts'
import type { Parts } from './parts.ts'
import type { NotFound } from './read-payments.ts'
import type { NotReady } from './rules/acts.ts'
import { type FormFault, faultOfAmount, faultOfKey, faultOfText } from './rules/form.ts'
import { newOrder, type Prepared, taking } from './rules/order.ts'
import { type Payment, refundableMinor } from './rules/payment.ts'
import type { PaymentAnswered } from './send-money.ts'

/** A request to give back part of a payment, or all that is left of it. */
export type RefundPayment = ByParty &
  Readonly<{
    /** In minor units of the payment's currency; null for all that is left. */
    minor: bigint | null
    reason: string | null
    idempotencyKey: string
  }>

/** More was asked for than is left. Nothing was done. */
export type RefundTooLarge = Readonly<{ code: 'REFUND_TOO_LARGE'; refundable: bigint }>

/** Why nothing goes back. Only INSUFFICIENT_FUNDS leaves a refund behind, which is FAILED. */
export type RefundRefused =
  | FormFault
  | NotFound
  | NotYours
  | NotReady
  | RefundTooLarge
  | KeyReused
  | Readonly<{ code: 'INSUFFICIENT_FUNDS'; available: Money }>

/**
 * Gives back part of a payment, once for each key: a payment of its own, in the other direction. What was charged on top of
 * the payment stays. Never more goes back than has come.
 *
 * For a SEND, REQUEST, PURCHASE or TRANSFER its payee asks; for a TOP_UP, whose it is, and the provider gives it back.
 */
export async function refundPayment(
  parts: Parts,
  request: RefundPayment,
  cause: Cause,
): Promise<Result<PaymentAnswered, RefundRefused>> {
  const { minor, reason } = request
  const fault =
    faultOfKey(request) ??
    (minor === null ? undefined : faultOfAmount(minor)) ??
    faultOfText({ description: reason })
  if (fault) return refused(fault)
  const { actor, callerId, paymentId, idempotencyKey } = request
  const found = await findOwnPayment(
    parts,
    { actor, paymentId },
    ({ kind, payeeUserId }) => kind !== 'REFUND' && payeeUserId === callerId,
  )
  if (!found.ok) return found
  const attempt = {
    principal: callerId,
    operation: 'refundPayment',
    key: idempotencyKey,
    meaning: [paymentId, minor?.toString() ?? null, reason],
  } as const
  const result = await acceptPayment<RefundRefused>(
    parts,
    { attempt, cause, toRefusal: () => ({ code: 'REFUND_TOO_LARGE', refundable: 0n }) },
    async () => prepare(found.value, request),
  )
  if (!result.ok)
    return result.refusal.code === 'REFUND_TOO_LARGE' ? tooLarge(parts, found.value) : result
  const { answer, replayed } = result.value
  if (answer.code === 'INSUFFICIENT_FUNDS') return refused(answer)
  return accepted({ payment: answer.payment, replayed })
}

/** Says what is left now: another refund may have taken from it since it was read. */
async function tooLarge({ db }: Parts, { id }: Payment) {
  const now = await findPayment(db, id)
  return refused({ code: 'REFUND_TOO_LARGE', refundable: now ? refundableMinor(now) : 0n } as const)
}

function prepare(
  payment: Payment,
  { minor, reason }: RefundPayment,
): Result<Prepared, NotReady | RefundTooLarge> {
  const left = refundableMinor(payment)
  const { status, payerAccountId, payerUserId, payeeAccountId, payeeUserId } = payment
  // Of a payment that is complete nothing is left only because it went back.
  if (left === 0n && payment.refundedMinor === 0n)
    return refused({ code: 'PAYMENT_NOT_READY', status })
  const amountMinor = minor ?? left
  if (amountMinor > left || amountMinor === 0n)
    return refused({ code: 'REFUND_TOO_LARGE', refundable: left })
  const order = newOrder({
    kind: 'REFUND',
    refundOf: payment.id,
    payerAccountId: payeeAccountId,
    payerUserId: payeeUserId,
    payeeAccountId: payerAccountId,
    payeeUserId: payerUserId,
    amountMinor,
    currency: payment.currency,
    description: reason,
    provider: payment.provider,
    methodId: payment.methodId,
  })
  return accepted(taking(order))
}
