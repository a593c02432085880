import { operationFromDocument, Supergraph } from '@apollo/federation-internals'
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner'
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  type SelectionNode,
  visit,
} from 'graphql'
import { newBoundedMap } from '../bounded-map.ts'
import { type ClientNames, keyNamesOf, newClientNames } from './client-names.ts'
import { withoutEnforcedPurposes } from './enforced.ts'
import type { PreparedOperation } from './operation.ts'
import { PLAN_WEIGHTS, planKey } from './plan-weight.ts'
import { checkScalars } from './scalars.ts'

/** A supergraph that has been read and checked, with the planner for it. */
export type LoadedSupergraph = Readonly<{
  sdl: string
  /** The public schema: what clients may see. */
  apiSchema: GraphQLSchema
  /** With what clients may not see; plans speak of it. */
  wholeSchema: GraphQLSchema
  subgraphs: readonly string[]
  /** Plans an operation, or remembers its plan. @throws a GraphQLError when it cannot be planned */
  planOf(prepared: PreparedOperation): QueryPlan
  /** How the plan of an operation calls its fields. */
  namesOf(prepared: PreparedOperation): ClientNames
}>

/** Reads a supergraph. @throws when it is faulty or wants a security feature that nobody here enforces */
export function loadSupergraph(sdl: string, plansMax: number): LoadedSupergraph {
  const supergraph = Supergraph.build(withoutEnforcedPurposes(sdl))
  const api = supergraph.apiSchema()
  const planner = new QueryPlanner(supergraph)
  const keyNames = keyNamesOf(sdl)
  const namesOf = ({ source }: PreparedOperation) => newClientNames(keyNames, source)
  const plans = newBoundedMap<QueryPlan>(plansMax, PLAN_WEIGHTS)
  return {
    sdl,
    apiSchema: checkScalars(api.toGraphQLJSSchema()),
    wholeSchema: supergraph.schema.toGraphQLJSSchema(),
    subgraphs: supergraph.subgraphsMetadata().map(({ name }) => name),
    namesOf,
    planOf(prepared) {
      const key = planKey(prepared)
      const known = plans.get(key)
      if (known) return known
      const document = toPlannable(prepared.document, namesOf(prepared))
      const { operationName } = prepared
      const plan = planner.buildQueryPlan(
        operationFromDocument(api, document, operationName === undefined ? {} : { operationName }),
      )
      plans.set(key, plan)
      return plan
    },
  }
}

/**
 * The document as it is planned.
 *
 * Introspection is answered from the public schema; the planner itself leaves it out at the top of an operation alone, and
 * fails on it inside of fragments. What is never answered (`@include(if: false)`) is left out too; the planner would leave
 * an object out of which nothing else is asked, and then it would be missing.
 */
const toPlannable = (document: DocumentNode, { plannedName }: ClientNames): DocumentNode =>
  visit(document, {
    Field(node) {
      const isIntrospection = node.name.value === '__schema' || node.name.value === '__type'
      if (isIntrospection || isNever(node)) return TYPENAME
      const name = plannedName(node)
      if (node.alias === undefined || name === node.alias.value) return undefined
      return { ...node, alias: { kind: Kind.NAME, value: name } }
    },
    InlineFragment: (node) => (isNever(node) ? TYPENAME : undefined),
    FragmentSpread: (node) => (isNever(node) ? TYPENAME : undefined),
  })

/** Stands in for what is taken away, so that no selection is left empty. At the top it needs no fetch. */
const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }

const isNever = ({ directives = [] }: SelectionNode): boolean =>
  directives.some(({ name, arguments: given }) => {
    const value = given?.[0]?.value
    if (value?.kind !== Kind.BOOLEAN) return false
    return name.value === (value.value ? 'skip' : 'include')
  })
