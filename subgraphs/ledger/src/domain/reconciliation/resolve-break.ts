import type { Cause, Outbox } from '@tallystick/outbox'
import { accepted, type Result, refused } from '@tallystick/result'
import { lockBreak, updateBreak } from '../../db/reconciliation/breaks.ts'
import type { LedgerEvent } from '../../events/published.ts'
import type { Break } from '../rules/reconciliation.ts'
import type { BreakRefusal } from './assign-break.ts'

/**
 * Explains a difference. A provider's stays explained while it is the same; one of the books is opened again by the next
 * comparison, until the books agree.
 *
 * @param note what it was, for whoever reads the audit log; 1 to 1000 characters
 */
export const resolveBreak = (
  { outbox, cause, now }: { outbox: Outbox<LedgerEvent>; cause: Cause; now: Date },
  { breakId, note, actorId }: Readonly<{ breakId: string; note: string; actorId: string }>,
): Promise<Result<Break, { code: BreakRefusal }>> =>
  outbox.transaction(async (tx, publish) => {
    const found = await lockBreak(tx, breakId)
    if (!found) return refused({ code: 'BREAK_UNKNOWN' })
    if (found.resolvedAt) return refused({ code: 'BREAK_RESOLVED' })
    const resolution = { resolvedAt: now, resolution: note, resolvedBy: actorId }
    await updateBreak(tx, breakId, resolution)
    await publish({
      type: 'ledger:break:resolved',
      aggregate: { type: 'break', id: breakId },
      body: { breakId, resolution: note, reconciliationId: null },
      cause,
    })
    return accepted({ ...found, ...resolution })
  })
