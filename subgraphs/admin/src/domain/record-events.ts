import type { Tx } from '@tallystick/db'
import { newId } from '@tallystick/ids'
import { insertAuditLogs } from '../db/audit-logs.ts'
import { type AuditedEvent, isRecorded, toAuditLog } from './rules/audit-log.ts'

/** Adds events, of whichever subgraph, to the audit log, except those that tell of the audit log itself. */
export async function recordEvents(
  tx: Tx,
  events: readonly (AuditedEvent & Readonly<{ id: string }>)[],
): Promise<void> {
  const recorded = events.filter(isRecorded)
  if (recorded.length === 0) return
  await insertAuditLogs(
    tx,
    recorded.map((event) => ({ entry: toAuditLog(newId('aud'), event), ofEvent: event.id })),
  )
}
