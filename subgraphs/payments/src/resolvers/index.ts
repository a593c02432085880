import type { Resolvers } from '../schema/resolvers.generated.ts'
import { Account } from './account.ts'
import { feeMutations, feeQueries } from './fees.ts'
import { ForcedStatus, forcedStatusMutations, forcedStatusQueries } from './forced-statuses.ts'
import { limitMutations, limitQueries } from './limits.ts'
import { Mutation } from './mutation.ts'
import { Payment } from './payment.ts'
import { paymentActs } from './payment-acts.ts'
import { Query } from './query.ts'
import { Subscription } from './subscription.ts'

/** Everything that Payments answers. Unions and interfaces go by `__typename`. */
export const resolvers = {
  Query: { ...Query, ...forcedStatusQueries, ...feeQueries, ...limitQueries },
  Mutation: {
    ...Mutation,
    ...paymentActs,
    ...forcedStatusMutations,
    ...feeMutations,
    ...limitMutations,
  },
  ForcedStatus,
  Subscription,
  Payment,
  Account,
} satisfies Resolvers
