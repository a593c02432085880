import { hash } from 'node:crypto'
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql'
import { newBoundedMap } from './bounded-map.ts'
import { badRequest } from './errors.ts'
import type { PreparedOperation } from './plan/operation.ts'
import { REMEMBERED_CHARS_MAX } from './plan/plan-weight.ts'

/** An operation as a client sends it; nothing about it has been checked. */
export type OperationRequest = Readonly<{
  query?: unknown
  operationName?: unknown
  variables?: unknown
  extensions?: unknown
  /** The id of a registered operation, instead of a text. */
  documentId?: unknown
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
  extensions,
}: OperationRequest): ReadOperation | GraphQLError {
  if (typeof query !== 'string' || query.trim() === '')
    return badRequest('`query` must be the text of a GraphQL document.')
  if (extensions !== undefined && extensions !== null && !isRecord(extensions))
    return badRequest('`extensions` must be an object.')
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

/** A valid operation, or why it is not one, and the HTTP status that says the same. */
export type Prepared = PreparedOperation | Unprepared

/** Why a text cannot be run. 400: it is no GraphQL document. 422: it is one, and asks for what is not there or too much. */
export type Unprepared = Readonly<{ errors: readonly GraphQLError[]; status: 400 | 422 }>

/** What documents are read with. */
export type PreparationOptions = Readonly<{
  schema: () => GraphQLSchema
  rules: readonly ValidationRule[]
  tokensMax: number
  errorsMax: number
  /** How many documents are remembered. */
  documentsMax: number
}>

/** Reads an operation of a document; the same text gives the same object for as long as it is remembered. */
export type Prepare = (source: string, operationName: string | undefined) => Prepared

type Text = Readonly<{
  schema: GraphQLSchema
  document: DocumentNode
  hash: string
  operations: Map<string, PreparedOperation>
}>

/** Makes the reader of operations: parse, then validate, each text once for as long as it is remembered. */
export function newPreparation(options: PreparationOptions): Prepare {
  const { schema } = options
  const known = newBoundedMap<Text>(options.documentsMax, {
    of: (_prepared, text) => text.length,
    max: REMEMBERED_CHARS_MAX,
  })
  return (source, operationName) => {
    let text = known.get(source)
    if (text?.schema !== schema()) {
      const read = readText(source, options)
      if ('errors' in read) return read
      text = { ...read, schema: schema(), operations: new Map() }
      // Only what is valid is remembered: there are more wrong texts than memory.
      known.set(source, text)
    }
    const hit = text.operations.get(operationName ?? '')
    if (hit) return hit
    const { document, hash } = text
    const operation = getOperationAST(document, operationName)
    if (!operation) return { errors: [noSuchOperation(operationName)], status: 422 }
    const kind = operation.operation
    const prepared = { source, document, operation, operationName, kind, hash }
    text.operations.set(operationName ?? '', prepared)
    return prepared
  }
}

function readText(
  source: string,
  { schema, rules, tokensMax, errorsMax }: PreparationOptions,
): Readonly<{ document: DocumentNode; hash: string }> | Unprepared {
  try {
    const document = parse(source, { maxTokens: tokensMax })
    const all = [...rules, ...specifiedRules]
    const errors = validate(schema(), document, all, { maxErrors: errorsMax })
    if (errors.length === 0) return { document, hash: hash('sha256', source) }
    return {
      errors: errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED')),
      status: 422,
    }
  } catch (fault) {
    // Brackets in brackets, more than the parser's recursion can follow.
    const error = fault instanceof RangeError ? new GraphQLError(fault.message) : fault
    if (!(error instanceof GraphQLError)) throw fault
    return { errors: [withCode(error, 'GRAPHQL_PARSE_FAILED')], status: 400 }
  }
}

const noSuchOperation = (name: string | undefined): GraphQLError =>
  badRequest(
    name === undefined
      ? 'The document has several operations; `operationName` must say which to run.'
      : 'The document has no operation of this name.',
    'OPERATION_RESOLUTION_FAILURE',
  )

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
