import type { Actor } from '@tallystick/actor'
import type { ExecutionResult } from 'graphql'
import type { DoorErrorReason } from './door-error.ts'

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
  /** SHA-256 of the secret in the cookie that is to hold a session which the operation begins, in hexadecimal. */
  cookieHash?: string | undefined
  /** Aborts the work: the client left or its deadline passed. */
  signal?: AbortSignal | undefined
  /** Until when the caller waits, as `performance.now()` of this process tells it; it travels with the call. */
  deadlineAt?: number | undefined
}>

/** An answer as the GraphQL specification has it. Errors are already fit for a client. */
export type DoorResult = ExecutionResult<Record<string, unknown>>

/** Whether calls are let through: all, none until the reset time is over, or one to find out. */
export type BreakerState = 'CLOSED' | 'OPEN' | 'HALF_OPEN'

/** How a door stands at this moment. */
export type DoorState = Readonly<{
  breaker: BreakerState
  /** Calls that wait for their answer. */
  inFlight: number
  /** Calls that wait for their turn. */
  waiting: number
  /** Where the subgraph is served, and which of it takes calls; none for a subgraph in this process. */
  urls: readonly string[]
  healthy: readonly string[]
}>

/** One call as it ended, for metrics and traces. */
export type DoorCall = Readonly<{
  subgraph: string
  /** From the door's being called to the answer, waiting for a turn included. */
  ms: number
  ok: boolean
  /** Why there was no answer. */
  reason?: DoorErrorReason | undefined
}>

/** The way into one subgraph. */
export type Door = Readonly<{
  /** The subgraph's name, as in the supergraph: `auth`, `payments`, … */
  name: string
  /** Runs a query or a mutation. Rejects only when the subgraph could not be reached or did not answer in time. */
  execute(request: DoorRequest, facts: DoorFacts): Promise<DoorResult>
  /**
   * Like `execute`, with the answer as the JSON text that arrived: the gateway passes it on without reading it.
   * It begins and ends as an answer does; whether the rest is JSON is the subgraph's word. Only where answers arrive as
   * text.
   */
  executeText?: ((request: DoorRequest, facts: DoorFacts) => Promise<string>) | undefined
  /**
   * Starts a subscription: a stream, or an answer with errors when it was refused.
   * `return()` on the stream frees the source at once, even while `next()` is pending.
   */
  subscribe(
    request: DoorRequest,
    facts: DoorFacts,
  ): Promise<AsyncIterableIterator<DoorResult> | DoorResult>
  /** For health and metrics; only doors that limit or guard have one. */
  state?: (() => DoorState) | undefined
}>
