/**
 * Reads the chain of the audit log from its first link to its last, computes every link anew from its entry, compares it with
 * what the tally log has sealed, and says where it stops being what it was. In constant memory, however long the log is.
 */
import { createHash } from 'node:crypto'
import { fromUuid } from '@tallystick/ids'
import { type AuditEntry, auditLinkHash, isSameBytes, toHex } from '@tallystick/verify'
import type postgres from 'postgres'

/** The first link that is wrong. `position` counts from 1; everything before it is as it was written. */
export type AuditFault = Readonly<{ position: string; problem: string }>

/** Links that are looked at together. */
const PAGE = 500

/**
 * Finds the first link that does not follow from its entry and from the link before it, that is gone, whose entry is gone,
 * or of which another hash was sealed.
 *
 * @param sql as someone who may read `admin` and `ledger`, in a transaction; nothing is written
 * @returns undefined when all is well
 */
export async function findAuditFault(sql: postgres.ISql): Promise<AuditFault | undefined> {
  let last: Link | undefined
  for await (const rows of sql.unsafe<Row[]>(CHAIN).cursor(PAGE))
    for (const row of rows) {
      const next = follow(last, row)
      if ('problem' in next) return next
      last = next
    }
  return undefined
}

type Link = Readonly<{ position: bigint; hash: Uint8Array }>

function follow(last: Link | undefined, row: Row): Link | AuditFault {
  // A head may have been sealed twice of one link.
  const position =
    last && row.place === String(last.position) ? last.position : (last?.position ?? 0n) + 1n
  const faulty = (problem: string): AuditFault => ({ position: String(position), problem })
  if (row.place !== String(position) || !row.hash) return faulty('the link is gone')
  if (row.sealed !== null && row.sealed !== toHex(row.hash))
    return faulty('the tally log has sealed another hash')
  if (last?.position === position) return last
  if (row.id === null) return faulty('the entry is gone')
  const hash = auditLinkHash(last?.hash ?? null, toEntry(row), sha256)
  return isSameBytes(hash, row.hash)
    ? { position, hash }
    : faulty('the entry, the link or their order is not what was linked')
}

/** Moments with all that PostgreSQL keeps of them. The fields of an entry are null where it is gone. */
const CHAIN = `
  select position::text as place, k.hash, h.sealed,
         l.id, l.event_id as "eventId", ${inFull('at')} as "at", l.actor_id as "actorId", l.service, l.action,
         l.resource_type as "resourceType", l.resource_id as "resourceId", l.details::text as details,
         l.request_id as "requestId", l.address, l.user_agent as "userAgent",
         ${inFull('created_at')} as "createdAt", l.xid::text as xid
    from admin.audit_links k
    full join (
      select case when audit_head ->> 'position' ~ '^[0-9]{1,18}$' then (audit_head ->> 'position')::bigint end as position,
             coalesce(audit_head ->> 'hash', '') as sealed
        from ledger.tally_leaves where audit_head is not null) h using (position)
    left join admin.audit_logs l on l.id = k.audit_log_id
   order by position nulls last`

function inFull(column: string): string {
  return `to_char(l.${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
}

type Row = Readonly<{ place: string | null; hash: Buffer | null; sealed: string | null }> &
  (AuditEntry | (Omit<AuditEntry, 'id'> & Readonly<{ id: null }>))

const toEntry = (row: AuditEntry): AuditEntry => ({
  ...row,
  id: fromUuid('aud', row.id),
  eventId: fromUuid('evt', row.eventId),
  actorId: row.actorId && fromUuid('usr', row.actorId),
})

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()
