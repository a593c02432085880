import type { Db, Tx } from '@tallystick/db'
import { toUuid } from '@tallystick/ids'
import { and, desc, eq, getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { AuditLog } from '../domain/rules/audit-log.ts'
import { auditLogs } from './tables.ts'

/** Which entries to list. */
export type AuditLogFilter = Readonly<{
  actorId?: string | null | undefined
  action?: string | null | undefined
  resourceId?: string | null | undefined
  requestId?: string | null | undefined
}>

/** Where an entry stands in the list: after every later one. */
export type AuditLogPosition = Readonly<{ at: Date; id: string }>

const { eventId, createdAt, xid, ...visible } = getTableColumns(auditLogs)

/** Adds entries. @throws a violation of `audit_logs_event` when one of the events has one already */
export async function insertAuditLogs(
  tx: Tx,
  entries: readonly Readonly<{ entry: AuditLog; ofEvent: string }>[],
): Promise<void> {
  // One parameter, however many: the statement stays the same and stays prepared.
  const rows = JSON.stringify(entries.map(toRow))
  await tx.execute(sql`
    insert into ${auditLogs} (id, event_id, at, actor_id, service, action, resource_type, resource_id,
                              details, request_id, address, user_agent)
    select * from jsonb_to_recordset(${rows}::text::jsonb)
      as entry (id uuid, event_id uuid, at timestamptz, actor_id uuid, service text, action text,
                resource_type text, resource_id text, details jsonb, request_id text, address text, user_agent text)`)
}

const toRow = ({ entry, ofEvent }: Readonly<{ entry: AuditLog; ofEvent: string }>) => ({
  id: toUuid('aud', entry.id),
  event_id: toUuid('evt', ofEvent),
  at: entry.at,
  actor_id: entry.actorId && toUuid('usr', entry.actorId),
  service: entry.service,
  action: entry.action,
  resource_type: entry.resourceType,
  resource_id: entry.resourceId,
  details: entry.details,
  request_id: entry.requestId,
  address: entry.address,
  user_agent: entry.userAgent,
})

/** Reads one entry. */
export async function findAuditLog(db: Db, id: string): Promise<AuditLog | undefined> {
  const [row] = await db.select(visible).from(auditLogs).where(eq(auditLogs.id, id))
  return row
}

/** Lists entries, newest first, from the one after `after` on. */
export function listAuditLogs(
  db: Db,
  {
    filter,
    after,
    limit,
  }: { filter: AuditLogFilter; after: AuditLogPosition | null; limit: number },
): Promise<AuditLog[]> {
  const { actorId, action, resourceId, requestId } = filter
  return db
    .select(visible)
    .from(auditLogs)
    .where(
      and(
        actorId ? eq(auditLogs.actorId, actorId) : undefined,
        action ? eq(auditLogs.action, action) : undefined,
        resourceId ? eq(auditLogs.resourceId, resourceId) : undefined,
        requestId ? eq(auditLogs.requestId, requestId) : undefined,
        after ? isAfter(after) : undefined,
      ),
    )
    .orderBy(desc(auditLogs.at), desc(auditLogs.id))
    .limit(limit)
}

const isAfter = ({ at, id }: AuditLogPosition): SQL =>
  sql`(${auditLogs.at}, ${auditLogs.id}) < (${sql.param(at, auditLogs.at)}::timestamptz, ${sql.param(id, auditLogs.id)}::uuid)`
