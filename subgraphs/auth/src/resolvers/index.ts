import type { Resolvers } from '../schema/resolvers.generated.ts'
import { ApiKeyFields, ApiKeyMutation, ApiKeyQuery } from './api-keys.ts'
import { Mutation } from './mutation.ts'
import { Query } from './query.ts'
import { Subscription } from './subscription.ts'
import { User } from './user.ts'

/** Every resolver of Auth: a table of contents. What is not listed is a property of what its parent resolved to. */
export const resolvers: Resolvers = {
  Query: { ...Query, ...ApiKeyQuery },
  Mutation: { ...Mutation, ...ApiKeyMutation },
  Subscription,
  User,
  ApiKey: ApiKeyFields,
}
