import type { Resolvers } from '../schema/resolvers.generated.ts'
import { Account } from './account.ts'
import { feeMutations, feeQueries } from './fees.ts'
import { limitMutations, limitQueries } from './limits.ts'
import { Mutation } from './mutation.ts'
import { Payment } from './payment.ts'
import { Query } from './query.ts'
import { Subscription } from './subscription.ts'

/** Everything that Payments answers. Unions and interfaces go by `__typename`. */
export const resolvers = {
  Query: { ...Query, ...feeQueries, ...limitQueries },
  Mutation: { ...Mutation, ...feeMutations, ...limitMutations },
  Subscription,
  Payment,
  Account,
} satisfies Resolvers
