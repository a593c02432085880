import type { Resolvers } from '../schema/resolvers.generated.ts'
import { Account } from './account.ts'
import { correctionsMutation } from './corrections.ts'
import { Entry, LedgerAccount } from './entry.ts'
import { LedgerTransaction } from './ledger-transaction.ts'
import { LiabilitySnapshot, liabilitiesMutation, liabilitiesQuery } from './liabilities.ts'
import { Mutation } from './mutation.ts'
import { Payment } from './payment.ts'
import { Query } from './query.ts'
import {
  ProviderStatement,
  Reconciliation,
  ReconciliationBreak,
  reconciliationQuery,
} from './reconciliation.ts'
import { reconciliationMutation } from './reconciliation-mutations.ts'
import { reportsQuery } from './reports.ts'
import { statementSubscription } from './statements.ts'
import { changesSubscription } from './subscription.ts'
import { sealed, tallyLogQuery } from './tally-log.ts'
import { isVisible } from './visibility.ts'

/** Every resolver of Ledger, as a table of contents. */
export const resolvers: Resolvers = {
  Query: {
    ...Query,
    ...liabilitiesQuery,
    ...reconciliationQuery,
    ...reportsQuery,
    ...tallyLogQuery,
    isVisible,
  },
  Mutation: {
    ...Mutation,
    ...correctionsMutation,
    ...liabilitiesMutation,
    ...reconciliationMutation,
  },
  Subscription: { ...statementSubscription, ...changesSubscription },
  Account,
  Payment,
  LedgerTransaction: { ...LedgerTransaction, sealed },
  Entry,
  LedgerAccount,
  LiabilitySnapshot,
  ProviderStatement,
  Reconciliation,
  ReconciliationBreak,
}
