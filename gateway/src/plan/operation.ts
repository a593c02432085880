import type { DoorFacts } from '@tallystick/subgraph-client'
import type {
  DocumentNode,
  GraphQLError,
  OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql'

/**
 * An operation that has been read and found valid. One object for each text, operation name and schema, kept for as long as
 * the text is remembered: what is worked out about it hangs on the object.
 */
export type PreparedOperation = Readonly<{
  /** The text of the document. */
  source: string
  /** Valid for the public schema. */
  document: DocumentNode
  operation: OperationDefinitionNode
  operationName: string | undefined
  kind: OperationTypeNode
  /** SHA-256 of the text, in hexadecimal digits. */
  hash: string
}>

/** One operation to run. Its variables fit, and the caller may run it: others have checked. */
export type SupergraphOperation = Readonly<{
  prepared: PreparedOperation
  /** As the client sent them. */
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
