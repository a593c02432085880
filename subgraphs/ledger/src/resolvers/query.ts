import { isId } from '@tallystick/ids'
import { notFound } from '@tallystick/subgraph-server'
import { findLedgerTransaction } from '../domain/find-ledger-transactions.ts'
import type { QueryResolvers } from '../schema/resolvers.generated.ts'
import { toReading } from './ledger-transaction.ts'

/** Looking into the books: one ledger transaction for its parties, all of them for administrators. */
export const Query: QueryResolvers = {
  async ledgerTransaction(_parent, { id }, context) {
    const found = isId('ltx', id) && (await findLedgerTransaction(toReading(context), id))
    if (!found) throw notFound()
    return found
  },
}
