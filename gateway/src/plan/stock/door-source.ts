import type { GraphQLDataSource } from '@apollo/gateway'
import type { Door, DoorFacts, DoorRequest, DoorResult } from '@tallystick/subgraph-client'
import type { Logger } from '@tallystick/telemetry'
import { toDoorErrors } from '../door-errors.ts'
import { rootNamesOf } from '../root-names.ts'

type Fetch = Parameters<GraphQLDataSource['process']>[0]
/** A subgraph's answer to one fetch. */
export type FetchAnswer = Awaited<ReturnType<GraphQLDataSource['process']>>

/** What an operation's context holds for each of its fetches. */
export type FetchContext = Readonly<{ facts: DoorFacts }>

/**
 * Makes the data source that sends the gateway's fetches through a door.
 *
 * A lost or late subgraph becomes errors with paths, so that the rest of the answer still arrives.
 */
export function newDoorSource(door: Door, log: Logger): GraphQLDataSource {
  return {
    async process({ request, context }: Fetch): Promise<FetchAnswer> {
      const { facts } = context as FetchContext
      const asked: DoorRequest = {
        query: request.query ?? '',
        variables: request.variables,
        operationName: request.operationName,
      }
      try {
        return toFetchAnswer(await door.execute(asked, facts))
      } catch (fault) {
        log.warn({ err: fault, subgraph: door.name, requestId: facts.requestId }, 'fetch failed')
        return toFetchAnswer({ errors: toDoorErrors(fault, door.name, pathsOf(asked)) })
      }
    },
  }
}

/** The gateway takes errors as they would come over HTTP: as plain values. */
export const toFetchAnswer = ({ data, errors }: DoorResult): FetchAnswer => ({
  data: data ?? null,
  ...(errors ? { errors: errors.map((error) => error.toJSON()) } : {}),
})

/**
 * Where in the subgraph's own answer a loss shows; the executor turns these into paths of the client's answer.
 *
 * An entity fetch may stand for hundreds of places; the first of them is named.
 */
function pathsOf(request: DoorRequest): (string | number)[][] {
  if (request.variables && 'representations' in request.variables) return [['_entities', 0]]
  return rootNamesOf(request).map((name) => [name])
}
