import type { Db } from '@tallystick/db'
import { fromUuid, toUuid } from '@tallystick/ids'
import type { AuditEntry } from '@tallystick/verify'
import { sql } from 'drizzle-orm'
import { auditLinks, auditLogs } from './tables.ts'

/** Where the chain ends. */
export type ChainEnd = Readonly<{
  position: bigint
  hash: Buffer
  /** Where its entry stands in the order of linking. */
  entry: Readonly<{ xid: string; id: string }>
}>

/** A link to be written. */
export type NewLink = Readonly<{ position: bigint; auditLogId: string; hash: Uint8Array }>

/** Lets one linker in until its transaction ends. @returns whether it is this one */
export async function lockChain(db: Db): Promise<boolean> {
  const [row] = await db.execute<{ mine: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended('admin:audit-links', 0)) as mine`,
  )
  return row?.mine === true
}

/** Reads the last link; undefined while there is none. @throws when its entry is gone */
export async function findChainEnd(db: Db): Promise<ChainEnd | undefined> {
  const [row] = await db.execute<EndRow>(sql`
    select k.position::text, k.hash, l.xid::text, l.id from ${auditLinks} k
      left join ${auditLogs} l on l.id = k.audit_log_id
     order by k.position desc limit 1`)
  if (!row) return undefined
  const { position, hash, xid, id } = row
  if (xid === null || id === null)
    throw new Error(`the audit log has lost the entry of its last link, ${position}`)
  return { position: BigInt(position), hash, entry: { xid, id: fromUuid('aud', id) } }
}

type EndRow = { position: string; hash: Buffer; xid: string | null; id: string | null }

/**
 * Reads at most `limit` entries after one, in the order of transactions and then of ids.
 *
 * Stops before an entry that could still be preceded by one of a transaction that has not ended.
 */
export async function listUnlinked(
  db: Db,
  { after, limit }: { after: ChainEnd['entry'] | undefined; limit: number },
): Promise<AuditEntry[]> {
  const start = after ? sql`${after.xid}::xid8, ${toUuid('aud', after.id)}::uuid` : FIRST
  const rows = await db.execute<AuditEntry>(sql`
    select id, event_id as "eventId", ${inFull('at')} as "at", actor_id as "actorId", service, action,
           resource_type as "resourceType", resource_id as "resourceId", details::text as details,
           request_id as "requestId", address, user_agent as "userAgent", ${inFull('created_at')} as "createdAt",
           l.xid::text as xid
      from ${auditLogs} l
     where (l.xid, l.id) > (${start}) and l.xid < pg_snapshot_xmin(pg_current_snapshot())
     order by l.xid, l.id limit ${limit}`)
  return rows.map((row) => ({
    ...row,
    id: fromUuid('aud', row.id),
    eventId: fromUuid('evt', row.eventId),
    actorId: row.actorId && fromUuid('usr', row.actorId),
  }))
}

const FIRST = sql`'0'::xid8, '00000000-0000-0000-0000-000000000000'::uuid`

/** A moment with all that PostgreSQL keeps of it. */
const inFull = (column: string) =>
  sql.raw(`to_char(l.${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`)

/** Adds links. @throws a violation of `audit_links_pkey` or `audit_links_once` when there is one already */
export async function insertLinks(db: Db, links: readonly NewLink[]): Promise<void> {
  // One parameter, however many: the statement stays the same and stays prepared.
  const rows = JSON.stringify(
    links.map(({ position, auditLogId, hash }) => ({
      position: position.toString(),
      id: toUuid('aud', auditLogId),
      hash: Buffer.from(hash).toString('hex'),
    })),
  )
  await db.execute(sql`
    insert into ${auditLinks} (position, audit_log_id, hash)
    select position, id, decode(hash, 'hex')
      from jsonb_to_recordset(${rows}::text::jsonb) as link (position bigint, id uuid, hash text)`)
}
