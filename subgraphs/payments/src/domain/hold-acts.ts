/** What payee and payer do about money that is held for the payee. */
import type { Actor } from '@tallystick/actor'
import type { Cause } from '@tallystick/outbox'
import { accepted, type Result, refused } from '@tallystick/result'
import type { KeyReused } from './accept-payment.ts'
import { act, actOnce } from './act-on-payment.ts'
import { findOwnPayment, type NotYours } from './find-own-payment.ts'
import type { Parts } from './parts.ts'
import type { NotFound } from './read-payments.ts'
import {
  type CaptureTooLarge,
  judgeCapture,
  judgeReceive,
  judgeVoid,
  type NotReady,
} from './rules/acts.ts'
import { type FormFault, faultOfAmount, faultOfKey } from './rules/form.ts'
import type { Payment } from './rules/payment.ts'
import type { PaymentAnswered } from './send-money.ts'

/** Who acts on which payment. */
export type ByParty = Readonly<{ actor: Actor; callerId: string; paymentId: string }>

/** Why nothing was done to what is held. */
export type HoldActRefused = NotFound | NotYours | NotReady

/** The reason of a payment that its payee gave back. */
const VOIDED_BY_PAYEE = 'VOIDED_BY_PAYEE'

/**
 * The payee captures part of what is held for them, once for each key.
 *
 * @param minor in minor units of the payment's currency; null for all that is left
 * @param isLast whether what is left is given back to the payer
 */
export async function capturePayment(
  parts: Parts,
  request: ByParty & Readonly<{ minor: bigint | null; isLast: boolean; idempotencyKey: string }>,
  cause: Cause,
): Promise<Result<PaymentAnswered, FormFault | HoldActRefused | CaptureTooLarge | KeyReused>> {
  const { actor, callerId, paymentId, minor, isLast, idempotencyKey } = request
  const fault = faultOfKey(request) ?? (minor === null ? undefined : faultOfAmount(minor))
  if (fault) return refused(fault)
  const found = await findOwnPayment(
    parts,
    { actor, paymentId },
    ({ payeeUserId, capture }) => payeeUserId === callerId && capture === 'MANUAL',
  )
  if (!found.ok) return found
  const attempt = {
    principal: callerId,
    operation: 'capturePayment',
    key: idempotencyKey,
    meaning: [paymentId, minor?.toString() ?? null, String(isLast)],
  } as const
  const result = await actOnce(parts, { paymentId, attempt, cause }, (judged) =>
    judgeCapture(judged, { minor, isLast }),
  )
  if (!result.ok) {
    if (result.refusal.code === 'LIMIT_EXCEEDED') throw new Error('what is held was counted')
    return refused(result.refusal)
  }
  const { answer, replayed } = result.value
  if (answer.code === 'INSUFFICIENT_FUNDS') throw new Error('what is held is there')
  return accepted({ payment: answer.payment, replayed })
}

/** The payee takes what was sent to them to be taken. */
export async function receivePayment(
  parts: Parts,
  { actor, callerId, paymentId }: ByParty,
  cause: Cause,
): Promise<Result<Payment, HoldActRefused>> {
  const found = await findOwnPayment(
    parts,
    { actor, paymentId },
    ({ payeeUserId, capture }) => payeeUserId === callerId && capture === 'ACCEPTANCE',
  )
  return found.ok ? act(parts, { paymentId, cause }, judgeReceive) : found
}

/** The payee gives back what is held for them, or what is left of it. */
export async function voidPayment(
  parts: Parts,
  { actor, callerId, paymentId }: ByParty,
  cause: Cause,
): Promise<Result<Payment, HoldActRefused>> {
  const found = await findOwnPayment(
    parts,
    { actor, paymentId },
    ({ payeeUserId, capture }) => payeeUserId === callerId && capture !== 'AUTOMATIC',
  )
  if (!found.ok) return found
  return act(parts, { paymentId, cause }, (judged) => judgeVoid(judged, VOIDED_BY_PAYEE))
}
