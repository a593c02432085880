/** The four tables that every subgraph needs in order to tell what happened and to hear of it once. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  customType,
  index,
  integer,
  jsonb,
  type PgSchema,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'

/** A Postgres transaction id that never wraps around, as decimal text. */
const xid8 = customType<{ data: string; driverData: string }>({ dataType: () => 'xid8' })
const at = () => timestamp({ withTimezone: true }).notNull()

/**
 * What happened in this subgraph, in the order in which anyone may be told.
 *
 * Readers go by (`xid`, `sequence`) and never by `sequence` alone: a sequence number is taken before the commit, so the
 * later number may be visible first.
 */
export const outboxTable = <Name extends string>(schema: PgSchema<Name>) =>
  schema.table(
    'outbox',
    {
      sequence: bigserial({ mode: 'bigint' }).primaryKey(),
      xid: xid8().notNull().default(sql`pg_current_xact_id()`),
      id: uuid().notNull(),
      type: text().notNull(),
      version: integer().notNull(),
      aggregateType: text().notNull(),
      aggregateId: text().notNull(),
      topics: text().array().notNull(),
      actorKind: text().notNull(),
      actorId: text(),
      requestId: text(),
      address: text(),
      userAgent: text(),
      body: jsonb().notNull(),
      createdAt: at().defaultNow(),
    },
    ({ id, xid, sequence, topics }) => [
      unique('outbox_id').on(id),
      index('outbox_order').on(xid, sequence),
      // A short pending list: a subscriber that looks up one topic must not scan four megabytes of it first.
      index('outbox_topics').using('gin', topics).with({ gin_pending_list_limit: 256 }),
    ],
  )

/** How far each consumer has been served from this subgraph's outbox. */
export const outboxReadersTable = <Name extends string>(schema: PgSchema<Name>) =>
  schema.table('outbox_readers', {
    consumer: text().primaryKey(),
    xid: xid8().notNull(),
    sequence: bigint({ mode: 'bigint' }).notNull(),
    updatedAt: at().defaultNow(),
  })

/** Which events of other subgraphs were applied here. Written in the transaction that applies them. */
export const inboxTable = <Name extends string>(schema: PgSchema<Name>) =>
  schema.table(
    'inbox',
    { producer: text().notNull(), eventId: uuid().notNull(), receivedAt: at().defaultNow() },
    ({ producer, eventId }) => [
      primaryKey({ name: 'inbox_applied_once', columns: [producer, eventId] }),
    ],
  )

/** Events that could not be applied here after every try, kept whole until someone replays them. */
export const deadLettersTable = <Name extends string>(schema: PgSchema<Name>) =>
  schema.table(
    'dead_letters',
    {
      producer: text().notNull(),
      eventId: uuid().notNull(),
      type: text().notNull(),
      event: jsonb().notNull(),
      error: text().notNull(),
      attemptCount: integer().notNull(),
      createdAt: at().defaultNow(),
      replayedAt: timestamp({ withTimezone: true }),
    },
    ({ producer, eventId }) => [
      primaryKey({ name: 'dead_letters_parked_once', columns: [producer, eventId] }),
    ],
  )
