/**
 * Telling other subgraphs, and one's own subscribers, what happened: all of it, once, in order.
 *
 * A change and its events commit together (`transaction`). Everyone reads the table, which is the history; a wake-up
 * only says when. `tail` follows it for subscriptions, `startRelay` carries it to another subgraph's inbox.
 */
export { InvalidCursor } from './cursor.ts'
export {
  type Aggregate,
  type AnyEvent,
  type Cause,
  causeOf,
  type NewEvent,
  type Publish,
  type StoredEvent,
} from './event.ts'
export {
  type Gathering,
  type GatheringOptions,
  NotStarted,
  newGatheredRead,
  newGathering,
} from './gathering.ts'
export { type Inbox, newInbox, type Receipt } from './inbox.ts'
export { newOutbox, type Outbox, type PublishingWork } from './outbox.ts'
export { newPacer } from './pacer.ts'
export {
  type Consumer,
  type EventHandler,
  type EventHandlers,
  type EventsHandler,
  replayParked,
  startRelay,
} from './relay.ts'
export type { Database, Tx } from './store.ts'
export type { TailRequest } from './tail.ts'
