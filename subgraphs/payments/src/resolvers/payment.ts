import { isId } from '@tallystick/ids'
import { money } from '@tallystick/money'
import { notFound } from '@tallystick/subgraph-server'
import { maySeeDescription, maySeePayment, maySeeReason } from '../domain/read-payments.ts'
import { refundableMinor } from '../domain/rules/payment.ts'
import type { PaymentResolvers } from '../schema/resolvers.generated.ts'

/** A payment's fields that are not columns of its row. */
export const Payment = {
  async __resolveReference({ id }, { actor, loaders }) {
    const payment = isId('pay', id) ? await loaders.payment.load(id) : null
    if (!payment || !maySeePayment(actor, payment)) throw notFound()
    return payment
  },
  amount: ({ amountMinor, currency }) => money(amountMinor, currency),
  fee: ({ feeMinor, currency }) => money(feeMinor, currency),
  reason: (payment, _args, { actor }) => (maySeeReason(actor, payment) ? payment.reason : null),
  description: (payment, _args, { actor }) =>
    maySeeDescription(actor, payment) ? payment.description : null,
  payer: ({ payerAccountId }) => (payerAccountId === null ? null : { id: payerAccountId }),
  payee: ({ payeeAccountId }) => (payeeAccountId === null ? null : { id: payeeAccountId }),
  captured: ({ capturedMinor, currency }) => money(capturedMinor, currency),
  refunded: ({ refundedMinor, currency }) => money(refundedMinor, currency),
  refundable: (payment) => money(refundableMinor(payment), payment.currency),
  refundOf: ({ refundOf }, _args, { loaders }) =>
    refundOf === null ? null : loaders.payment.load(refundOf),
  refunds: ({ id }, _args, { loaders }) => loaders.refunds.load(id),
  metadata: ({ metadata }) => Object.entries(metadata).map(([key, value]) => ({ key, value })),
  async actionUrl(payment, _args, { actor, loaders }) {
    if (payment.status !== 'REQUIRES_ACTION' || !maySeeReason(actor, payment)) return null
    const legs = await loaders.legs.load(payment.id)
    return legs.find(({ status }) => status === 'PENDING')?.actionUrl ?? null
  },
  async transactions(payment, _args, { actor, loaders }) {
    const legs = await loaders.legs.load(payment.id)
    const seesReason = maySeeReason(actor, payment)
    return legs.map(({ amountMinor, reason, ...leg }) => ({
      ...leg,
      amount: money(amountMinor, payment.currency),
      reason: seesReason ? reason : null,
    }))
  },
  // A replayed answer shows the payment as it was, so what came later is left out.
  async transitions(payment, _args, { actor, loaders }) {
    const transitions = await loaders.transitions.load(payment.id)
    const seen = transitions.filter(({ sequence }) => sequence <= payment.sequence)
    return maySeeReason(actor, payment) ? seen : seen.map((each) => ({ ...each, reason: null }))
  },
} satisfies PaymentResolvers
