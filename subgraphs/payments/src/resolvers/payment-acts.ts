import { money } from '@tallystick/money'
import { badInput, forbidden, notFound } from '@tallystick/subgraph-server'
import type { Context } from '../context.ts'
import { type AskedAs, askForMoney } from '../domain/ask-for-money.ts'
import { cancelPayment, declineRequest } from '../domain/call-off.ts'
import { capturePayment, receivePayment, voidPayment } from '../domain/hold-acts.ts'
import { payAsked } from '../domain/pay-asked.ts'
import { refundPayment } from '../domain/refund-payment.ts'
import type { Payment } from '../domain/rules/payment.ts'
import { transfer } from '../domain/transfer.ts'
import { updatePayment } from '../domain/update-payment.ts'
import type {
  InitiatePaymentInput,
  MakePaymentInput,
  MutationResolvers,
  RequestMoneyInput,
} from '../schema/resolvers.generated.ts'
import { payerOf, toFacts, toMoney } from './inputs.ts'
import { showLimitExceeded } from './price-refusals.ts'
import {
  showCaptureTooLarge,
  showInsufficientFunds,
  showKeyReused,
  showNotReady,
  showRefundTooLarge,
  showRefusal,
} from './refusals.ts'

/** What is done with payments besides sending and topping up. */
export const paymentActs = {
  async transfer(_parent, { input }, { parts, actor, cause }) {
    const { fromAccountId, toAccountId, description, idempotencyKey } = input
    const request = {
      ...{ callerId: payerOf(actor), fromAccountId, toAccountId, idempotencyKey },
      amount: toMoney(input.amount),
      description: description ?? null,
    }
    const result = await transfer(parts, request, cause)
    if (result.ok) return { __typename: 'TransferSuccess', ...result.value }
    const { refusal } = result
    if (refusal.code === 'LIMIT_EXCEEDED') return showLimitExceeded(refusal)
    return refusal.code === 'INSUFFICIENT_FUNDS'
      ? showInsufficientFunds(refusal.available)
      : showRefusal(refusal)
  },

  async requestMoney(_parent, { input }, context) {
    const result = await ask(context, input, { as: 'requestMoney', capture: 'AUTOMATIC' })
    return result.ok
      ? { __typename: 'RequestMoneySuccess', ...result.value }
      : showRefusal(result.refusal)
  },

  async initiatePayment(_parent, { input }, context) {
    const capture = input.capture ?? 'AUTOMATIC'
    if (capture === 'ACCEPTANCE')
      throw badInput('A purchase is captured AUTOMATIC or MANUAL.', { field: 'capture' })
    const result = await ask(context, input, { as: 'initiatePayment', capture })
    return result.ok
      ? { __typename: 'InitiatePaymentSuccess', ...result.value }
      : showRefusal(result.refusal)
  },

  async payRequest(_parent, { input }, context) {
    const result = await pay(context, input, 'payRequest')
    return 'payment' in result ? { __typename: 'PayRequestSuccess', ...result } : result
  },

  async makePayment(_parent, { input }, context) {
    const result = await pay(context, input, 'makePayment')
    return 'payment' in result ? { __typename: 'MakePaymentSuccess', ...result } : result
  },

  async declineRequest(_parent, { input }, context) {
    const { parts, cause } = context
    const result = await declineRequest(parts, byParty(context, input), cause)
    if (result.ok) return { __typename: 'DeclineRequestSuccess', payment: result.value }
    return showNotReady(notDenied(result.refusal))
  },

  async receivePayment(_parent, { input }, context) {
    const { parts, cause } = context
    const result = await receivePayment(parts, byParty(context, input), cause)
    if (result.ok) return { __typename: 'ReceivePaymentSuccess', payment: result.value }
    return showNotReady(notDenied(result.refusal))
  },

  async capturePayment(_parent, { input }, context) {
    const { parts, cause, loaders } = context
    const { amount, isLast, idempotencyKey } = input
    const request = { minor: amount ?? null, isLast: isLast ?? true, idempotencyKey }
    const result = await capturePayment(parts, { ...byParty(context, input), ...request }, cause)
    if (result.ok) return { __typename: 'CapturePaymentSuccess', ...result.value }
    const refusal = notDenied(result.refusal)
    if (refusal.code === 'PAYMENT_NOT_READY') return showNotReady(refusal)
    if (refusal.code !== 'CAPTURE_TOO_LARGE') return showKeyReused(refusal)
    const { currency } = mustBe(await loaders.payment.load(input.paymentId))
    return showCaptureTooLarge(money(refusal.capturable, currency))
  },

  async voidPayment(_parent, { input }, context) {
    const { parts, cause } = context
    const result = await voidPayment(parts, byParty(context, input), cause)
    if (result.ok) return { __typename: 'VoidPaymentSuccess', payment: result.value }
    return showNotReady(notDenied(result.refusal))
  },

  async cancelPayment(_parent, { input }, context) {
    const { parts, cause } = context
    const result = await cancelPayment(parts, byParty(context, input), cause)
    if (result.ok) return { __typename: 'CancelPaymentSuccess', payment: result.value }
    return showNotReady(notDenied(result.refusal))
  },

  async refundPayment(_parent, { input }, context) {
    const { parts, cause, loaders } = context
    const { amount, reason, idempotencyKey } = input
    const request = { minor: amount ?? null, reason: reason ?? null, idempotencyKey }
    const result = await refundPayment(parts, { ...byParty(context, input), ...request }, cause)
    if (result.ok) return { __typename: 'RefundPaymentSuccess', ...result.value }
    const refusal = notDenied(result.refusal)
    if (refusal.code === 'PAYMENT_NOT_READY') return showNotReady(refusal)
    if (refusal.code === 'INSUFFICIENT_FUNDS') return showInsufficientFunds(refusal.available)
    if (refusal.code !== 'REFUND_TOO_LARGE') return showKeyReused(refusal)
    const { currency } = mustBe(await loaders.payment.load(input.paymentId))
    return showRefundTooLarge(money(refusal.refundable, currency))
  },

  async updatePayment(_parent, { input }, context) {
    const { description, metadata } = input
    const texts = { description, metadata: metadata === undefined ? undefined : toFacts(metadata) }
    const result = await updatePayment(context.parts, { ...byParty(context, input), ...texts })
    if (result.ok) return { __typename: 'UpdatePaymentSuccess', payment: result.value }
    const refusal = notDenied(result.refusal)
    if (refusal.code === 'BAD_FORM') throw badInput(refusal.message, { field: refusal.field })
    return showNotReady(refusal)
  },
} satisfies MutationResolvers

