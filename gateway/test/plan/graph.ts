/** Supergraphs of small subgraphs in this process, for tests of what runs plans. */
import { createHash } from 'node:crypto'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { ANONYMOUS } from '@tallystick/actor'
import type { Door, DoorFacts, DoorRequest, DoorResult } from '@tallystick/subgraph-client'
import { SILENT } from '@tallystick/telemetry'
import {
  type DocumentNode,
  type ExecutionArgs,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  subscribe,
  validate,
} from 'graphql'
import { composeSupergraph } from '../../src/plan/compose.ts'
import { newSupergraphExecutor } from '../../src/plan/open-executor.ts'
import type { PreparedOperation } from '../../src/plan/operation.ts'

/** Who asks, where it does not matter. */
export const FACTS: DoorFacts = { actor: ANONYMOUS, issuer: 'gateway', requestId: 'request-1' }

/** What every SDL here starts with. */
export const LINK = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.9"
  import: ["@key", "@external", "@requires", "@provides", "@shareable", "@inaccessible",
    "@override", "@interfaceObject", "@tag"]
)
`

/** Makes a prepared operation of a text; whether it is valid is for the caller to know. */
export function prepared(source: string, operationName?: string): PreparedOperation {
  const document = parse(source)
  const operation = getOperationAST(document, operationName)
  if (!operation) throw new TypeError('no such operation')
  const hash = createHash('sha256').update(source).digest('hex')
  return { source, document, operation, operationName, kind: operation.operation, hash }
}

/** One subgraph: its SDL and resolvers as graphql-js has them, or how to run operations on its schema. */
export type TestSubgraph = Readonly<{
  sdl: string
  resolvers?: object
  run?: (schema: GraphQLSchema, request: DoorRequest) => Partial<ExecutionArgs>
}>

/** A call that a subgraph got. */
export type Call = Readonly<{ subgraph: string; request: DoorRequest }>

/** Makes the door to a test subgraph; each call is written down. */
export function newSchemaDoor(
  name: string,
  { sdl, resolvers, run }: TestSubgraph,
  calls: Call[] = [],
): Door & { schema: GraphQLSchema } {
  const modules = { typeDefs: parse(sdl), ...(resolvers ? { resolvers } : {}) }
  const schema = buildSubgraphSchema([modules as never])
  const read = newReader(schema)
  const argsOf = (request: DoorRequest, facts: DoorFacts): ExecutionArgs => ({
    schema,
    document: read(request.query).document,
    contextValue: facts,
    variableValues: request.variables,
    operationName: request.operationName,
    ...run?.(schema, request),
  })
  return {
    name,
    schema,
    async execute(request, facts) {
      calls.push({ subgraph: name, request })
      const { faults } = read(request.query)
      if (faults.length > 0) return { errors: faults.map(asRefused) }
      return withCodes((await execute(argsOf(request, facts))) as DoorResult)
    },
    async subscribe(request, facts) {
      calls.push({ subgraph: name, request })
      return (await subscribe(argsOf(request, facts))) as DoorResult
    },
  }
}

/** Parses and validates each text once. */
function newReader(schema: GraphQLSchema) {
  const known = new Map<string, { document: DocumentNode; faults: readonly GraphQLError[] }>()
  return (text: string) => {
    const hit = known.get(text)
    if (hit) return hit
    const document = parse(text)
    const read = { document, faults: validate(schema, document) }
    known.set(text, read)
    return read
  }
}

/** Subgraphs mask what they did not make themselves, so each of their errors has a code. */
const withCodes = ({ errors, ...rest }: DoorResult): DoorResult =>
  errors ? { ...rest, errors: errors.map(withCode) } : rest

function withCode(error: GraphQLError): GraphQLError {
  const { message, path, extensions } = error
  return extensions['code']
    ? error
    : new GraphQLError(message, { path, extensions: { code: 'INTERNAL' } })
}

const asRefused = ({ message }: GraphQLError): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } })

/** What came of an operation, with data read. */
export type Told = Readonly<{
  data: unknown
  errors: readonly GraphQLError[]
  /** Where and why, for short. */
  faults: readonly (readonly [path: string, code: unknown])[]
}>

/** Starts an executor over test subgraphs. @param doors takes the place of some of them */
export async function openGraph(
  subgraphs: Readonly<Record<string, TestSubgraph>>,
  { executor = 'fast', doors = {} }: GraphOptions = {},
) {
  const calls: Call[] = []
  const supergraphSdl = composeSupergraph(
    Object.fromEntries(Object.entries(subgraphs).map(([name, { sdl }]) => [name, sdl])),
  )
  const all: Record<string, Door> = Object.fromEntries(
    Object.entries(subgraphs).map(([name, each]) => [name, newSchemaDoor(name, each, calls)]),
  )
  for (const [name, change] of Object.entries(doors)) {
    const door = all[name]
    if (door) all[name] = { ...door, ...change(door) }
  }
  const options = { supergraphSdl, doors: all, plansMax: 100, log: SILENT, executor }
  const opened = await newSupergraphExecutor(options)
  return {
    executor: opened,
    calls,
    supergraphSdl,
    async query(source: string, variables: Record<string, unknown> = {}): Promise<Told> {
      const operation = { prepared: prepared(source), variables, facts: FACTS }
      return toTold(await opened.query(operation))
    },
    close: () => opened.close(),
  }
}

type GraphOptions = {
  executor?: 'fast' | 'stock'
  doors?: Record<string, (door: Door) => Partial<Door>>
}

/** Reads an answer. */
export const toTold = ({
  data,
  errors,
}: {
  data: string | undefined
  errors: readonly GraphQLError[]
}): Told => ({
  data: data === undefined ? undefined : JSON.parse(data),
  errors,
  faults: errors.map(
    ({ path, extensions }) => [path?.join('.') ?? '', extensions['code']] as const,
  ),
})
