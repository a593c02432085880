import { operationFromDocument, type Schema, Supergraph } from '@apollo/federation-internals'
import {
  buildOperationContext,
  executeQueryPlan,
  type GraphQLDataSource,
  type ServiceMap,
} from '@apollo/gateway'
import { type QueryPlan, QueryPlanner, type SubscriptionNode } from '@apollo/query-planner'
import type { Door, DoorResult } from '@tallystick/subgraph-client'
import type { Logger } from '@tallystick/telemetry'
import { type ExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql'
import { mapStream, type Step } from '../subscriptions/stream.ts'
import { newBoundedMap } from './bounded-map.ts'
import { toDoorErrors } from './door-errors.ts'
import { toFetchAnswer } from './door-source.ts'
import type { SupergraphSubscription } from './operation.ts'
import { PLAN_WEIGHTS } from './plan-weight.ts'
import { planKey, toRequestContext } from './request-context.ts'
import { withMissingAsErrors } from './result.ts'

/** Plans subscriptions for one supergraph and runs them. */
export type SubscriptionPlanner = Readonly<{
  subscribe(
    subscription: SupergraphSubscription,
  ): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>
}>

/** What a planner of subscriptions is made from. */
export type SubscriptionPlannerOptions = Readonly<{
  /** The supergraph as the gateway has checked and loaded it. */
  coreSupergraphSdl: string
  apiSchema: GraphQLSchema
  doors: Readonly<Record<string, Door>>
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
  const { doors, log } = options
  const supergraph = Supergraph.build(options.coreSupergraphSdl, { validateSupergraph: false })
  const schemas = { api: supergraph.apiSchema(), whole: supergraph.schema.toGraphQLJSSchema() }
  const planOf = newPlans(supergraph, schemas.api, options.plansMax)
  return {
    async subscribe(subscription) {
      const plan = planOf(subscription)
      const { serviceName } = plan.primary
      const request = toPrimaryRequest(plan, subscription.variables)
      const door = doors[serviceName]
      if (!door) throw new TypeError(`there is no door to subgraph ${serviceName}`)
      try {
        const events = await door.subscribe(request, subscription.facts)
        if (!(Symbol.asyncIterator in events)) return refusal(events)
        const join = newJoin(options, schemas, { subscription, plan })
        return mapStream(events, async (event): Promise<Step<ExecutionResult>> => {
          const errors = await subscription.recheck()
          if (errors.length > 0) return { value: { errors }, last: true }
          return { value: await join(event) }
        })
      } catch (fault) {
        log.warn({ err: fault, subgraph: serviceName }, 'subscription failed')
        return { errors: toDoorErrors(fault, serviceName, request) }
      }
    },
  }
}

type Schemas = Readonly<{ api: Schema; whole: GraphQLSchema }>

function newPlans(supergraph: Supergraph, api: Schema, plansMax: number) {
  const planner = new QueryPlanner(supergraph)
  const plans = newBoundedMap<SubscriptionNode>(plansMax, PLAN_WEIGHTS)
  return (subscription: SupergraphSubscription): SubscriptionNode => {
    const key = planKey(subscription)
    const known = plans.get(key)
    if (known) return known
    const { document, operationName } = subscription
    const { node } = planner.buildQueryPlan(
      operationFromDocument(api, document, operationName === undefined ? {} : { operationName }),
    )
    if (node?.kind !== 'Subscription') throw notPlannable()
    plans.set(key, node)
    return node
  }
}

/** Fetches what other subgraphs know about an event. */
function newJoin(
  { apiSchema, sources, log }: SubscriptionPlannerOptions,
  schemas: Schemas,
  { subscription, plan }: { subscription: SupergraphSubscription; plan: SubscriptionNode },
): (event: DoorResult) => Promise<ExecutionResult> {
  const { document, operationName, eventDeadlineMs } = subscription
  const operationContext = buildOperationContext({
    schema: apiSchema,
    operationDocument: document,
    ...(operationName === undefined ? {} : { operationName }),
  })
  return async (event) => {
    const facts = { ...subscription.facts, signal: AbortSignal.timeout(eventDeadlineMs) }
    const result = await executeQueryPlan(
      inSequence(plan),
      withEvent(sources, plan, event),
      toRequestContext({ ...subscription, facts }, { apiSchema, log }),
      operationContext,
      schemas.whole,
      schemas.api,
    )
    return withMissingAsErrors(result, log)
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
  variables: SupergraphSubscription['variables'],
) {
  const used = (primary.variableUsages ?? []).filter((name) => Object.hasOwn(variables, name))
  return {
    query: primary.operation,
    operationName: primary.operationName,
    variables: Object.fromEntries(used.map((name) => [name, variables[name]])),
  }
}

const refusal = ({ errors }: DoorResult): ExecutionResult => ({
  errors: errors ?? [new GraphQLError('The subscription did not start.')],
})

const notPlannable = (): GraphQLError =>
  new GraphQLError('The root field of a subscription must not depend on @skip or @include.', {
    extensions: { code: 'BAD_USER_INPUT' },
  })
