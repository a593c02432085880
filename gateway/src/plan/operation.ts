import type { DoorFacts } from '@tallystick/subgraph-client'
import type { DocumentNode, GraphQLError } from 'graphql'

/** One operation to run. The document is valid, its variables fit, and the caller may run it: others have checked. */
export type SupergraphOperation = Readonly<{
  document: DocumentNode
  /** The text of the document; plans are kept by it. */
  source: string
  operationName?: string | undefined
  variables: Readonly<Record<string, unknown>>
  facts: DoorFacts
}>

/** A subscription to run, with what has to hold anew for each event. */
export type SupergraphSubscription = SupergraphOperation &
  Readonly<{
    /** How long the joins of one event may take, in milliseconds. */
    eventDeadlineMs: number
    /** Asked before an event is joined and sent. Errors end the stream: they are the last thing the subscriber gets. */
    recheck: () => Promise<readonly GraphQLError[]>
  }>
