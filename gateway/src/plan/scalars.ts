import { scalarResolvers } from '@tallystick/subgraph-server/scalars'
import { type GraphQLSchema, isScalarType } from 'graphql'

/**
 * Lets the public schema check our scalars as the subgraphs do, in literals and in variables.
 *
 * A composed schema knows scalars by name only and would pass anything on. Refused here, a bad amount is known to have
 * changed nothing, whatever else the request asked for. Answers are left as they come.
 */
export function checkScalars(apiSchema: GraphQLSchema): GraphQLSchema {
  for (const [name, { parseValue, parseLiteral }] of Object.entries(scalarResolvers)) {
    const type = apiSchema.getType(name)
    if (isScalarType(type)) Object.assign(type, { parseValue, parseLiteral })
  }
  return apiSchema
}
