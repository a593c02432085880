/** Pays what one was asked for: a request by the person who was asked, a purchase by a customer. */
import type { Actor } from '@tallystick/actor'
import { isId } from '@tallystick/ids'
import { type Money, money } from '@tallystick/money'
import type { Cause } from '@tallystick/outbox'
import { accepted, type Result, refused } from '@tallystick/result'
import type { KeyReused } from './accept-payment.ts'
import { actOnce } from './act-on-payment.ts'
import { findOwnPayment, type NotYours } from './find-own-payment.ts'
import { limitTermsOf } from './limits/spend-limits.ts'
import type { Parts } from './parts.ts'
import type { NotFound } from './read-payments.ts'
import { judgePay, type NotReady } from './rules/acts.ts'
import { type FormFault, faultOfKey } from './rules/form.ts'
import type { LimitExceeded } from './rules/limit.ts'
import { invalid, judgeOutgoing, type PartiesRefused, type Party } from './rules/parties.ts'
import type { Payment } from './rules/payment.ts'
import type { PaymentAnswered } from './send-money.ts'

/** A request to pay what one was asked for. */
export type PayAsked = Readonly<{
  actor: Actor
  callerId: string
  paymentId: string
  fromAccountId: string
  idempotencyKey: string
}>

/** Why it was not paid. After INSUFFICIENT_FUNDS the payment is PENDING again, and can be paid with another key. */
export type PayAskedRefused =
  | FormFault
  | NotFound
  | NotYours
  | NotReady
  | PartiesRefused
  | KeyReused
  | LimitExceeded
  | Readonly<{ code: 'INSUFFICIENT_FUNDS'; available: Money }>

/** Pays a REQUEST or a PURCHASE, once for each key. */
export async function payAsked(
  parts: Parts,
  { as, ...request }: PayAsked & Readonly<{ as: 'payRequest' | 'makePayment' }>,
  cause: Cause,
): Promise<Result<PaymentAnswered, PayAskedRefused>> {
  const fault = faultOfKey(request)
  if (fault) return refused(fault)
  const { actor, callerId, paymentId, fromAccountId, idempotencyKey } = request
  const kind = as === 'payRequest' ? 'REQUEST' : 'PURCHASE'
  const found = await findOwnPayment(
    parts,
    { actor, paymentId },
    (payment) => payment.kind === kind && mayPay(payment, callerId),
  )
  if (!found.ok) return found
  const payer = await findPayer(parts, { request, payment: found.value }, cause)
  if (!payer.ok) return payer
  const attempt = {
    principal: callerId,
    operation: as,
    key: idempotencyKey,
    meaning: [paymentId, fromAccountId],
  }
  const { amountMinor, currency } = found.value
  const amount = money(amountMinor, currency)
  const limit = await limitTermsOf(parts, payer.value, { kind, amount })
  const result = await actOnce(parts, { paymentId, attempt, cause, limit }, (judged) =>
    // Somebody else may have begun to pay it since it was read.
    mayPay(judged.payment, callerId)
      ? judgePay(judged, payer.value)
      : refused({ code: 'PAYMENT_NOT_READY', status: judged.payment.status } as const),
  )
  if (!result.ok) return result
  const { answer, replayed } = result.value
  if (answer.code === 'INSUFFICIENT_FUNDS') return refused(answer)
  return accepted({ payment: answer.payment, replayed })
}

/** Nobody pays themselves; a purchase for anybody is for whoever comes first. */
const mayPay = ({ anyPayer, status, payerUserId, payeeUserId }: Payment, callerId: string) =>
  payeeUserId !== callerId && (payerUserId === callerId || (anyPayer && status === 'PENDING'))

async function findPayer(
  { accounts }: Parts,
  { request, payment }: Readonly<{ request: PayAsked; payment: Payment }>,
  cause: Cause,
): Promise<Result<Party, PartiesRefused>> {
  const { callerId, fromAccountId, idempotencyKey } = request
  const { payeeAccountId, amountMinor, currency } = payment
  if (!isId('acc', fromAccountId) || payeeAccountId === null) return invalid('PAYER_NOT_FOUND')
  const query = { payerAccountId: fromAccountId, payeeAccountId, currency }
  const { payer, payee } = await accounts.findParties(query, cause.requestId ?? idempotencyKey)
  if (payee && payee.status !== 'OPEN') return invalid('PAYEE_NOT_OPEN')
  return judgeOutgoing({ callerId, payer, amount: money(amountMinor, currency) })
}
