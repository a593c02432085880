import { maySee } from '@tallystick/actor'
import { isId } from '@tallystick/ids'
import { notFound } from '@tallystick/subgraph-server'
import type { EntryResolvers, LedgerAccountResolvers } from '../schema/resolvers.generated.ts'

/** One side of a ledger transaction; the balance after it is for those who may see the account. */
export const Entry: EntryResolvers = {
  balanceAfter: ({ balanceAfter, ledgerAccount }, _args, { actor }) =>
    maySee(actor, ledgerAccount.ownerId) ? balanceAfter : null,
}

/** A bucket of the chart of accounts: by itself for its owner and administrators, in an entry for who sees the entry. */
export const LedgerAccount: LedgerAccountResolvers = {
  async __resolveReference({ id }, { actor, loaders }) {
    const found = isId('lac', id) ? await loaders.ledgerAccount.load(id) : undefined
    if (!found || !maySee(actor, found.ownerId)) throw notFound()
    return found
  },
  account: ({ accountId }) =>
    accountId === null ? null : { __typename: 'Account', id: accountId },
}
