import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql'
import { badRequest } from './errors.ts'
import { newBoundedMap } from './plan/bounded-map.ts'
import { REMEMBERED_CHARS_MAX } from './plan/plan-weight.ts'

/** An operation as a client sends it; nothing about it has been checked. */
export type OperationRequest = Readonly<{
  query?: unknown
  operationName?: unknown
  variables?: unknown
}>

/** An operation whose parts have the types that they should have. */
export type ReadOperation = Readonly<{
  source: string
  operationName: string | undefined
  variables: Readonly<Record<string, unknown>>
}>

/** Reads what a client sent. @returns an error that says which part is not of its type */
export function readOperation({
  query,
  operationName,
  variables,
}: OperationRequest): ReadOperation | GraphQLError {
  if (typeof query !== 'string' || query.trim() === '')
    return badRequest('`query` must be the text of a GraphQL document.')
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string')
    return badRequest('`operationName` must be a string.')
  if (variables !== undefined && variables !== null && !isRecord(variables))
    return badRequest('`variables` must be an object.')
  return {
    source: query,
    operationName: operationName || undefined,
    variables: isRecord(variables) ? variables : {},
  }
}

/** A valid document, or why it is not. */
export type Prepared =
  | Readonly<{ document: DocumentNode }>
  | Readonly<{ errors: readonly GraphQLError[] }>

/** What documents are read with. */
export type PreparationOptions = Readonly<{
  schema: () => GraphQLSchema
  rules: readonly ValidationRule[]
  tokensMax: number
  errorsMax: number
  /** How many documents are remembered. */
  documentsMax: number
}>

/** Makes the reader of documents: parse, then validate, each text once for as long as it is remembered. */
export function newPreparation(options: PreparationOptions): (source: string) => Prepared {
  const { schema, rules, tokensMax, errorsMax } = options
  const known = newBoundedMap<Prepared & { schema: GraphQLSchema }>(options.documentsMax, {
    of: (_prepared, text) => text.length,
    max: REMEMBERED_CHARS_MAX,
  })
  const read = (source: string): Prepared => {
    try {
      const document = parse(source, { maxTokens: tokensMax })
      const all = [...rules, ...specifiedRules]
      const errors = validate(schema(), document, all, { maxErrors: errorsMax })
      return errors.length > 0
        ? { errors: errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED')) }
        : { document }
    } catch (fault) {
      if (fault instanceof GraphQLError)
        return { errors: [withCode(fault, 'GRAPHQL_PARSE_FAILED')] }
      // Brackets in brackets, more than the parser's recursion can follow.
      if (fault instanceof RangeError)
        return { errors: [withCode(new GraphQLError(fault.message), 'GRAPHQL_PARSE_FAILED')] }
      throw fault
    }
  }
  return (source) => {
    const hit = known.get(source)
    if (hit && hit.schema === schema()) return hit
    const prepared = read(source)
    // Only what is valid is remembered: there are more wrong texts than memory.
    if ('document' in prepared) known.set(source, { ...prepared, schema: schema() })
    return prepared
  }
}

/** Rules of ours have given their errors a code; those of the specification have none. */
function withCode(error: GraphQLError, code: string): GraphQLError {
  if (error.extensions['code']) return error
  return new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    extensions: { ...error.extensions, code },
  })
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
