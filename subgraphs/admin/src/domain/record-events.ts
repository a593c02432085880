import type { Tx } from '@tallystick/db'
import { newId } from '@tallystick/ids'
import { insertAuditLogs } from '../db/audit-logs.ts'
import { type AuditedEvent, toAuditLog } from './rules/audit-log.ts'

/** Adds events, of whichever subgraph, to the audit log. */
export function recordEvents(
  tx: Tx,
  events: readonly (AuditedEvent & Readonly<{ id: string }>)[],
): Promise<void> {
  return insertAuditLogs(
    tx,
    events.map((event) => ({ entry: toAuditLog(newId('aud'), event), ofEvent: event.id })),
  )
}
