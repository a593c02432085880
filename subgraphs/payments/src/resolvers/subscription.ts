import type { StoredEvent } from '@tallystick/outbox'
import { badInput, notFound } from '@tallystick/subgraph-server'
import type { Context } from '../context.ts'
import { type ExportChunk, exportPayments } from '../domain/export-payments.ts'
import { maySeePayment } from '../domain/read-payments.ts'
import type { PaymentStatus } from '../domain/rules/payment.ts'
import { type WatchRefused, watchFeed, watchOwn, watchPayments } from '../domain/watch-payments.ts'
import type { PaymentsEvent } from '../events/published.ts'
import type {
  SubscriptionExportPaymentsArgs,
  SubscriptionPaymentFeedArgs,
  SubscriptionPaymentStatusChangedArgs,
} from '../schema/resolvers.generated.ts'
import { toAsked } from './page.ts'

type Arguments = Partial<SubscriptionPaymentStatusChangedArgs>
type FeedArguments = Partial<SubscriptionPaymentFeedArgs>
type ExportArguments = Partial<SubscriptionExportPaymentsArgs>

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

    resolve: toStatusEvent,
  },

  paymentFeed: {
    subscribe(_parent: unknown, args: FeedArguments, { parts, actor }: Context) {
      const { filter, after } = args
      const result = watchFeed(parts, actor, {
        to: filter?.to ?? undefined,
        kind: filter?.kind ?? undefined,
        after: after ?? undefined,
      })
      if (!result.ok) throw toError(result.refusal)
      return result.value
    },

    resolve: toStatusEvent,
  },

  myPayments: {
    subscribe(_parent: unknown, { after }: { after?: string | null }, context: Context) {
      const result = watchOwn(context.parts, context.actor, after ?? undefined)
      if (!result.ok) throw toError(result.refusal)
      return result.value
    },

    resolve: toStatusEvent,
  },

  exportPayments: {
    async subscribe(_parent: unknown, { filter }: ExportArguments, { parts, actor }: Context) {
      return exportPayments(parts, actor, toAsked(filter))
    },

    resolve: ({ data, ...chunk }: ExportChunk) => ({
      ...chunk,
      data: Buffer.from(data).toString('base64'),
    }),
  },
}

/** The context is one for each event, so the payment is as it is now and the caller's right is checked again. */
async function toStatusEvent(
  { cursor, body }: StoredEvent<PaymentsEvent>,
  _args: unknown,
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
