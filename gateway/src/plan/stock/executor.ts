/** Apollo's own executor, behind our interface: `EXECUTOR=stock`. */
import '../telemetry-off.ts'
import { ApolloGateway } from '@apollo/gateway'
import type { QueryPlan } from '@apollo/query-planner'
import { newBoundedMap } from '../../bounded-map.ts'
import { withoutEnforcedPurposes } from '../enforced.ts'
import type { ExecutorOptions, SupergraphExecutor, SupergraphState } from '../executor.ts'
import { PLAN_WEIGHTS } from '../plan-weight.ts'
import { checkScalars } from '../scalars.ts'
import { subscribeByPlan } from '../subscribe.ts'
import { newDoorSource } from './door-source.ts'
import { toApolloLogger, toRequestContext } from './request-context.ts'
import { toExecuted } from './result.ts'
import { newSubscriptionPlanner, type SubscriptionPlanner } from './subscription.ts'

/** Loads the supergraph into Apollo's gateway. @throws when it cannot be loaded or a subgraph has no door */
export async function newStockExecutor(options: ExecutorOptions): Promise<SupergraphExecutor> {
  const { doors, log } = options
  const { gateway, push } = newGateway(options)
  const listeners = new Set<(state: SupergraphState) => void>()
  let sdl = options.supergraphSdl
  let state: SupergraphState | undefined
  let planner: SubscriptionPlanner | undefined
  gateway.onSchemaLoadOrUpdate(({ apiSchema, coreSupergraphSdl }) => {
    state = { apiSchema: checkScalars(apiSchema), supergraphSdl: sdl }
    const sources = sourcesOf(options)
    planner = newSubscriptionPlanner({ ...options, apiSchema, sources, coreSupergraphSdl })
    for (const listener of listeners) listener(state)
  })
  await gateway.load()
  const loaded = () => state ?? fail('the supergraph is not loaded')
  const plan: SubscriptionPlanner = (prepared, variables) =>
    (planner ?? fail('the supergraph is not loaded'))(prepared, variables)
  return {
    apiSchema: () => loaded().apiSchema,
    async query(operation) {
      const { apiSchema } = loaded()
      const result = await gateway.executor(toRequestContext(operation, { apiSchema, log }))
      return toExecuted(result, log)
    },
    async subscribe(subscription) {
      const planned = plan(subscription.prepared, subscription.variables)
      const door = doors[planned.subgraph] ?? fail(`there is no door to ${planned.subgraph}`)
      return await subscribeByPlan({ door, log }, planned, subscription)
    },
    planSubscription: plan,
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

function newGateway(options: ExecutorOptions) {
  const sources = sourcesOf(options)
  let push = (_supergraphSdl: string): void => {}
  const gateway = new ApolloGateway({
    supergraphSdl: async ({ update }) => {
      push = update
      return { supergraphSdl: withoutEnforcedPurposes(options.supergraphSdl) }
    },
    buildService: ({ name }) => sources[name] ?? fail(`there is no door to subgraph ${name}`),
    queryPlannerConfig: { cache: newPlanCache(options.plansMax) },
    logger: toApolloLogger(options.log),
    // Shows plans to whoever sends a header; on by default outside production.
    __exposeQueryPlanExperimental: false,
  })
  return { gateway, push: (supergraphSdl: string) => push(supergraphSdl) }
}

const sourcesOf = ({ doors, log }: ExecutorOptions) =>
  Object.fromEntries(Object.entries(doors).map(([name, door]) => [name, newDoorSource(door, log)]))

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
