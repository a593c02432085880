/**
 * How anyone calls a subgraph: the gateway for its clients, and a subgraph for itself.
 *
 * A `Door` is the same whether the subgraph runs in this process or behind HTTP, so no caller can tell.
 */
export type { Door, DoorFacts, DoorRequest, DoorResult } from './door.ts'
export { newRemoteDoor, type RemoteDoorOptions } from './remote.ts'
