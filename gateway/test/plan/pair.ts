/** Our executor and Apollo's over the same made-up subgraphs, with the SDL of the real ones. */
import { type Door, DoorError, type DoorResult } from '@tallystick/subgraph-client'
import { readSubgraphSdl } from '@tallystick/subgraph-server/schema'
import { SILENT } from '@tallystick/telemetry'
import { executeSync, GraphQLError, type GraphQLObjectType, OperationTypeNode } from 'graphql'
import { PLAIN_NAMES } from '../../src/plan/client-names.ts'
import { composeSupergraph } from '../../src/plan/compose.ts'
import type { SupergraphExecutor } from '../../src/plan/executor.ts'
import { newConditions } from '../../src/plan/fast/conditions.ts'
import { isEntity } from '../../src/plan/fast/entity.ts'
import { collectFields } from '../../src/plan/fast/selection.ts'
import { fragmentsOf } from '../../src/plan/fast/shape.ts'
import { newSupergraphExecutor } from '../../src/plan/open-executor.ts'
import type { PreparedOperation } from '../../src/plan/operation.ts'
import { type Mood, newCannedSubgraph, numberOf } from './canned.ts'
import { FACTS, newSchemaDoor, prepared, type Told, toTold } from './graph.ts'
import { inventVariables } from './invent.ts'

/** The subgraphs of this repository. */
export const NAMES = ['auth', 'accounts', 'payments', 'ledger', 'admin']
const SDLS = Object.fromEntries(NAMES.map((name) => [name, readSubgraphSdl(name)]))

/** What goes wrong below: how often, and in which door. */
export type Weather = Readonly<{ mood?: Mood; change?: (door: Door) => Partial<Door> }>

/** Two executors over the same subgraphs, and the doors by which events are made up. */
export type Pair = Readonly<{
  fast: SupergraphExecutor
  stock: SupergraphExecutor
  doors: Readonly<Record<string, Door>>
  setWeather(weather: Weather): void
}>

/** Opens both executors. */
export async function openPair(): Promise<Pair> {
  let weather: Weather = {}
  const subgraphs = NAMES.map((name) =>
    newSchemaDoor(
      name,
      newCannedSubgraph(SDLS[name] ?? '', () => weather.mood ?? {}),
    ),
  )
  const changeable = subgraphs.map((door): [string, Door] => [
    door.name,
    {
      ...door,
      execute: (request, facts) => (weather.change?.(door).execute ?? door.execute)(request, facts),
    },
  ])
  const supergraphSdl = composeSupergraph(SDLS)
  const options = {
    supergraphSdl,
    doors: Object.fromEntries(changeable),
    plansMax: 100,
    log: SILENT,
  }
  return {
    doors: Object.fromEntries(subgraphs.map((door) => [door.name, door])),
    fast: await newSupergraphExecutor({ ...options, executor: 'fast' }),
    stock: await newSupergraphExecutor({ ...options, executor: 'stock' }),
    setWeather(next) {
      weather = next
    },
  }
}

/** Runs an operation; of a subscription, one event that its subgraph makes up. */
async function run(
  executor: SupergraphExecutor,
  doors: Pair['doors'],
  operation: PreparedOperation,
): Promise<Told> {
  const { source: text } = operation
  const variables = inventVariables(executor.apiSchema(), operation.operation, numberOf(text))
  if (operation.kind !== OperationTypeNode.SUBSCRIPTION)
    return toTold(await executor.query({ prepared: operation, variables, facts: FACTS }))
  const { subgraph, request, joinEvent } = executor.planSubscription(operation, variables)
  const event = await doors[subgraph]?.execute(request, FACTS)
  return toTold(await joinEvent(event ?? { data: null }, FACTS))
}

const thrown = (fault: unknown): Told => ({
  data: undefined,
  errors: [new GraphQLError(String(fault))],
  faults: [['', 'THROWN']],
})

/** What two answers must agree on: data with the order of its keys, and where something went wrong and why. */
const agreed = ({ data, errors }: Told) => ({
  data: JSON.stringify(data),
  faults: [
    ...new Set(
      errors.map(({ path, extensions }) => `${path?.join('.')} ${String(extensions['code'])}`),
    ),
  ].sort(),
})

/** One operation to which the executors gave different answers. */
export type Difference = Readonly<{ text: string; ours: unknown; theirs: unknown; said: string[] }>

/** What a comparison came to. */
export type Comparison = { differences: Difference[]; failures: string[]; known: number }

