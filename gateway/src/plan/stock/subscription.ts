import { operationFromDocument, type Schema, Supergraph } from '@apollo/federation-internals'
import {
  buildOperationContext,
  executeQueryPlan,
  type GraphQLDataSource,
  type ServiceMap,
} from '@apollo/gateway'
import { type QueryPlan, QueryPlanner, type SubscriptionNode } from '@apollo/query-planner'
import type { DoorFacts, DoorRequest, DoorResult } from '@tallystick/subgraph-client'
import type { Logger } from '@tallystick/telemetry'
import type { GraphQLSchema } from 'graphql'
import { newBoundedMap } from '../../bounded-map.ts'
import type { Executed, PlannedSubscription } from '../executor.ts'
import type { PreparedOperation, SupergraphOperation } from '../operation.ts'
import { PLAN_WEIGHTS, planKey } from '../plan-weight.ts'
import { assertUnconditional } from '../subscribe.ts'
import { toFetchAnswer } from './door-source.ts'
import { toRequestContext } from './request-context.ts'
import { toExecuted } from './result.ts'

/** Plans subscriptions for one supergraph. */
export type SubscriptionPlanner = (
  prepared: PreparedOperation,
  variables: SupergraphOperation['variables'],
) => PlannedSubscription

/** What a planner of subscriptions is made from. */
export type SubscriptionPlannerOptions = Readonly<{
  /** The supergraph as the gateway has checked and loaded it. */
  coreSupergraphSdl: string
  apiSchema: GraphQLSchema
  sources: Readonly<Record<string, GraphQLDataSource>>
  plansMax: number
  log: Logger
}>

/**
 * Makes a planner of subscriptions.
 *
 * Apollo's executor refuses a plan whose root is a subscription and runs everything else. So the plan's two parts are put
 * in a sequence, and for each event the sequence runs with a data source that answers its first fetch by the event:
 * entity fetches, conditions, aliases, null bubbling and error paths stay Apollo's own.
 */
export function newSubscriptionPlanner(options: SubscriptionPlannerOptions): SubscriptionPlanner {
  const supergraph = Supergraph.build(options.coreSupergraphSdl, { validateSupergraph: false })
  const schemas = { api: supergraph.apiSchema(), whole: supergraph.schema.toGraphQLJSSchema() }
  const planOf = newPlans(supergraph, schemas.api, options.plansMax)
  return (prepared, variables) => {
    const plan = planOf(prepared)
    return {
      subgraph: plan.primary.serviceName,
      request: toPrimaryRequest(plan, variables),
      joins: plan.rest !== undefined,
      joinEvent: newJoin(options, schemas, { prepared, variables, plan }),
    }
  }
}

type Schemas = Readonly<{ api: Schema; whole: GraphQLSchema }>

function newPlans(supergraph: Supergraph, api: Schema, plansMax: number) {
  const planner = new QueryPlanner(supergraph)
  const plans = newBoundedMap<SubscriptionNode>(plansMax, PLAN_WEIGHTS)
  return (prepared: PreparedOperation): SubscriptionNode => {
    const key = planKey(prepared)
    const known = plans.get(key)
    if (known) return known
    assertUnconditional(prepared)
    const { document, operationName } = prepared
    const { node } = planner.buildQueryPlan(
      operationFromDocument(api, document, operationName === undefined ? {} : { operationName }),
    )
    if (node?.kind !== 'Subscription') throw new TypeError('not planned as a subscription')
    plans.set(key, node)
    return node
  }
}

type Planned = Omit<SupergraphOperation, 'facts'> & Readonly<{ plan: SubscriptionNode }>

/** Fetches what other subgraphs know about an event. */
function newJoin(
  { apiSchema, sources, log }: SubscriptionPlannerOptions,
  schemas: Schemas,
  { prepared, variables, plan }: Planned,
): (event: DoorResult, facts: DoorFacts) => Promise<Executed> {
  const { document, operationName } = prepared
  const operationContext = buildOperationContext({
    schema: apiSchema,
    operationDocument: document,
    ...(operationName === undefined ? {} : { operationName }),
  })
  return async (event, facts) => {
    const result = await executeQueryPlan(
      inSequence(plan),
      withEvent(sources, plan, event),
      toRequestContext({ prepared, variables, facts }, { apiSchema, log }),
      operationContext,
      schemas.whole,
      schemas.api,
    )
    return toExecuted(result, log)
  }
}

function inSequence({ primary, rest }: SubscriptionNode): QueryPlan {
  return {
    kind: 'QueryPlan',
    node: rest ? { kind: 'Sequence', nodes: [primary, rest] } : primary,
  }
}

/** The executor merges what it fetches into the event's own data, so each subscriber gets a copy: one would see another's fields. */
function withEvent(
  sources: SubscriptionPlannerOptions['sources'],
  { primary }: SubscriptionNode,
  event: DoorResult,
): ServiceMap {
  const owner = sources[primary.serviceName]
  const answered: GraphQLDataSource = {
    async process(fetch) {
      if (fetch.request.query !== primary.operation && owner) return await owner.process(fetch)
      return toFetchAnswer({ ...event, data: structuredClone(event.data ?? null) })
    },
  }
  return { ...sources, [primary.serviceName]: answered }
}

function toPrimaryRequest(
  { primary }: SubscriptionNode,
  variables: SupergraphOperation['variables'],
): DoorRequest {
  const used = (primary.variableUsages ?? []).filter((name) => Object.hasOwn(variables, name))
  return {
    query: primary.operation,
    operationName: primary.operationName,
    variables: Object.fromEntries(used.map((name) => [name, variables[name]])),
  }
}
