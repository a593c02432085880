import { toUuid } from '@tallystick/ids'
import { and, eq, sql } from 'drizzle-orm'
import type { PgSchema } from 'drizzle-orm/pg-core'
import { type DeadLetters, newDeadLetters } from './dead-letters.ts'
import type { AnyEvent, Publish, StoredEvent } from './event.ts'
import type { Outbox } from './outbox.ts'
import type { Tx } from './store.ts'
import { inboxTable } from './tables.ts'

/** What became of an event that was received. */
export type Receipt = 'applied' | 'duplicate'

/** What is done with events, in their order, in the transaction that also remembers them. */
export type ReceivingWork<E extends AnyEvent> = (
  events: readonly StoredEvent[],
  tx: Tx,
  publish: Publish<E>,
) => Promise<void>

/** Remembers which events of other subgraphs were applied to this one. */
export type Inbox<E extends AnyEvent> = Readonly<{
  name: string
  /**
   * Runs `work` once for an event, however often and from however many processes the event arrives.
   *
   * The note that it was applied commits with the work. When `work` throws, neither stays.
   */
  receive(
    event: StoredEvent,
    work: (tx: Tx, publish: Publish<E>) => Promise<void>,
  ): Promise<Receipt>
  /** The same for several events of one producer in one transaction: `work` gets those not yet applied; all or none. */
  receiveAll(events: readonly StoredEvent[], work: ReceivingWork<E>): Promise<void>
}> &
  DeadLetters

/**
 * Opens the inbox in the tables of `schema`.
 *
 * @param outbox of the subgraph that receives: its transaction is the one the work runs in
 */
export function newInbox<E extends AnyEvent>({
  outbox,
  schema,
  name,
}: {
  outbox: Outbox<E>
  schema: PgSchema
  name: string
}): Inbox<E> {
  const inbox = inboxTable(schema)
  const keyOf = ({ producer, id }: StoredEvent) => ({ producer, eventId: toUuid('evt', id) })

  /** @returns how many were not applied before */
  const receiveAll = (events: readonly StoredEvent[], work: ReceivingWork<E>): Promise<number> =>
    outbox.transaction(async (tx, publish) => {
      const producer = events[0]?.producer ?? ''
      const ids = events.map((event) => keyOf(event).eventId)
      // The lock, not a row, holds off a second process. A row would take the transaction's place in the order of
      // events before the work has locked what it is about to change.
      const lock = `inbox:${name}<${producer}`
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`)
      const applied = await tx
        .select({ eventId: inbox.eventId })
        .from(inbox)
        .where(
          and(
            eq(inbox.producer, producer),
            sql`${inbox.eventId} = any ((select ${toArray(ids)}::text::uuid[])::uuid[])`,
          ),
        )
      const known = new Set(applied.map(({ eventId }) => eventId))
      const fresh = events.filter((event) => !known.has(keyOf(event).eventId))
      if (fresh.length === 0) return 0
      await work(fresh, tx, publish)
      const freshIds = fresh.map((event) => keyOf(event).eventId)
      await tx.execute(sql`
        insert into ${inbox} (producer, event_id)
        select ${producer}::text, unnest(${toArray(freshIds)}::text::uuid[])`)
      return fresh.length
    })

  return {
    name,
    async receive(event, work) {
      const count = await receiveAll([event], (_events, tx, publish) => work(tx, publish))
      return count === 1 ? 'applied' : 'duplicate'
    },
    async receiveAll(events, work) {
      if (events.length > 0) await receiveAll(events, work)
    },
    ...newDeadLetters(outbox.db, schema),
  }
}

/** One parameter, however many: the statement stays the same and stays prepared. */
const toArray = (uuids: readonly string[]): string => `{${uuids.join(',')}}`
