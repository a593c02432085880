import { maySee } from '@tallystick/actor'
import type { EntryResolvers, LedgerAccountResolvers } from '../schema/resolvers.generated.ts'

/** One side of a ledger transaction; the balance after it is for those who may see the account. */
export const Entry: EntryResolvers = {
  balanceAfter: ({ balanceAfter, ledgerAccount }, _args, { actor }) =>
    maySee(actor, ledgerAccount.ownerId) ? balanceAfter : null,
}

/** A bucket of the chart of accounts. */
export const LedgerAccount: LedgerAccountResolvers = {
  account: ({ accountId }) =>
    accountId === null ? null : { __typename: 'Account', id: accountId },
}
