/** Everything the Admin subgraph owns in Postgres. No other subgraph reads these tables. */
import { at, id, maybeAt } from '@tallystick/db/columns'
import {
  deadLettersTable,
  inboxTable,
  outboxReadersTable,
  outboxTable,
} from '@tallystick/outbox/tables'
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core'
import type { AuditLog } from '../domain/rules/audit-log.ts'
import type { OperationKind } from '../domain/rules/operation.ts'

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

/** Programs that call this system. API keys and manifests name them. */
export const clients = adminSchema.table(
  'clients',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    isFirstParty: boolean().notNull(),
    createdAt: at(),
  },
  (table) => [
    check('clients_id_form', sql`${table.id} ~ '^[A-Za-z0-9_.:-]{1,128}$'`),
    check('clients_name_length', sql`char_length(${table.name}) between 1 and 100`),
  ],
)

/** Operations that clients may run by their ids. None is deleted: an id stands for one document for ever. */
export const registeredOperations = adminSchema.table(
  'registered_operations',
  {
    clientId: text()
      .notNull()
      .references(() => clients.id),
    id: text().notNull(),
    document: text().notNull(),
    name: text(),
    kind: text().$type<OperationKind>().notNull(),
    cost: integer().notNull(),
    rootFields: text().array().notNull(),
    registeredAt: at(),
    retiredAt: maybeAt(),
    uses: bigint({ mode: 'bigint' }).notNull().default(sql`0`),
    lastUsedAt: maybeAt(),
  },
  (table) => [
    primaryKey({ name: 'registered_operations_pkey', columns: [table.clientId, table.id] }),
    index('registered_operations_newest').on(table.clientId, table.registeredAt, table.id),
    check('registered_operations_id_form', sql`${table.id} ~ '^[A-Za-z0-9_.:-]{1,128}$'`),
    check(
      'registered_operations_document_length',
      sql`char_length(${table.document}) between 1 and 32768`,
    ),
    check(
      'registered_operations_kind_known',
      sql`${table.kind} in ('QUERY', 'MUTATION', 'SUBSCRIPTION')`,
    ),
    check('registered_operations_uses_counted', sql`${table.uses} >= 0`),
  ],
)

/** Events of this subgraph, written with the change that they report. */
export const outbox = outboxTable(adminSchema)
/** How far each reader of the outbox has come. */
export const outboxReaders = outboxReadersTable(adminSchema)
/** Events of other subgraphs that were applied here. */
export const inbox = inboxTable(adminSchema)
/** Events of other subgraphs that could not be applied, kept for a person to look at. */
export const deadLetters = deadLettersTable(adminSchema)
