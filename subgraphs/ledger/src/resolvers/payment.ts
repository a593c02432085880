import { isId } from '@tallystick/ids'
import { badInput } from '@tallystick/subgraph-server'
import { findLedgerTransactionsOf } from '../domain/find-ledger-transactions.ts'
import type { PaymentResolvers } from '../schema/resolvers.generated.ts'
import { toReading } from './ledger-transaction.ts'

/** What a payment did in the ledger, as far as the caller is party to it. */
export const Payment: PaymentResolvers = {
  __resolveReference({ id }) {
    if (!isId('pay', id)) throw badInput('A payment has an id that starts with pay_.')
    return { id }
  },
  ledgerTransactions: ({ id }, _args, context) => findLedgerTransactionsOf(toReading(context), id),
}
