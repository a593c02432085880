/** Our executor of Apollo's plans: `EXECUTOR=fast`. PERFORMANCE: everything that depends on the text alone is done once. */
import type { Door, DoorResult } from '@tallystick/subgraph-client'
import { GraphQLError, OperationTypeNode } from 'graphql'
import type {
  Executed,
  ExecutorOptions,
  PlannedSubscription,
  SupergraphExecutor,
  SupergraphState,
} from '../executor.ts'
import { missingPart } from '../missing.ts'
import type { PreparedOperation, SupergraphOperation } from '../operation.ts'
import { subscribeByPlan } from '../subscribe.ts'
import { type LoadedSupergraph, loadSupergraph } from '../supergraph.ts'
import { type CompiledOperation, compile } from './compiled.ts'
import type { Run } from './execution.ts'
import { toRequest } from './fetch.ts'
import { introspect } from './introspection.ts'
import { type Passed, toPassed } from './pass-through.ts'
import { runStep } from './run.ts'
import type { SelectedField } from './selection.ts'
import type { FetchStep, Step } from './step.ts'

type Doors = ExecutorOptions['doors']
type Tools = Pick<ExecutorOptions, 'doors' | 'log'>

/** Loads the supergraph and plans for it. @throws when it cannot be loaded or a subgraph has no door */
export function newFastExecutor(options: ExecutorOptions): SupergraphExecutor {
  let supergraph = load(options, options.supergraphSdl)
  const listeners = new Set<(state: SupergraphState) => void>()
  const compiledOf = newCompiler()
  const stateOf = ({ apiSchema, sdl }: LoadedSupergraph): SupergraphState => ({
    apiSchema,
    supergraphSdl: sdl,
  })
  const plan = (prepared: PreparedOperation, variables: SupergraphOperation['variables']) =>
    toPlanned(options, compiledOf(supergraph, prepared), variables)
  return {
    apiSchema: () => supergraph.apiSchema,
    async query(operation) {
      if (operation.prepared.kind === OperationTypeNode.SUBSCRIPTION)
        throw new TypeError('a subscription is started by subscribing')
      try {
        return await execute(options, compiledOf(supergraph, operation.prepared), operation)
      } catch (fault) {
        // It was refused before anything was fetched: no plan, or a condition that is neither true nor false.
        if (!(fault instanceof GraphQLError)) throw fault
        return { data: undefined, errors: [fault] }
      }
    },
    async subscribe(subscription) {
      const planned = plan(subscription.prepared, subscription.variables)
      const door = doorOf(options.doors, planned.subgraph)
      return await subscribeByPlan({ door, log: options.log }, planned, subscription)
    },
    planSubscription: plan,
    onUpdate(listener) {
      listeners.add(listener)
      listener(stateOf(supergraph))
      return () => listeners.delete(listener)
    },
    update(supergraphSdl) {
      supergraph = load(options, supergraphSdl)
      for (const listener of listeners) listener(stateOf(supergraph))
    },
    async close() {
      listeners.clear()
    },
  }
}

function load({ doors, plansMax }: ExecutorOptions, sdl: string): LoadedSupergraph {
  const supergraph = loadSupergraph(sdl, plansMax)
  for (const name of supergraph.subgraphs) doorOf(doors, name)
  return supergraph
}

function doorOf(doors: Doors, name: string): Door {
  const door = Object.hasOwn(doors, name) ? doors[name] : undefined
  if (!door) throw new TypeError(`there is no door to subgraph ${name}`)
  return door
}

/** What was worked out about an operation goes when the operation is forgotten, or another supergraph came. */
function newCompiler() {
  const known = new WeakMap<PreparedOperation, CompiledOperation>()
  return (supergraph: LoadedSupergraph, prepared: PreparedOperation): CompiledOperation => {
    const hit = known.get(prepared)
    if (hit?.supergraph === supergraph) return hit
    const compiled = compile(supergraph, prepared)
    known.set(prepared, compiled)
    return compiled
  }
}

async function execute(
  tools: Tools,
  compiled: CompiledOperation,
  { variables, facts }: SupergraphOperation,
): Promise<Executed> {
  const run = newRun(tools, compiled, { variables, facts })
  const { passThrough: step } = compiled
  const passed = step && (await passThrough(step, run))
  if (!step || !passed) return await runAndWrite(compiled, compiled.step, run)
  if ('data' in passed) return { data: passed.data, errors: [] }
  return await runAndWrite(compiled, step, { ...run, answered: { step, ...passed } })
}

/** Fetches the text of the answer, where a door can give one. */
async function passThrough(step: FetchStep, run: Run): Promise<Passed | undefined> {
  const door = doorOf(run.doors, step.subgraph)
  if (!door.executeText) return undefined
  try {
    const text = await door.executeText(toRequest(step, run.variables), run.facts)
    return toPassed(text, step.subgraph)
  } catch (fault) {
    return { fault }
  }
}

type Given = Pick<SupergraphOperation, 'variables' | 'facts'>

const newRun = ({ doors, log }: Tools, compiled: CompiledOperation, given: Given): Run => ({
  ...given,
  root: {},
  shared: new Set(),
  found: new Map(),
  errors: [],
  conditions: compiled.conditionsOf(given.variables),
  names: compiled.names,
  doors,
  log,
})

async function runAndWrite(
  compiled: CompiledOperation,
  step: Step | undefined,
  run: Run,
): Promise<Executed> {
  await runStep(step, run)
  return write(compiled, run)
}

/** A value that is missing after an error was told needs no second error. */
function write({ prepared, supergraph, writerFor }: CompiledOperation, run: Run): Executed {
  const { root, errors, conditions, variables, log, facts } = run
  const { data, faults } = writerFor(conditions)(root, {
    shared: run.shared,
    introspect: (field: SelectedField) =>
      introspect(supergraph.apiSchema, prepared, { field, variables }),
  })
  if (faults.length === 0 || errors.length > 0) return { data, errors }
  log.error({ missing: faults, requestId: facts.requestId }, 'value missing')
  return { data, errors: faults.map(missingPart) }
}

function toPlanned(
  tools: Tools,
  compiled: CompiledOperation,
  variables: SupergraphOperation['variables'],
): PlannedSubscription {
  const { primary, step } = compiled
  if (!primary) throw new TypeError('only a subscription has events')
  return {
    subgraph: primary.subgraph,
    request: toRequest(primary, variables),
    joins: step !== undefined,
    joinEvent: (event, facts) => join(tools, compiled, { primary, event, variables, facts }),
  }
}

type Event = Given & Readonly<{ primary: FetchStep; event: DoorResult }>

async function join(
  tools: Tools,
  compiled: CompiledOperation,
  { primary, event, ...given }: Event,
): Promise<Executed> {
  const run = newRun(tools, compiled, given)
  const eventRun = { ...run, answered: { step: primary, answer: event } }
  await runStep(primary, eventRun)
  return await runAndWrite(compiled, compiled.step, eventRun)
}
