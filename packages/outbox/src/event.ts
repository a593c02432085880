import { fromUuid, newId, toUuid } from '@tallystick/ids'
import { type Position, toCursor } from './cursor.ts'
import type { outboxTable } from './tables.ts'

/** The least that an event says: what happened, and the facts of it. */
export type AnyEvent = Readonly<{ type: string; body: unknown }>

/** The thing that an event is about. Events of one aggregate are told in the order in which they happened. */
export type Aggregate = Readonly<{ type: string; id: string }>

/** Who brought a change about and within which request, for the audit log. */
export type Cause = Readonly<{
  /** A PARTNER is the owner of the key: `id` is theirs. */
  actor: Readonly<{ kind: 'USER' | 'PARTNER' | 'SERVICE' | 'ANONYMOUS'; id: string | null }>
  requestId: string | null
  address?: string | undefined
  userAgent?: string | undefined
}>

/** An event about to be published. `topics` are the names under which a tail may ask for it. */
export type NewEvent<E extends AnyEvent> = E &
  Readonly<{
    aggregate: Aggregate
    topics?: readonly string[]
    cause: Cause
    /** Of the form of `body`; 1 unless told. */
    version?: number
  }>

/** An event as its readers get it. `cursor` is where a reader resumes after it. */
export type StoredEvent<E extends AnyEvent = AnyEvent> = E &
  Readonly<{
    id: string
    cursor: string
    /** The outbox that tells of it. */
    producer: string
    version: number
    aggregate: Aggregate
    topics: readonly string[]
    cause: Cause
    at: Date
  }>

/** Writes events in the caller's transaction: they are told if it commits, in this order, and never otherwise. */
export type Publish<E extends AnyEvent> = (...events: NewEvent<E>[]) => Promise<void>

/** An event's cause from what arrives beside a request. */
export const causeOf = ({ actor, requestId, address, userAgent }: Cause): Cause => ({
  actor: { kind: actor.kind, id: actor.id },
  requestId,
  ...(address === undefined ? {} : { address }),
  ...(userAgent === undefined ? {} : { userAgent }),
})

type Table = ReturnType<typeof outboxTable>

/** The columns of an event that is about to be published. */
export function toRow(event: NewEvent<AnyEvent>): Table['$inferInsert'] {
  const { actor, requestId, address, userAgent } = event.cause
  return {
    id: toUuid('evt', newId('evt')),
    type: event.type,
    version: event.version ?? 1,
    aggregateType: event.aggregate.type,
    aggregateId: event.aggregate.id,
    topics: [...(event.topics ?? [])],
    actorKind: actor.kind,
    actorId: actor.id,
    requestId,
    address: address ?? null,
    userAgent: userAgent ?? null,
    body: event.body,
  }
}

/** The event in a row. That the row holds an `E` is the promise of the one outbox that writes the table. */
export function fromRow<E extends AnyEvent>(row: Table['$inferSelect'], producer: string) {
  const { type, body, version, topics, requestId, address, userAgent } = row
  const event: StoredEvent = {
    type,
    body,
    id: fromUuid('evt', row.id),
    cursor: toCursor(positionOf(row)),
    producer,
    version,
    aggregate: { type: row.aggregateType, id: row.aggregateId },
    topics,
    cause: causeOf({
      actor: { kind: row.actorKind as Cause['actor']['kind'], id: row.actorId },
      requestId,
      address: address ?? undefined,
      userAgent: userAgent ?? undefined,
    }),
    at: row.createdAt,
  }
  return event as StoredEvent<E>
}

/** Where a row stands in the order of telling. */
export const positionOf = (row: Readonly<{ xid: string; sequence: bigint }>): Position => ({
  xid: BigInt(row.xid),
  sequence: row.sequence,
})
