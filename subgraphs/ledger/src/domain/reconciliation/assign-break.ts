import type { Cause, Outbox } from '@tallystick/outbox'
import { accepted, type Result, refused } from '@tallystick/result'
import { lockBreak, updateBreak } from '../../db/reconciliation/breaks.ts'
import type { LedgerEvent } from '../../events/published.ts'
import type { Break } from '../rules/reconciliation.ts'

/** Why a break was not changed. */
export type BreakRefusal = 'BREAK_UNKNOWN' | 'BREAK_RESOLVED'

/**
 * Says who looks into a difference; null for nobody. Saying it again changes nothing.
 *
 * Whether the person exists is not known here; what a program shows of them comes from Auth.
 */
export const assignBreak = (
  { outbox, cause }: { outbox: Outbox<LedgerEvent>; cause: Cause },
  { breakId, ownerId }: Readonly<{ breakId: string; ownerId: string | null }>,
): Promise<Result<Break, { code: BreakRefusal }>> =>
  outbox.transaction(async (tx, publish) => {
    const found = await lockBreak(tx, breakId)
    if (!found) return refused({ code: 'BREAK_UNKNOWN' })
    if (found.resolvedAt) return refused({ code: 'BREAK_RESOLVED' })
    if (found.ownerId === ownerId) return accepted(found)
    await updateBreak(tx, breakId, { ownerId })
    await publish({
      type: 'ledger:break:assigned',
      aggregate: { type: 'break', id: breakId },
      body: { breakId, ownerId },
      cause,
    })
    return accepted({ ...found, ownerId })
  })
