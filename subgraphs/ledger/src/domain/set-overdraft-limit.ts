import type { Money } from '@tallystick/money'
import type { Cause, Outbox } from '@tallystick/outbox'
import { accepted, type Result, refused } from '@tallystick/result'
import { type FloorRefusal, setFloor } from '../db/floors.ts'
import type { LedgerEvent } from '../events/published.ts'

/** How far below zero an account may go. */
export type OverdraftLimit = Readonly<{
  accountId: string
  /** Zero or more. */
  limit: Money
  reason: string
}>

/** Why a limit stays as it is. */
export type OverdraftRefused = Readonly<{ code: FloorRefusal }>

/**
 * Says how far an account may be overdrawn from now on. What was allowed before stays allowed in the past.
 *
 * @returns OVERDRAWN_FURTHER when less is available than the new floor already
 */
export function setOverdraftLimit(
  { outbox, cause }: { outbox: Outbox<LedgerEvent>; cause: Cause },
  { accountId, limit, reason }: OverdraftLimit,
): Promise<Result<OverdraftLimit, OverdraftRefused>> {
  return outbox.transaction(async (tx, publish) => {
    const floor = { minor: -limit.minor, currency: limit.currency }
    const code = await setFloor(tx, { accountId, floor, reason, actorId: cause.actor.id })
    if (code !== null) return refused({ code })
    await publish({
      type: 'ledger:overdraft-limit:set',
      aggregate: { type: 'account', id: accountId },
      body: { accountId, limitMinor: limit.minor.toString(), currency: limit.currency, reason },
      cause,
    })
    return accepted({ accountId, limit, reason })
  })
}
