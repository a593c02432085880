import type { StoredEvent } from '@tallystick/outbox'
import { badInput, notFound } from '@tallystick/subgraph-server'
import type { Context } from '../context.ts'
import { maySeePayment } from '../domain/read-payments.ts'
import type { PaymentStatus } from '../domain/rules/payment.ts'
import { type WatchRefused, watchPayments } from '../domain/watch-payments.ts'
import type { PaymentsEvent } from '../events/published.ts'
import type { SubscriptionPaymentStatusChangedArgs } from '../schema/resolvers.generated.ts'

type Arguments = Partial<SubscriptionPaymentStatusChangedArgs>

/** The subscriptions of Payments: a tail of its outbox, whose events become what the caller asked for one by one. */
export const Subscription = {
  paymentStatusChanged: {
    async subscribe(_parent: unknown, args: Arguments, { parts, actor, facts }: Context) {
      const { paymentId, accountId, after } = args
      const result = await watchPayments(parts, actor, {
        paymentId: paymentId ?? undefined,
        accountId: accountId ?? undefined,
        after: after ?? undefined,
        requestId: facts.requestId,
      })
      if (!result.ok) throw toError(result.refusal)
      return result.value
    },

    /** The context is one for each event, so the payment is as it is now and the caller's right is checked again. */
    async resolve(
      { cursor, body }: StoredEvent<PaymentsEvent>,
      _args: Arguments,
      { actor, loaders }: Context,
    ) {
      const payment = await loaders.payment.load(body.paymentId)
      if (!payment || !maySeePayment(actor, payment)) throw notFound()
      return {
        cursor,
        from: body.from as PaymentStatus | null,
        to: body.to as PaymentStatus,
        at: new Date(body.at),
        payment,
      }
    },
  },
}

function toError({ code }: WatchRefused): Error {
  switch (code) {
    case 'NOT_FOUND':
      return notFound()
    case 'INVALID_CURSOR':
      return badInput('after is not a cursor of this subscription.', { field: 'after' })
    case 'TWO_SUBJECTS':
      return badInput('Name a payment or an account, not both.', { field: 'accountId' })
  }
}
