/**
 * How anyone calls a subgraph: the gateway for its clients, and a subgraph for itself.
 *
 * A `Door` is the same whether the subgraph runs in this process or behind HTTP, so no caller can tell.
 */
export { type BoundedCache, newBoundedCache } from './bounded-cache.ts'
export type { Door, DoorFacts, DoorRequest, DoorResult } from './door.ts'
export { DoorError, type DoorErrorReason, type Outcome, reasonOf } from './door-error.ts'
export { parseOperation, TOKENS_MAX } from './operation.ts'
export { newRemoteDoor, type RemoteDoorOptions } from './remote.ts'
