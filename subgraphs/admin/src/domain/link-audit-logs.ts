/**
 * Makes a chain of the audit log, whose head the Ledger seals into the tally log: from then on nobody, not even who owns
 * the database, can change the past of the log unnoticed.
 */
import { createHash } from 'node:crypto'
import type { Tx } from '@tallystick/db'
import type { Outbox, Publish } from '@tallystick/outbox'
import { auditLinkHash } from '@tallystick/verify'
import {
  findChainEnd,
  insertLinks,
  listUnlinked,
  lockChain,
  type NewLink,
} from '../db/audit-links.ts'
import type { AdminEvent } from '../events/published.ts'

/** Entries linked in one transaction, and by one event. */
const CHUNK = 500

/** Links what was recorded since the last time. @returns how much; 0 also while another process does it */
export async function linkAuditLogs(outbox: Outbox<AdminEvent>, chunk = CHUNK): Promise<number> {
  let total = 0
  for (;;) {
    const count = await outbox.transaction((tx, publish) => linkChunk(tx, publish, chunk))
    total += count
    if (count < chunk) return total
  }
}

async function linkChunk(tx: Tx, publish: Publish<AdminEvent>, limit: number): Promise<number> {
  if (!(await lockChain(tx))) return 0
  const end = await findChainEnd(tx)
  const entries = await listUnlinked(tx, { after: end?.entry, limit })
  const links: NewLink[] = []
  let { position, hash }: { position: bigint; hash: Uint8Array | null } = end ?? NOTHING
  for (const entry of entries) {
    position += 1n
    hash = auditLinkHash(hash, entry, sha256)
    links.push({ position, auditLogId: entry.id, hash })
  }
  if (hash === null || links.length === 0) return 0
  await insertLinks(tx, links)
  await publish({
    type: 'admin:audit:linked',
    aggregate: { type: 'auditLog', id: 'auditLog' },
    body: { position: position.toString(), hash: Buffer.from(hash).toString('hex') },
    cause: { actor: { kind: 'SERVICE', id: 'admin' }, requestId: null },
  })
  return links.length
}

const NOTHING = { position: 0n, hash: null }

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()
