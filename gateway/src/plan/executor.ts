/**
 * Runs operations against the supergraph. The one interface of the gateway behind which Apollo stands.
 *
 * A query or mutation: plan (cached) → fetches through doors → one answer. A subscription: plan → subscribe at the subgraph
 * that owns the events → for each event the rest of the plan, with the first fetch answered by the event.
 *
 * `fast/` is our executor of Apollo's plans; `stock/` is Apollo's own, for comparison and for doubt.
 */
import type { Door, DoorFacts, DoorRequest, DoorResult } from '@tallystick/subgraph-client'
import type { Logger } from '@tallystick/telemetry'
import type { GraphQLError, GraphQLSchema } from 'graphql'
import type { PreparedOperation, SupergraphOperation, SupergraphSubscription } from './operation.ts'

/** What came of an operation. `data` is JSON text; there is none when the operation did not run. */
export type Executed = Readonly<{ data: string | undefined; errors: readonly GraphQLError[] }>

/** What the supergraph looks like from now on. */
export type SupergraphState = Readonly<{ apiSchema: GraphQLSchema; supergraphSdl: string }>

/**
 * A subscription, taken apart: what to ask of the subgraph that owns the events, and how an event becomes an answer.
 *
 * Subscribers with the same `subgraph` and `request` may share one upstream, if the subgraph answers all of them alike.
 */
export type PlannedSubscription = Readonly<{
  subgraph: string
  request: DoorRequest
  /** Whether other fetches follow an event; without them the answer is what the event holds. */
  joins: boolean
  /** Fetches what other subgraphs know about an event, for one subscriber. The event is left as it is. */
  joinEvent(event: DoorResult, facts: DoorFacts): Promise<Executed>
}>

/** Runs operations over all subgraphs. */
export interface SupergraphExecutor {
  /** Runs a query or a mutation. A subgraph that is lost shows as errors in the answer. */
  query(operation: SupergraphOperation): Promise<Executed>
  /** Starts a subscription: a stream of answers, or one answer with errors when it was refused. */
  subscribe(
    subscription: SupergraphSubscription,
  ): Promise<AsyncIterableIterator<Executed> | Executed>
  /** Takes a subscription apart, for whoever looks after upstreams. @throws a GraphQLError when it cannot be planned */
  planSubscription(
    prepared: PreparedOperation,
    variables: SupergraphOperation['variables'],
  ): PlannedSubscription
  /** The public schema as it is now. */
  apiSchema(): GraphQLSchema
  /** Calls `listener` with the present state and with each later one. @returns what ends that */
  onUpdate(listener: (state: SupergraphState) => void): () => void
  /** Goes over to another supergraph; what is under way ends on the old one. @throws when it cannot be loaded */
  update(supergraphSdl: string): void
  close(): Promise<void>
}

/** What an executor is made from. */
export type ExecutorOptions = Readonly<{
  supergraphSdl: string
  /** The way into each subgraph, by its name in the supergraph. */
  doors: Readonly<Record<string, Door>>
  /** How many query plans are kept; those that were not used lately go first. */
  plansMax: number
  log: Logger
  /** `fast` when left out. */
  executor?: 'fast' | 'stock'
}>