const byParty = ({ actor }: Context, { paymentId }: Readonly<{ paymentId: string }>) => ({
  actor,
  callerId: payerOf(actor),
  paymentId,
})

function ask(
  { parts, actor, cause }: Context,
  input: RequestMoneyInput | InitiatePaymentInput,
  how: Readonly<{ as: AskedAs; capture: 'AUTOMATIC' | 'MANUAL' }>,
) {
  const { accountId, from, amount, description, metadata, expiresAt, idempotencyKey } = input
  const request = {
    ...{ ...how, callerId: payerOf(actor), accountId, idempotencyKey },
    from: from ?? null,
    amount: toMoney(amount),
    description: description ?? null,
    metadata: toFacts(metadata),
    expiresAt: expiresAt ?? null,
  }
  return askForMoney(parts, request, cause)
}

async function pay(context: Context, input: MakePaymentInput, as: 'payRequest' | 'makePayment') {
  const { parts, cause } = context
  const { fromAccountId, idempotencyKey } = input
  const request = { ...byParty(context, input), as, fromAccountId, idempotencyKey }
  const result = await payAsked(parts, request, cause)
  if (result.ok) return result.value
  const refusal = notDenied(result.refusal)
  if (refusal.code === 'PAYMENT_NOT_READY') return showNotReady(refusal)
  if (refusal.code === 'LIMIT_EXCEEDED') return showLimitExceeded(refusal)
  return refusal.code === 'INSUFFICIENT_FUNDS'
    ? showInsufficientFunds(refusal.available)
    : showRefusal(refusal)
}

/** What is left of a refusal that is none of rights. @throws NOT_FOUND, or FORBIDDEN for a party whose act it is not */
function notDenied<Refusal extends Readonly<{ code: string }>>(
  refusal: Refusal,
): Exclude<Refusal, { code: 'NOT_FOUND' | 'NOT_YOURS' }> {
  if (refusal.code === 'NOT_FOUND') throw notFound()
  if (refusal.code === 'NOT_YOURS') throw forbidden()
  return refusal as Exclude<Refusal, { code: 'NOT_FOUND' | 'NOT_YOURS' }>
}

function mustBe(payment: Payment | null): Payment {
  if (!payment) throw new Error('a payment that was acted on is gone')
  return payment
}
