import type { Publish } from '@tallystick/outbox'
import type { LedgerEvent } from '../../events/published.ts'

/** Passes the head of the audit log on to the tally log, which takes what our own outbox tells, in its order. */
export function passOnAuditHead(
  publish: Publish<LedgerEvent>,
  { position, hash }: Readonly<{ position: string; hash: string }>,
): Promise<void> {
  return publish({
    type: 'ledger:audit-head:received',
    aggregate: { type: 'auditLog', id: 'auditLog' },
    body: { position, hash },
    cause: { actor: { kind: 'SERVICE', id: 'admin' }, requestId: null },
  })
}
