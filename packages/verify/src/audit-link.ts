/** The chain of the audit log: each link binds an entry to all that were linked before it. */
import { encode } from './encode.ts'
import { type Hash, sha256 } from './sha256.ts'

/**
 * An entry of the audit log, every column of it as text: ids with their prefix, moments in ISO 8601 in UTC with
 * microseconds, `details` as PostgreSQL writes jsonb, `xid` in decimal.
 */
export type AuditEntry = Readonly<{
  id: string
  eventId: string
  at: string
  actorId: string | null
  service: string | null
  action: string
  resourceType: string
  resourceId: string
  details: string
  requestId: string | null
  address: string | null
  userAgent: string | null
  createdAt: string
  xid: string
}>

/** The hash of a link, 32 bytes. @param previous that of the link before it; null for the first */
export const auditLinkHash = (
  previous: Uint8Array | null,
  entry: AuditEntry,
  hash: Hash = sha256,
): Uint8Array =>
  hash(
    encode([
      'tallystick/audit-link/1',
      previous,
      entry.id,
      entry.eventId,
      entry.at,
      entry.actorId,
      entry.service,
      entry.action,
      entry.resourceType,
      entry.resourceId,
      entry.details,
      entry.requestId,
      entry.address,
      entry.userAgent,
      entry.createdAt,
      entry.xid,
    ]),
  )
