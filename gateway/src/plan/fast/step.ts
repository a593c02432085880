/** Apollo's query plans, made ready to run: texts are read once, and what can be decided beforehand is. */
import type { FetchNode, PlanNode } from '@apollo/query-planner'
import { GraphQLError, type GraphQLSchema, parse } from 'graphql'
import { type PlanPath, toPlanPath } from './places.ts'
import { type NewRepresentation, newRepresentations } from './representation.ts'
import { newRewrite, type Rewrite } from './rewrite.ts'
import { fragmentsOf, operationOf, type Shape, toShape, withLeaf, withRenamed } from './shape.ts'

/** Something to do. What a sequence or parallel node holds is done one after the other or at once. */
export type Step = FetchStep | GroupStep | ConditionStep

type GroupStep = Readonly<{ kind: 'sequence' | 'parallel'; steps: readonly Step[] }>
type ConditionStep = Readonly<{
  kind: 'condition'
  variable: string
  ifTrue: Step | undefined
  ifFalse: Step | undefined
}>

/** One request to a subgraph. */
export type FetchStep = Readonly<{
  kind: 'fetch'
  subgraph: string
  query: string
  operationName: string | undefined
  /** Variables of the client's operation that this one uses. */
  variableNames: readonly string[]
  /** The places that it is for; several when fetches that ask the same became one. */
  paths: readonly PlanPath[]
  /** For each of them, whether no other fetch can say anything of its objects from outside of them. */
  isMadeOnce: readonly boolean[]
  /** How objects are named to the subgraph; undefined when it is asked for root fields. */
  represent: NewRepresentation | undefined
  rewrite: Rewrite | undefined
  /** New names for those that the plan made up. */
  renamed: ReadonlyMap<string, string>
  shape: Shape
  /** Whether no field of the shape holds objects. */
  hasLeavesOnly: boolean
  /** Text that is equal for fetches of one plan which are for the same entities, named alike; undefined for root fields. */
  targetsAs: string | undefined
}>

/** A step, and text that is equal for steps which ask the same of the same subgraphs; undefined when it cannot be shared. */
type Drafted = Readonly<{ step: Step; sharedAs: string | undefined }>

/** Makes a plan ready. @throws for what no plan of ours holds (`@defer`, values from a context) */
export const toStep = (node: PlanNode, wholeSchema: GraphQLSchema): Step =>
  draft(node, [], wholeSchema).step

function draft(node: PlanNode, path: readonly (string | number)[], schema: GraphQLSchema): Drafted {
  switch (node.kind) {
    case 'Fetch':
      return draftFetch(node, path, schema)
    case 'Flatten':
      return draft(node.node, [...path, ...node.path], schema)
    case 'Sequence':
      return group(
        'sequence',
        node.nodes.map((each) => draft(each, path, schema)),
      )
    case 'Parallel':
      return group('parallel', mergeAlike(node.nodes.map((each) => draft(each, path, schema))))
    case 'Condition':
      return {
        step: {
          kind: 'condition',
          variable: node.condition,
          ifTrue: node.ifClause && draft(node.ifClause, path, schema).step,
          ifFalse: node.elseClause && draft(node.elseClause, path, schema).step,
        },
        sharedAs: undefined,
      }
    default:
      throw unsupported(node.kind)
  }
}

function draftFetch(
  node: FetchNode,
  path: readonly (string | number)[],
  schema: GraphQLSchema,
): Drafted {
  if (node.contextRewrites?.length) throw unsupported('@fromContext')
  const { operation: query, operationName, requires, variableUsages = [] } = node
  if (requires && variableUsages.includes('representations')) throw reservedName()
  const represent =
    requires && newRepresentations(requires, schema, newRewrite(node.inputRewrites, schema))
  const { serviceName, inputRewrites, outputRewrites } = node
  const shape = shapeOf(node)
  const step: FetchStep = {
    kind: 'fetch',
    subgraph: serviceName,
    query,
    operationName,
    variableNames: variableUsages,
    paths: [toPlanPath(path)],
    isMadeOnce: [false],
    represent,
    rewrite: newRewrite(outputRewrites, schema),
    renamed: renamedBy(node),
    shape,
    hasLeavesOnly: shape.every((field) => field.shape === undefined),
    targetsAs: requires && JSON.stringify([path, requires, inputRewrites]),
  }
  // The planner puts a number into the name of each operation; but for that they may be the same.
  const unnamed = operationName === undefined ? query : query.replace(operationName, '')
  const sharedAs =
    requires && JSON.stringify([serviceName, unnamed, requires, inputRewrites, outputRewrites])
  return { step, sharedAs }
}

function shapeOf(node: FetchNode): Shape {
  const document = parse(node.operation)
  const root = operationOf(document).selectionSet
  const fragments = fragmentsOf(document)
  const whole = toShape([root], fragments)
  const entities = node.requires && whole.find(({ name }) => name === '_entities')
  let shape = entities ? (entities.shape ?? []) : whole
  for (const rewrite of node.outputRewrites ?? [])
    shape =
      rewrite.kind === 'KeyRenamer'
        ? withRenamed(shape, rewrite.path, rewrite.renameKeyTo)
        : withLeaf(shape, rewrite.path)
  return shape
}

function renamedBy({ outputRewrites = [] }: FetchNode): ReadonlyMap<string, string> {
  const renamed = new Map<string, string>()
  for (const rewrite of outputRewrites) {
    const last = rewrite.path.at(-1)
    if (rewrite.kind === 'KeyRenamer' && last !== undefined) renamed.set(last, rewrite.renameKeyTo)
  }
  return renamed
}

function group(kind: GroupStep['kind'], drafts: readonly Drafted[]): Drafted {
  const [only] = drafts
  if (only && drafts.length === 1) return only
  const shared = drafts.map(({ sharedAs }) => sharedAs)
  return {
    step: { kind, steps: drafts.map(({ step }) => step) },
    sharedAs: shared.includes(undefined) ? undefined : JSON.stringify([kind, ...shared]),
  }
}

/** Makes one of neighbours that ask the same for different places. They would start at the same moment anyway. */
function mergeAlike(drafts: readonly Drafted[]): Drafted[] {
  const merged = new Map<string | number, Drafted>()
  for (const [index, each] of drafts.entries()) {
    const key = each.sharedAs ?? index
    const known = merged.get(key)
    merged.set(key, known ? { ...known, step: united(known.step, each.step) } : each)
  }
  return [...merged.values()]
}

function united(one: Step, other: Step): Step {
  if (one.kind === 'fetch' && other.kind === 'fetch')
    return {
      ...one,
      paths: [...one.paths, ...other.paths],
      targetsAs: one.targetsAs && other.targetsAs && one.targetsAs + other.targetsAs,
    }
  if (!('steps' in one && 'steps' in other)) return one
  return {
    ...one,
    steps: one.steps.map((step, index) => {
      const twin = other.steps[index]
      return twin ? united(step, twin) : step
    }),
  }
}

/** Whether a fetch may be answered by handing the subgraph's text through. */
export const isPlainRootFetch = (step: Step | undefined): step is FetchStep =>
  step?.kind === 'fetch' && step.represent === undefined && step.paths[0]?.length === 0

const unsupported = (what: string): TypeError =>
  new TypeError(`the plan holds ${what}, which is not supported`)

const reservedName = (): GraphQLError =>
  new GraphQLError('A variable of this operation must not be called "representations".', {
    extensions: { code: 'BAD_USER_INPUT', details: { reason: 'VARIABLE_INVALID' } },
  })
