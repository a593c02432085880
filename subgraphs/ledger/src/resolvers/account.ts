import { isId } from '@tallystick/ids'
import { badInput, notFound } from '@tallystick/subgraph-server'
import {
  decodeCursor,
  encodeCursor,
  pageOf,
  toConnection,
} from '@tallystick/subgraph-server/connection'
import { findBalance } from '../domain/find-balance.ts'
import { listEntries } from '../domain/list-entries.ts'
import type { AccountResolvers } from '../schema/resolvers.generated.ts'
import type { AccountReference } from './references.ts'
import { toMomentError } from './reports.ts'

/** What is in a customer's account, for its owner and administrators. */
export const Account: AccountResolvers = {
  __resolveReference(reference) {
    if (!isId('acc', reference.id)) throw badInput('An account has an id that starts with acc_.')
    return reference as AccountReference
  },

  async balance({ id, currency, ownerId = null }, { asOf, clock }, { actor, now, loaders }) {
    if (!currency) throw new TypeError('the currency of the account was not sent along')
    const result = await findBalance(
      { actor, now, load: (key) => loaders.balance.load(key) },
      { accountId: id, ownerId, currency, asOf: asOf ?? null, clock: clock ?? 'RECORDED' },
    )
    if (!result.ok) throw toMomentError(result.refusal.code, 'asOf')
    return result.value
  },

  async entries({ id, ownerId = null }, { first, after }, { actor, loaders }) {
    const page = pageOf({ first, after }, toVersion)
    const result = await listEntries(
      { actor, load: (one) => loaders.entryPage.load(one) },
      { accountId: id, ownerId, before: page.after ?? null, limit: page.limit + 1 },
    )
    if (!result.ok) throw notFound()
    return toConnection(result.value, page, ({ version }) => encodeCursor(version))
  },
}

function toVersion(cursor: string): number | undefined {
  const version = decodeCursor(cursor)
  return Number.isSafeInteger(version) && Number(version) > 0 ? Number(version) : undefined
}
