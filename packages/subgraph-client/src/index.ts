/**
 * How anyone calls a subgraph: the gateway for its clients, and a subgraph for itself.
 *
 * A `Door` is the same whether the subgraph runs in this process or behind HTTP, so no caller can tell.
 */
export { type BoundedCache, newBoundedCache } from './bounded-cache.ts'
export { type BulkheadOptions, withBulkhead } from './bulkhead-door.ts'
export type {
  BreakerState,
  Door,
  DoorCall,
  DoorFacts,
  DoorRequest,
  DoorResult,
  DoorState,
} from './door.ts'
export { DoorError, type DoorErrorReason, type Outcome, reasonOf } from './door-error.ts'
export { parseUrls } from './endpoints.ts'
export { type BreakerLimits, type BulkheadLimits, GUARD_STANDARD } from './guard.ts'
export {
  ASSERTION_HEADER,
  type HttpAnswer,
  type HttpDoor,
  type HttpRequest,
  newRemoteHttpDoor,
} from './http-door.ts'
export { COOKIE_HASH_HEADER, DEADLINE_HEADER } from './message.ts'
export { parseOperation, TOKENS_MAX } from './operation.ts'
export { newRemoteDoor, type RemoteDoor, type RemoteDoorOptions } from './remote.ts'
