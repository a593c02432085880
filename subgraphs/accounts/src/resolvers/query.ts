import { badInput, newIsVisible, notFound } from '@tallystick/subgraph-server'
import type { Context } from '../context.ts'
import { accountsOfPayment, type PayeeName } from '../domain/accounts-of-payment.ts'
import { findAccount } from '../domain/find-account.ts'
import type { AccountsOfPaymentInput, QueryResolvers } from '../schema/resolvers.generated.ts'
import { accountPage } from './account-page.ts'
import { callerId } from './caller.ts'

/** Whose account it is decides, as for `account`. */
const isVisible = newIsVisible<Context>({
  acc: async (id, viewer, { loaders }) =>
    (await findAccount((known) => loaders.account.load(known), viewer, id)) !== undefined,
})

/** The ways into Accounts: one's own, one by id, and what Payments asks for. */
export const Query: QueryResolvers = {
  isVisible,

  accounts: (_parent, page, context) =>
    accountPage(context, { ...page, ownerId: callerId(context.actor) }),

  async account(_parent, { id }, { actor, loaders }) {
    const account = await findAccount((known) => loaders.account.load(known), actor, id)
    if (!account) throw notFound()
    return account
  },

  async accountsOfPayment(_parent, { input }, context) {
    const { payer, payee } = await accountsOfPayment(context, {
      payerAccountId: input.payerAccountId ?? null,
      payee: toPayeeName(input),
      currency: input.currency,
    })
    return { payer: payer ?? null, payee: payee ?? null }
  },
}

function toPayeeName(input: AccountsOfPaymentInput): PayeeName {
  const { payeeAccountId, payeeAccountNumber, payeeUserId } = input
  const names: PayeeName[] = []
  if (payeeAccountId) names.push({ by: 'id', accountId: payeeAccountId })
  if (payeeAccountNumber) names.push({ by: 'number', number: payeeAccountNumber })
  if (payeeUserId) names.push({ by: 'person', userId: payeeUserId })
  const [name, second] = names
  if (!name || second)
    throw badInput('The payee is named in exactly one way: by account, number or person.')
  return name
}
