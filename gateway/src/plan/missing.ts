import { GraphQLError } from 'graphql'
import type { ResponsePath } from './door-errors.ts'

/**
 * The error for a value that must be there and is not, or that is not of its type, while no subgraph has told of an error.
 * A client could not tell that from a true null.
 */
export const missingPart = (path: ResponsePath | undefined): GraphQLError =>
  new GraphQLError('Part of the answer is missing.', {
    extensions: { code: 'INTERNAL' },
    ...(path ? { path } : {}),
  })
