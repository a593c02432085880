import { notFound } from '@tallystick/subgraph-server'
import { toConnection } from '@tallystick/subgraph-server/connection'
import { listPaymentsOfAccount } from '../domain/read-payments.ts'
import type { AccountResolvers } from '../schema/resolvers.generated.ts'
import { cursorOf, toList } from './page.ts'

/** What Payments adds to an account. */
export const Account = {
  // A reference as it came: what it needs of the account, the gateway has put into it.
  __resolveReference: (reference) => reference,

  async payments({ id, ownerId }, args, { actor, parts }) {
    const { page, request } = toList(args)
    if (ownerId === undefined) throw new Error('the gateway did not say whose account it is')
    const result = await listPaymentsOfAccount(parts, actor, { accountId: id, ownerId, ...request })
    if (!result.ok) throw notFound()
    return toConnection(result.value, page, cursorOf)
  },
} satisfies AccountResolvers
