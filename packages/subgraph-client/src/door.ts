import type { Actor } from '@tallystick/actor'
import type { ExecutionResult } from 'graphql'

/** One GraphQL operation for a subgraph. */
export type DoorRequest = Readonly<{
  query: string
  variables?: Readonly<Record<string, unknown>> | undefined
  operationName?: string | undefined
}>

/** What travels beside an operation: who calls, on behalf of which request, and until when. */
export type DoorFacts = Readonly<{
  actor: Actor
  /** The process that calls: `gateway`, `payments`, … Only the gateway may resolve entities. */
  issuer: string
  /** The id that the client's answer, every log line and every audit entry of this request carry. */
  requestId: string
  /** The client's address and program, for the audit log. */
  address?: string | undefined
  userAgent?: string | undefined
  /** Aborts the work: the client left or its deadline passed. */
  signal?: AbortSignal | undefined
}>

/** An answer as the GraphQL specification has it. Errors are already fit for a client. */
export type DoorResult = ExecutionResult<Record<string, unknown>>

/** The way into one subgraph. */
export type Door = Readonly<{
  /** The subgraph's name, as in the supergraph: `auth`, `payments`, … */
  name: string
  /** Runs a query or a mutation. Rejects only when the subgraph could not be reached or did not answer in time. */
  execute(request: DoorRequest, facts: DoorFacts): Promise<DoorResult>
  /**
   * Starts a subscription: a stream, or an answer with errors when it was refused.
   * `return()` on the stream frees the source at once, even while `next()` is pending.
   */
  subscribe(
    request: DoorRequest,
    facts: DoorFacts,
  ): Promise<AsyncIterableIterator<DoorResult> | DoorResult>
}>
