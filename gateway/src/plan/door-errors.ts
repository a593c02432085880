import { DoorError } from '@tallystick/subgraph-client'
import { GraphQLError } from 'graphql'

/** Where something is in an answer. */
export type ResponsePath = readonly (string | number)[]

/**
 * Tells the client of a subgraph that gave no answer: one error for each place that was asked of it.
 *
 * @param fault what the door rejected with; its text is not shown
 */
export function toDoorErrors(
  fault: unknown,
  subgraph: string,
  paths: readonly ResponsePath[],
): GraphQLError[] {
  const isLate =
    fault instanceof DoorError && (fault.reason === 'DEADLINE' || fault.reason === 'CANCELLED')
  const message = isLate ? `${subgraph} did not answer in time.` : `${subgraph} cannot be reached.`
  const extensions = {
    code: isLate ? 'TIMEOUT' : 'SERVICE_UNAVAILABLE',
    subgraph,
    outcome: fault instanceof DoorError ? fault.outcome : 'UNKNOWN',
  }
  return paths.map((path) => new GraphQLError(message, { path, extensions }))
}
