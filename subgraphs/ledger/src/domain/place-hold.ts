import { constraintOf } from '@tallystick/db'
import type { Money } from '@tallystick/money'
import type { Cause, Outbox } from '@tallystick/outbox'
import { accepted, type Result, refused } from '@tallystick/result'
import { findHold, insertHold } from '../db/holds.ts'
import type { LedgerEvent } from '../events/published.ts'
import type { Hold, HoldRefusal, HoldRequest } from './rules/hold.ts'

/** Why an amount is not reserved. */
export type PlaceHoldRefused = Readonly<{
  code: Extract<HoldRefusal, 'INSUFFICIENT_FUNDS' | 'CURRENCY_MISMATCH' | 'ID_REUSED'>
  /** For INSUFFICIENT_FUNDS: what the account had. */
  available: Money | null
}>

/**
 * Reserves part of what a ledger account has available, opening the account if need be.
 *
 * Asked again with the same id and content it answers with the hold as it stands, whatever became of it, or refuses again
 * as it did.
 * @param request the amount greater than zero, `expiresAt` to come
 */
export async function placeHold(
  { outbox, cause }: { outbox: Outbox<LedgerEvent>; cause: Cause },
  request: HoldRequest,
): Promise<Result<Hold, PlaceHoldRefused>> {
  try {
    return await outbox.transaction(async (tx, publish) => {
      const { refusal, isNew, available } = await insertHold(tx, request)
      if (refusal !== null) return refused({ code: refusal as PlaceHoldRefused['code'], available })
      if (isNew) await publish({ ...toEvent(request), cause })
      const hold = await findHold(tx, request.id)
      if (!hold) throw new Error(`${request.id} is gone`)
      return accepted(hold)
    })
  } catch (fault) {
    // Someone used the id for another hold at this very moment.
    if (constraintOf(fault) === 'holds_pkey') return refused({ code: 'ID_REUSED', available: null })
    throw fault
  }
}

const toEvent = ({ id, ledgerAccount, amount }: HoldRequest) => ({
  type: 'ledger:hold:placed' as const,
  aggregate: { type: 'hold', id },
  body: {
    holdId: id,
    accountId: ledgerAccount.accountId,
    amountMinor: amount.minor.toString(),
    currency: amount.currency,
  },
})
