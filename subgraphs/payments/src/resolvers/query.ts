import { isId } from '@tallystick/ids'
import { newIsVisible, notFound } from '@tallystick/subgraph-server'
import { toConnection } from '@tallystick/subgraph-server/connection'
import type { Context } from '../context.ts'
import { listPaymentsFor, maySeePayment } from '../domain/read-payments.ts'
import type { QueryResolvers } from '../schema/resolvers.generated.ts'
import { cursorOf, toList } from './page.ts'

/** Its parties see a payment, as for `payment`. */
const isVisible = newIsVisible<Context>({
  async pay(id, viewer, { loaders }) {
    const payment = isId('pay', id) ? await loaders.payment.load(id) : null
    return payment !== null && maySeePayment(viewer, payment)
  },
})

/** The queries of Payments. */
export const Query = {
  isVisible,

  async payment(_parent, { id }, { actor, loaders }) {
    const payment = isId('pay', id) ? await loaders.payment.load(id) : null
    if (!payment || !maySeePayment(actor, payment)) throw notFound()
    return payment
  },

  async payments(_parent, args, { actor, parts }) {
    const { page, request } = toList(args)
    return toConnection(await listPaymentsFor(parts, actor, request), page, cursorOf)
  },
} satisfies QueryResolvers
