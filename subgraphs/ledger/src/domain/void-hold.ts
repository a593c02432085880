import type { Cause, Outbox } from '@tallystick/outbox'
import { accepted, type Result, refused } from '@tallystick/result'
import { findHold, voidHoldRow } from '../db/holds.ts'
import type { LedgerEvent } from '../events/published.ts'
import type { Hold, HoldRefusal } from './rules/hold.ts'

/** Why a hold is not given back: there is none, or it was posted or ran out. */
export type VoidHoldRefused = Readonly<{
  code: Extract<HoldRefusal, 'HOLD_UNKNOWN' | 'HOLD_ENDED'>
}>

/** Ends a hold without posting it. Voiding it again changes nothing and succeeds. */
export function voidHold(
  { outbox, cause }: { outbox: Outbox<LedgerEvent>; cause: Cause },
  holdId: string,
): Promise<Result<Hold, VoidHoldRefused>> {
  return outbox.transaction(async (tx, publish) => {
    const { refusal, isNew } = await voidHoldRow(tx, holdId)
    if (refusal !== null) return refused({ code: refusal as VoidHoldRefused['code'] })
    if (isNew)
      await publish({
        type: 'ledger:hold:voided',
        aggregate: { type: 'hold', id: holdId },
        body: { holdId },
        cause,
      })
    const hold = await findHold(tx, holdId)
    if (!hold) throw new Error(`${holdId} is gone`)
    return accepted(hold)
  })
}
