import { GraphQLError, type GraphQLObjectType, OperationTypeNode } from 'graphql'
import { newBoundedMap } from '../../bounded-map.ts'
import type { ClientNames } from '../client-names.ts'
import type { PreparedOperation, SupergraphOperation } from '../operation.ts'
import { assertUnconditional } from '../subscribe.ts'
import type { LoadedSupergraph } from '../supergraph.ts'
import { type Conditions, newConditions } from './conditions.ts'
import { withMadeOnce } from './made-once.ts'
import { isSameSelection } from './same-selection.ts'
import { fragmentsOf } from './shape.ts'
import { type FetchStep, isPlainRootFetch, type Step, toStep } from './step.ts'
import { newAnswerWriter, type WriteAnswer } from './writer.ts'

/** Each way in which the conditions of an operation can stand has a writer; of so many they are kept. */
const WRITERS_MAX = 16

/** All that can be worked out about an operation before it runs. */
export type CompiledOperation = Readonly<{
  prepared: PreparedOperation
  supergraph: LoadedSupergraph
  /** The fetches of a query or mutation; undefined when there are none. Of a subscription: those after an event. */
  step: Step | undefined
  /** The fetch that an event of a subscription answers. */
  primary: FetchStep | undefined
  /** The only fetch, when its answer is the client's answer, to the letter. */
  passThrough: FetchStep | undefined
  names: ClientNames
  conditionsOf(variables: SupergraphOperation['variables']): Conditions
  writerFor(conditions: Conditions): WriteAnswer
}>

/** Plans an operation and makes it ready to run. @throws a GraphQLError when it cannot be planned */
export function compile(
  supergraph: LoadedSupergraph,
  prepared: PreparedOperation,
): CompiledOperation {
  if (prepared.kind === OperationTypeNode.SUBSCRIPTION) assertUnconditional(prepared)
  const { node } = supergraph.planOf(prepared)
  const rest = node?.kind === 'Subscription' ? node.rest : node
  const drafted = rest && toStep(rest, supergraph.wholeSchema)
  const primary =
    node?.kind === 'Subscription' ? toStep(node.primary, supergraph.wholeSchema) : undefined
  const step = drafted && withMadeOnce([primary, drafted])(drafted)
  return {
    prepared,
    supergraph,
    step,
    primary: primary?.kind === 'fetch' ? primary : undefined,
    passThrough:
      isPlainRootFetch(step) && isSameSelection(supergraph, prepared, step) ? step : undefined,
    names: supergraph.namesOf(prepared),
    conditionsOf: newConditions(prepared),
    writerFor: newWriters(supergraph, prepared),
  }
}

function newWriters({ apiSchema, namesOf }: LoadedSupergraph, prepared: PreparedOperation) {
  const names = namesOf(prepared)
  const writers = newBoundedMap<WriteAnswer>(WRITERS_MAX)
  const fragments = fragmentsOf(prepared.document)
  const { operation } = prepared
  return (conditions: Conditions): WriteAnswer => {
    const known = writers.get(conditions.key)
    if (known) return known
    const root = apiSchema.getRootType(operation.operation) ?? noRoot(operation.operation)
    const facts = { schema: apiSchema, fragments, conditions, names }
    const writer = newAnswerWriter(facts, root, operation.selectionSet)
    writers.set(conditions.key, writer)
    return writer
  }
}

function noRoot(operation: string): GraphQLObjectType {
  throw new GraphQLError(`There is no ${operation} in this schema.`)
}
