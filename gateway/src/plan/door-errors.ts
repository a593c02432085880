import { DoorError, type DoorRequest } from '@tallystick/subgraph-client'
import { GraphQLError, Kind, parse } from 'graphql'

/**
 * Tells the client of a subgraph that gave no answer: one error for each field that was asked of it.
 *
 * @param fault what the door rejected with; its text is not shown
 */
export function toDoorErrors(
  fault: unknown,
  subgraph: string,
  request: DoorRequest,
): GraphQLError[] {
  const isLate =
    fault instanceof DoorError && (fault.reason === 'DEADLINE' || fault.reason === 'CANCELLED')
  const message = isLate ? `${subgraph} did not answer in time.` : `${subgraph} cannot be reached.`
  const extensions = {
    code: isLate ? 'TIMEOUT' : 'SERVICE_UNAVAILABLE',
    subgraph,
    outcome: fault instanceof DoorError ? fault.outcome : 'UNKNOWN',
  }
  return pathsOf(request).map((path) => new GraphQLError(message, { path, extensions }))
}

/**
 * Where in the subgraph's own answer the loss shows; the executor turns these into paths of the client's answer.
 *
 * An entity fetch may stand for hundreds of places; the first of them is named.
 */
function pathsOf({ query, variables }: DoorRequest): (string | number)[][] {
  if (variables && 'representations' in variables) return [['_entities', 0]]
  const operation = parse(query).definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION)
  return (operation?.selectionSet.selections ?? []).flatMap((each) =>
    each.kind === Kind.FIELD ? [[each.alias?.value ?? each.name.value]] : [],
  )
}
