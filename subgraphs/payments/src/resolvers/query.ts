import { isId } from '@tallystick/ids'
import { badInput, forbidden, newIsVisible, notFound } from '@tallystick/subgraph-server'
import { toConnection } from '@tallystick/subgraph-server/connection'
import type { Context } from '../context.ts'
import { listOwnPayments, listPaymentsFor, maySeePayment } from '../domain/read-payments.ts'
import { reportOnPayments } from '../domain/report-payments.ts'
import { REPORT_DAYS_MAX } from '../domain/rules/payment-report.ts'
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

  async paymentHistory(_parent, args, { actor, parts }) {
    const { page, request } = toList(args)
    return toConnection(await listOwnPayments(parts, actor, request), page, cursorOf)
  },

  async paymentReport(_parent, { input }, { actor, parts }) {
    const { from, to, groupBy } = input
    const asked = { from, to, groupBy, timeZone: input.timeZone ?? 'UTC' }
    const result = await reportOnPayments(parts, actor, asked)
    if (result.ok) return { from, to, rows: [...result.value] }
    switch (result.refusal.code) {
      case 'NO_SUCH_TIME':
        throw badInput(`to is after from, at most ${REPORT_DAYS_MAX} days.`, { field: 'to' })
      case 'NO_SUCH_ZONE':
        throw badInput('timeZone is a name such as Africa/Lagos.', { field: 'timeZone' })
      case 'NO_SALES':
        throw forbidden()
    }
  },
} satisfies QueryResolvers
