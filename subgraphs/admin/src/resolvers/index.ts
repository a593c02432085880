import type { Resolvers } from '../schema/resolvers.generated.ts'
import { AuditLog } from './audit-log.ts'
import { Mutation } from './mutation.ts'
import { NodeQuery } from './node.ts'
import {
  OperationMutation,
  OperationQuery,
  RegisteredOperation,
  Subscription,
} from './operations.ts'
import { Query } from './query.ts'

/** Every resolver of Admin: a table of contents. What is not listed is a property of what its parent resolved to. */
export const resolvers: Resolvers = {
  Query: { ...Query, ...NodeQuery, ...OperationQuery },
  Mutation: { ...Mutation, ...OperationMutation },
  Subscription,
  AuditLog,
  RegisteredOperation,
}
