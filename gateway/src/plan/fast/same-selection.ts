/**
 * Whether a subgraph, asked the one fetch of a plan, answers to the letter what the client is to get: the same names in the
 * same order, and nothing that clients may not see. Then its text is handed through unread.
 */
import {
  type GraphQLCompositeType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isObjectType,
  Kind,
  parse,
  visit,
} from 'graphql'
import { PLAIN_NAMES } from '../client-names.ts'
import type { PreparedOperation } from '../operation.ts'
import type { LoadedSupergraph } from '../supergraph.ts'
import type { Conditions } from './conditions.ts'
import { collectFields, type Scope, type SelectionFacts } from './selection.ts'
import { fragmentsOf, operationOf } from './shape.ts'
import type { FetchStep } from './step.ts'

const NO_CONDITIONS: Conditions = { key: '', isTrue: () => false }
const PLAIN = { conditions: NO_CONDITIONS, names: PLAIN_NAMES }

/** Compares the client's operation with that of a fetch; in doubt they are different. */
export function isSameSelection(
  { apiSchema, wholeSchema }: LoadedSupergraph,
  { document, operation }: PreparedOperation,
  { query, rewrite }: FetchStep,
): boolean {
  const fetched = parse(query)
  const root = apiSchema.getRootType(operation.operation)
  const wholeRoot = wholeSchema.getRootType(operation.operation)
  const isSimple = !hasDirectives(document) && !hasDirectives(fetched)
  if (rewrite || !isSimple || !root || !wholeRoot) return false
  const client: Side = {
    facts: { ...PLAIN, schema: apiSchema, fragments: fragmentsOf(document) },
    scopes: [{ set: operation.selectionSet, parent: root }],
  }
  const subgraph: Side = {
    facts: { ...PLAIN, schema: wholeSchema, fragments: fragmentsOf(fetched) },
    scopes: [{ set: operationOf(fetched).selectionSet, parent: wholeRoot }],
  }
  return isSameObject(client, subgraph, root)
}

type Side = Readonly<{ facts: SelectionFacts; scopes: readonly Scope[] }>

function hasDirectives(document: PreparedOperation['document']): boolean {
  let found = false
  visit(document, {
    enter(node) {
      found ||= node.kind === Kind.DIRECTIVE
    },
  })
  return found
}

/** Compares what both select from objects of a type. The fetch may speak of types that clients do not know. */
function isSameObject(client: Side, subgraph: Side, type: GraphQLCompositeType): boolean {
  const { schema } = client.facts
  const whole = subgraph.facts.schema
  const wholeType = whole.getType(type.name)
  if (!isCompositeType(wholeType)) return false
  if (isAbstractType(type)) {
    const types = schema.getPossibleTypes(type)
    if (!isAbstractType(wholeType) || whole.getPossibleTypes(wholeType).length !== types.length)
      return false
    return types.every((each) => isSameObject(client, subgraph, each))
  }
  const fields = collectFields(client.facts, type, client.scopes)
  const fetched = collectFields(subgraph.facts, wholeType, subgraph.scopes)
  if (fields.length !== fetched.length) return false
  return fields.every((field, index) => {
    const other = fetched[index]
    if (field.responseName !== other?.responseName || field.name !== other.name) return false
    if (field.type === undefined) return !isRoot(schema, type)
    if (field.name.startsWith('__')) return false
    const named = getNamedType(field.type)
    if (!isCompositeType(named)) return isSameLeaf(named, whole)
    return isSameObject(
      { ...client, scopes: field.scopes },
      { ...subgraph, scopes: other.scopes },
      named,
    )
  })
}

/** A subgraph may name its root types as it likes. */
const isRoot = (schema: GraphQLSchema, type: GraphQLCompositeType): boolean =>
  isObjectType(type) &&
  [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(type)

function isSameLeaf(type: GraphQLNamedType, whole: GraphQLSchema): boolean {
  const wholeType = whole.getType(type.name)
  if (!isEnumType(type)) return true
  return isEnumType(wholeType) && wholeType.getValues().length === type.getValues().length
}
