import type { Resolvers } from '../schema/resolvers.generated.ts'
import { Account } from './account.ts'
import { Mutation } from './mutation.ts'
import { Query } from './query.ts'
import { User } from './user.ts'

/** Every resolver of Accounts: a table of contents. What is not listed is a property of what its parent resolved to. */
export const resolvers: Resolvers = { Account, Mutation, Query, User }
