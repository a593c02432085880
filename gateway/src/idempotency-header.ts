import {
  type GraphQLError,
  type GraphQLSchema,
  getNullableType,
  isInputObjectType,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql'
import { badRequest } from './errors.ts'

/** The field of an input that the header `Idempotency-Key` means the same as. */
const FIELD = 'idempotencyKey'

/** An operation's variables, or why the header does not fit them. */
export type KeyedVariables =
  | Readonly<{ variables: Readonly<Record<string, unknown>> }>
  | Readonly<{ error: GraphQLError }>

/**
 * Reads the `Idempotency-Key` header into the inputs of a mutation that take such a key and bring none.
 *
 * HTTP clients set the header once for all requests they may repeat. An input that brings a key of its own must bring the
 * same: which of two names is meant would otherwise decide whether money moves twice.
 */
export function withIdempotencyHeader({
  schema,
  operation,
  variables,
  key,
}: {
  schema: GraphQLSchema
  operation: OperationDefinitionNode
  variables: Readonly<Record<string, unknown>>
  key: string
}): KeyedVariables {
  const keyed: Record<string, unknown> = { ...variables }
  for (const { variable, type } of operation.variableDefinitions ?? []) {
    const name = variable.name.value
    const input = keyed[name]
    const inputType = getNullableType(typeFromAST(schema, type as never))
    const takesKey = isInputObjectType(inputType) && FIELD in inputType.getFields()
    if (!takesKey || typeof input !== 'object' || input === null) continue
    const own = (input as Record<string, unknown>)[FIELD]
    if (own !== undefined && own !== null && own !== key)
      return { error: badRequest(`$${name}.${FIELD} and the Idempotency-Key header differ.`) }
    keyed[name] = { ...input, [FIELD]: key }
  }
  return { variables: keyed }
}
