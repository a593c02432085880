import { isId } from '@tallystick/ids'
import type { Context } from '../context.ts'
import { findLedgerTransaction, type Reading } from '../domain/find-ledger-transactions.ts'
import type { LedgerTransactionResolvers } from '../schema/resolvers.generated.ts'

/** A ledger transaction, for those who are party to it. */
export const LedgerTransaction: LedgerTransactionResolvers = {
  __resolveReference: async ({ id }, context) =>
    isId('ltx', id) ? ((await findLedgerTransaction(toReading(context), id)) ?? null) : null,
  entries: async ({ id }, _args, { loaders }) => [...(await loaders.entries.load(id))],
}

/** How the use cases read ledger transactions: as the caller, and many together. */
export const toReading = ({ actor, loaders }: Context): Reading => ({
  actor,
  load: (id) => loaders.ledgerTransaction.load(id),
  loadOfPayment: (paymentId) => loaders.ledgerTransactionsOfPayment.load(paymentId),
  loadEntries: (id) => loaders.entries.load(id),
})
