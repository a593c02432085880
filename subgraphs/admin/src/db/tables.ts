/** Everything the Admin subgraph owns in Postgres. No other subgraph reads these tables. */
import { at, id } from '@tallystick/db/columns'
import {
  deadLettersTable,
  inboxTable,
  outboxReadersTable,
  outboxTable,
} from '@tallystick/outbox/tables'
import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  customType,
  index,
  jsonb,
  pgSchema,
  text,
  unique,
} from 'drizzle-orm/pg-core'
import type { AuditLog } from '../domain/rules/audit-log.ts'

/** The schema that the role of the Admin subgraph may use. */
export const adminSchema = pgSchema('admin')

/** A transaction id that never wraps around, as decimal text. */
const xid8 = customType<{ data: string; driverData: string }>({ dataType: () => 'xid8' })
const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })

/** Who did what to what. Our role may insert and read, nothing else. */
export const auditLogs = adminSchema.table(
  'audit_logs',
  {
    id: id('aud').primaryKey(),
    /** The event that the entry is of: none is written twice. */
    eventId: id('evt').notNull(),
    at: at(),
    /** Null when nobody had signed in, or a process did it. */
    actorId: id('usr'),
    service: text(),
    action: text().notNull(),
    resourceType: text().notNull(),
    resourceId: text().notNull(),
    details: jsonb().$type<AuditLog['details']>().notNull(),
    requestId: text(),
    address: text(),
    userAgent: text(),
    /** When we wrote it, which is a moment after it happened. */
    createdAt: at().defaultNow(),
    /** The transaction that wrote it. Entries are linked in this order, below which none can still turn up. */
    xid: xid8().notNull().default(sql`pg_current_xact_id()`),
  },
  (table) => [
    unique('audit_logs_event').on(table.eventId),
    // Each index ends as the list is ordered, so that a page of a filtered list is one short walk backwards.
    index('audit_logs_at').on(table.at, table.id),
    index('audit_logs_actor').on(table.actorId, table.at, table.id),
    index('audit_logs_action').on(table.action, table.at, table.id),
    index('audit_logs_resource').on(table.resourceId, table.at, table.id),
    index('audit_logs_request').on(table.requestId, table.at, table.id),
    index('audit_logs_order').on(table.xid, table.id),
    check('audit_logs_one_actor', sql`${table.actorId} is null or ${table.service} is null`),
  ],
)

/**
 * The chain of the audit log: the hash of a link is over its entry and the hash of the link before it, so that no entry
 * can be changed, taken out or put in between. Append-only.
 */
export const auditLinks = adminSchema.table(
  'audit_links',
  {
    /** 1 for the first, growing by one. */
    position: bigint({ mode: 'bigint' }).primaryKey(),
    auditLogId: id('aud').notNull(),
    hash: bytea().notNull(),
  },
  (table) => [unique('audit_links_once').on(table.auditLogId)],
)

/** Who has signed up: enough to list people in order; the rest of them is Auth's. */
export const users = adminSchema.table(
  'users',
  { id: id('usr').primaryKey(), createdAt: at() },
  (table) => [index('users_newest').on(table.createdAt, table.id)],
)

/** Events of this subgraph, written with the change that they report. */
export const outbox = outboxTable(adminSchema)
/** How far each reader of the outbox has come. */
export const outboxReaders = outboxReadersTable(adminSchema)
/** Events of other subgraphs that were applied here. */
export const inbox = inboxTable(adminSchema)
/** Events of other subgraphs that could not be applied, kept for a person to look at. */
export const deadLetters = deadLettersTable(adminSchema)
