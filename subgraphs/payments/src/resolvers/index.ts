import type { Resolvers } from '../schema/resolvers.generated.ts'
import { Account } from './account.ts'
import { ForcedStatus, forcedStatusMutations, forcedStatusQueries } from './forced-statuses.ts'
import { Mutation } from './mutation.ts'
import { Payment } from './payment.ts'
import { paymentActs } from './payment-acts.ts'
import { Query } from './query.ts'
import { Subscription } from './subscription.ts'

/** Everything that Payments answers. Unions and interfaces go by `__typename`. */
export const resolvers = {
  Query: { ...Query, ...forcedStatusQueries },
  Mutation: { ...Mutation, ...paymentActs, ...forcedStatusMutations },
  ForcedStatus,
  Subscription,
  Payment,
  Account,
} satisfies Resolvers
