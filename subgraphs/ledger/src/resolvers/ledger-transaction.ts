import { isId } from '@tallystick/ids'
import type { Context } from '../context.ts'
import { findLedgerTransaction, type Reading } from '../domain/find-ledger-transactions.ts'
import type { LedgerTransactionResolvers } from '../schema/resolvers.generated.ts'

/** A ledger transaction, for those who are party to it. */
export const LedgerTransaction: LedgerTransactionResolvers = {
  __resolveReference: async ({ id }, context) =>
    isId('ltx', id) ? ((await findLedgerTransaction(toReading(context), id)) ?? null) : null,
  entries: async ({ id }, _args, { loaders }) => [...(await loaders.entries.load(id))],
  // Both have the same entries, so whoever sees one may see the other.
  reverses: async ({ reverses }, _args, { loaders }) =>
    reverses === null ? null : ((await loaders.ledgerTransaction.load(reverses)) ?? null),
  reversedBy: async ({ id }, _args, { loaders }) => (await loaders.reversal.load(id)) ?? null,
  metadata: ({ metadata }) =>
    Object.entries(metadata ?? {}).map(([key, value]) => ({ key, value })),
}

/** How the use cases read ledger transactions: as the caller, and many together. */
export const toReading = ({ actor, loaders }: Context): Reading => ({
  actor,
  load: (id) => loaders.ledgerTransaction.load(id),
  loadOfPayment: (paymentId) => loaders.ledgerTransactionsOfPayment.load(paymentId),
  loadEntries: (id) => loaders.entries.load(id),
})
