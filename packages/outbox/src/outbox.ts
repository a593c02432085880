import type { Logger } from '@tallystick/telemetry'
import type { PgSchema } from 'drizzle-orm/pg-core'
import { fromCursor, START, toCursor } from './cursor.ts'
import type { AnyEvent, Publish, StoredEvent } from './event.ts'
import { type Database, newStore, type Store, type Tx } from './store.ts'
import { type TailRequest, Tails } from './tail.ts'
import type { Wake } from './wake.ts'

/** Work in one transaction that may publish. */
export type PublishingWork<E extends AnyEvent, T> = (tx: Tx, publish: Publish<E>) => Promise<T>

/** The events of one subgraph: written with the change that they tell of, read in one order by everyone. */
export type Outbox<E extends AnyEvent> = Readonly<{
  name: string
  db: Database
  /** The SQL beneath, for relays. */
  store: Store<E>
  /** The channel on which `wake` is signalled after a commit that published. */
  channel: string
  /**
   * Runs `work` in one transaction: its changes and its events are committed together or not at all.
   *
   * Lock the row of the aggregate before any other write, so that the order of transactions is the order of its changes.
   */
  transaction<T>(work: PublishingWork<E, T>): Promise<T>
  /**
   * Follows the events: after a cursor, from the first one on with `fromStart`, from now otherwise; of any of `topics`,
   * or all. Never ends by itself. `return()` frees it at once, even while `next()` is pending. An event is one object for
   * all who follow: never change it.
   * @throws {InvalidCursor} for a cursor that no outbox gave out
   */
  tail(request: TailRequest): AsyncIterableIterator<StoredEvent<E>>
  /** Reads at most `limit` events after a cursor, from the first one on without. @throws {InvalidCursor} */
  read(request: {
    after?: string | null | undefined
    limit: number
    topics?: readonly string[] | undefined
  }): Promise<readonly StoredEvent<E>[]>
  /**
   * The cursor with which a tail of `topics` begins with what was published in the last `agoMs` and goes on without a gap.
   * Reads by `created_at`: a subgraph that asks for it has an index there.
   */
  cursorAgo(request: { topics: readonly string[]; agoMs: number }): Promise<string>
  /** How many events the slowest relay has yet to deliver. */
  waiting(): Promise<number>
  /** Ends every tail and the reader behind them. The pool stays open: it is the caller's. */
  close(): Promise<void>
}>

/**
 * Opens the outbox in the tables of `schema`.
 *
 * @param db a pool whose role may insert into and read `outbox`
 * @param name the subgraph's; every event carries it as its producer
 */
export function newOutbox<E extends AnyEvent>(options: {
  db: Database
  schema: PgSchema
  name: string
  wake: Wake
  log: Logger
}): Outbox<E> {
  const { db, name, wake, log } = options
  const channel = `outbox:${name}`
  const store = newStore<E>(db, options.schema, name)
  const tails = new Tails<E>({ store, wake, channel, log })
  return {
    name,
    db,
    store,
    channel,
    async transaction(work) {
      await tails.settled()
      let hasPublished = false
      const value = await db.transaction((tx) =>
        work(tx, async (...events) => {
          if (events.length === 0) return
          await store.insert(tx, events)
          hasPublished = true
        }),
      )
      if (hasPublished) wake.signal(channel)
      return value
    },
    tail: (request) => tails.subscribe(request),
    async read({ after, limit, topics }) {
      const place = typeof after === 'string' ? fromCursor(after) : START
      const page = await store.read({ after: place, limit, topics })
      return page.events
    },
    cursorAgo: async (request) => toCursor(await store.ago(request)),
    waiting: store.countWaiting,
    close: () => tails.close(),
  }
}
