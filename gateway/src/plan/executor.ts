/**
 * Runs operations against the supergraph. The one interface of the gateway behind which Apollo stands.
 *
 * A query or mutation: plan (cached) → fetches through doors → one answer. A subscription: plan → subscribe at the subgraph
 * that owns the events → for each event the rest of the plan, with the first fetch answered by the event.
 */
import './telemetry-off.ts'
import { ApolloGateway } from '@apollo/gateway'
import type { QueryPlan } from '@apollo/query-planner'
import type { Door } from '@tallystick/subgraph-client'
import type { Logger } from '@tallystick/telemetry'
import type { ExecutionResult, GraphQLSchema } from 'graphql'
import { newBoundedMap } from './bounded-map.ts'
import { newDoorSource } from './door-source.ts'
import { withoutEnforcedPurposes } from './enforced.ts'
import type { SupergraphOperation, SupergraphSubscription } from './operation.ts'
import { PLAN_WEIGHTS } from './plan-weight.ts'
import { toApolloLogger, toRequestContext } from './request-context.ts'
import { withMissingAsErrors } from './result.ts'
import { checkScalars } from './scalars.ts'
import { newSubscriptionPlanner, type SubscriptionPlanner } from './subscription.ts'

/** What the supergraph looks like from now on. */
export type SupergraphState = Readonly<{ apiSchema: GraphQLSchema; supergraphSdl: string }>

/** Runs operations over all subgraphs. */
export interface SupergraphExecutor {
  /** Runs a query or a mutation. A subgraph that is lost shows as errors in the answer. */
  query(operation: SupergraphOperation): Promise<ExecutionResult>
  /** Starts a subscription: a stream of answers, or one answer with errors when it was refused. */
  subscribe(
    subscription: SupergraphSubscription,
  ): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>
  /** The public schema as it is now. */
  apiSchema(): GraphQLSchema
  /** Calls `listener` with the present state and with each later one. @returns what ends that */
  onUpdate(listener: (state: SupergraphState) => void): () => void
  /** Goes over to another supergraph; what is under way ends on the old one. @throws when it cannot be loaded */
  update(supergraphSdl: string): void
  close(): Promise<void>
}

/** What an executor is made from. */
export type ExecutorOptions = Readonly<{
  supergraphSdl: string
  /** The way into each subgraph, by its name in the supergraph. */
  doors: Readonly<Record<string, Door>>
  /** How many query plans are kept; the one that was used longest ago goes first. */
  plansMax: number
  log: Logger
}>

/** Loads the supergraph and plans for it. @throws when it cannot be loaded or a subgraph has no door */
export async function newSupergraphExecutor(options: ExecutorOptions): Promise<SupergraphExecutor> {
  const { doors, log } = options
  const sources = Object.fromEntries(
    Object.entries(doors).map(([name, door]) => [name, newDoorSource(door, log)]),
  )
  let sdl = options.supergraphSdl
  let push = (_supergraphSdl: string): void => {}
  const gateway = new ApolloGateway({
    supergraphSdl: async ({ update }) => {
      push = update
      return { supergraphSdl: withoutEnforcedPurposes(sdl) }
    },
    buildService: ({ name }) => sources[name] ?? fail(`there is no door to subgraph ${name}`),
    queryPlannerConfig: { cache: newPlanCache(options.plansMax) },
    logger: toApolloLogger(log),
    // Shows plans to whoever sends a header; on by default outside production.
    __exposeQueryPlanExperimental: false,
  })
  const listeners = new Set<(state: SupergraphState) => void>()
  let state: SupergraphState | undefined
  let planner: SubscriptionPlanner | undefined
  gateway.onSchemaLoadOrUpdate(({ apiSchema, coreSupergraphSdl }) => {
    state = { apiSchema: checkScalars(apiSchema), supergraphSdl: sdl }
    planner = newSubscriptionPlanner({ ...options, apiSchema, sources, coreSupergraphSdl })
    for (const listener of listeners) listener(state)
  })
  await gateway.load()
  const loaded = () => state ?? fail('the supergraph is not loaded')
  return {
    apiSchema: () => loaded().apiSchema,
    async query(operation) {
      const { apiSchema } = loaded()
      const result = await gateway.executor(toRequestContext(operation, { apiSchema, log }))
      return withMissingAsErrors(result, log)
    },
    subscribe: (subscription) =>
      (planner ?? fail('the supergraph is not loaded')).subscribe(subscription),
    onUpdate(listener) {
      listeners.add(listener)
      listener(loaded())
      return () => listeners.delete(listener)
    },
    update(supergraphSdl) {
      const before = sdl
      sdl = supergraphSdl
      try {
        push(withoutEnforcedPurposes(supergraphSdl))
      } catch (fault) {
        sdl = before
        throw fault
      }
    },
    close: () => gateway.stop(),
  }
}

/** Counts plans where the gateway's own cache guesses at their bytes on each new one. */
function newPlanCache(plansMax: number) {
  const plans = newBoundedMap<QueryPlan>(plansMax, PLAN_WEIGHTS)
  return {
    get: async (key: string) => plans.get(key),
    set: async (key: string, plan: QueryPlan) => plans.set(key, plan),
    delete: async (key: string) => plans.delete(key),
    clear: () => plans.clear(),
  }
}

function fail(reason: string): never {
  throw new TypeError(reason)
}