/**
 * Runs an operation through both, and notes where they differ.
 *
 * Four differences are known.
 * - Apollo's planner fails on introspection inside of fragments; ours leaves it out before.
 * - Apollo's moves what several fragments on one type select to the first of them, where the specification has the fields
 *   in the order in which they are met; then ours must have the order of graphql-js.
 * - Apollo's takes an object for its interface inside of a fragment on the interface, where the type was not fetched: it
 *   forgets fragments on the object's type, or gives null for `__typename`. Then, too, ours must be what graphql-js has.
 * - When several values of one object are missing, or a subgraph loses its whole answer for several reasons, the first
 *   that is met is told of; that depends on the order, too. Apollo's may tell of none.
 */
export async function compare(
  { fast, stock, doors }: Pair,
  operation: PreparedOperation,
  comparison: Comparison,
): Promise<void> {
  const { source: text } = operation
  const ours = await run(fast, doors, operation)
  const theirs = await run(stock, doors, operation).catch(thrown)
  if (ours.errors.length > 0) comparison.failures.push(text)
  const [one, other] = [agreed(ours), agreed(theirs)]
  if (JSON.stringify(one) === JSON.stringify(other)) return
  const said = theirs.errors.map(({ message }) => message)
  const isUnplanned = said.some((each) => /find any options for __(type|schema)/.test(each))
  const isWhole = holds(ours.data, theirs.data) && String(one.faults) === String(other.faults)
  const isOtherLoss =
    one.data === other.data &&
    ((isLoss(one.faults) && other.faults.every(isMissing)) || one.data === 'null')
  if (isUnplanned || isOtherLoss || (isWhole && isInOrder(fast, text, ours))) comparison.known += 1
  else comparison.differences.push({ text, ours: one, theirs: other, said })
}

const isMissing = (fault: string): boolean => fault.endsWith(' INTERNAL')

const isLoss = (faults: readonly string[]): boolean => faults.length > 0 && faults.every(isMissing)

/** Whether one value has all that another has, in whatever order, and more where that one has null. */
function holds(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((each, index) => holds(each, other[index]))
  if (!isEntity(one) || !isEntity(other)) return one === other || other === null
  return Object.keys(other).every(
    (name) => Object.hasOwn(one, name) && holds(one[name], other[name]),
  )
}

/** Whether graphql-js would write the same data in the same order. */
function isInOrder(executor: SupergraphExecutor, text: string, { data }: Told): boolean {
  const { document, operation } = prepared(text)
  const schema = executor.apiSchema()
  const variableValues = inventVariables(schema, operation, numberOf(text))
  const conditions = newConditions(prepared(text))(variableValues)
  const facts = { schema, fragments: fragmentsOf(document), conditions, names: PLAIN_NAMES }
  const result = executeSync({
    schema,
    document,
    rootValue: data,
    variableValues,
    fieldResolver: (source: Record<string, unknown>, _args, _context, info) =>
      source[info.path.key],
    // The client need not have asked for the type: it is one of which just these fields are selected.
    typeResolver: (value: object, _context, { fieldNodes }, parent) => {
      const scopes = fieldNodes.flatMap(({ selectionSet: set }) => (set ? [{ set, parent }] : []))
      const isOf = (type: GraphQLObjectType) =>
        String(collectFields(facts, type, scopes).map(({ responseName }) => responseName)) ===
        String(Object.keys(value))
      return schema.getPossibleTypes(parent).find(isOf)?.name
    },
  })
  return JSON.stringify(namesOf(result.data)) === JSON.stringify(namesOf(data))
}

/** Leaves alone may be of any kind: graphql-js makes texts of numbers that are ids. */
const namesOf = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(namesOf)
    : isEntity(value)
      ? Object.entries(value).map(([name, inner]) => [name, namesOf(inner)])
      : value === null

/** Makes a subgraph give no answer. */
export const losing =
  (lost: string) =>
  (door: Door): Partial<Door> =>
    door.name === lost ? { execute: () => Promise.reject(late(lost)) } : {}

const late = (subgraph: string) =>
  new DoorError({ subgraph, outcome: 'NOT_APPLIED', reason: 'DEADLINE' })

/** Puts null, a number or an unknown word in the place of some leaves, by their value alone. */
export const spoiling = (door: Door): Partial<Door> => ({
  execute: async (request, facts) => spoiled(await door.execute(request, facts)),
})

function spoiled(answer: DoorResult): DoorResult {
  const spoil = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) return value.map((each) => spoil(each, name))
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, spoil(each, key)]))
    const isKept = name === '__typename' || name === 'id'
    if (isKept || numberOf(`spoil ${String(value)}`) % 11 !== 0) return value
    return [null, 7, 'WORD', true][numberOf(String(value)) % 4]
  }
  return { ...answer, data: spoil(answer.data, '') as never }
}
