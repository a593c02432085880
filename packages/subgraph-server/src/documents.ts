import { newBoundedCache, parseOperation } from '@tallystick/subgraph-client'
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  specifiedRules,
  validate,
} from 'graphql'
import { toRequestError } from './errors.ts'

/** Distinct texts come from the gateway's plans and our own code, so a few hundred are many. */
const DOCUMENTS_MAX = 1_000
const DOCUMENT_LENGTH_MAX = 32_768
/** A hostile document must not buy a long answer. */
const ERRORS_MAX = 10

/** The rules of the GraphQL specification, and no introspection: who may ask has the SDL. */
export const VALIDATION_RULES = [...specifiedRules, NoSchemaIntrospectionCustomRule]

/** A text that may be run, or what is wrong with it. */
export type ParsedText =
  | Readonly<{ document: DocumentNode; errors?: undefined }>
  | Readonly<{ document?: undefined; errors: readonly GraphQLError[] }>

/** Parses and validates each text once and remembers the verdict. */
export function newDocuments(schema: GraphQLSchema): (text: string) => ParsedText {
  const known = newBoundedCache<ParsedText>(DOCUMENTS_MAX, DOCUMENT_LENGTH_MAX)
  return (text) => known.get(text, () => parseAndValidate(schema, text))
}

function parseAndValidate(schema: GraphQLSchema, text: string): ParsedText {
  try {
    return validated(schema, text)
  } catch (error) {
    // The library goes down into a document by calling itself; how deep depends on who called it.
    if (!(error instanceof RangeError)) throw error
    const tooDeep = new GraphQLError('The document is nested too deeply.')
    return { errors: [toRequestError(tooDeep, 'GRAPHQL_PARSE_FAILED')] }
  }
}

function validated(schema: GraphQLSchema, text: string): ParsedText {
  let document: DocumentNode
  try {
    document = parseOperation(text)
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    return { errors: [toRequestError(error, 'GRAPHQL_PARSE_FAILED')] }
  }
  const errors = validate(schema, document, VALIDATION_RULES, { maxErrors: ERRORS_MAX })
  if (errors.length === 0) return { document }
  return { errors: errors.map((error) => toRequestError(error, 'GRAPHQL_VALIDATION_FAILED')) }
}
