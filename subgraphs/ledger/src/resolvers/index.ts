import type { Resolvers } from '../schema/resolvers.generated.ts'
import { Account } from './account.ts'
import { Entry, LedgerAccount } from './entry.ts'
import { LedgerTransaction } from './ledger-transaction.ts'
import { Mutation } from './mutation.ts'
import { Payment } from './payment.ts'
import { Query } from './query.ts'

/** Every resolver of Ledger, as a table of contents. */
export const resolvers: Resolvers = {
  Query,
  Mutation,
  Account,
  Payment,
  LedgerTransaction,
  Entry,
  LedgerAccount,
}
