import { type Actor, maySee } from '@tallystick/actor'
import type { Currency } from '@tallystick/money'
import { accepted, type Result, refused } from '@tallystick/result'
import { type Unsettled, unsettledOf } from '../db/moments.ts'
import {
  type Balance,
  type BalanceParts,
  type Clock,
  noBalance,
  toBalance,
} from './rules/balance.ts'

/** Which balance to read. `asOf` null: the one of now, for which the clock makes no difference. */
export type BalanceKey = Readonly<{ accountId: string; asOf: Date | null; clock: Clock }>

/**
 * What is in a customer's account, now or at a moment that has passed.
 *
 * Null to whoever may not see it, so that the two sides of a payment can be shown to both.
 * @returns NOT_SETTLED when something may still be recorded up to the moment, so that there is no answer yet
 * @param load reads the parts of many balances together; undefined for an account unknown to the ledger
 */
export async function findBalance(
  {
    actor,
    now,
    load,
  }: {
    actor: Actor
    now: Date
    load: (key: BalanceKey) => Promise<BalanceParts | undefined>
  },
  {
    ownerId,
    currency,
    ...key
  }: BalanceKey & Readonly<{ ownerId: string | null; currency: Currency }>,
): Promise<Result<Balance | null, { code: Unsettled }>> {
  if (key.asOf && key.asOf > now) return refused({ code: 'FUTURE_MOMENT' })
  if (!maySee(actor, ownerId)) return accepted(null)
  const asOf = key.asOf ?? now
  try {
    const parts = await load(key)
    return accepted(parts ? toBalance(parts, asOf) : noBalance(currency, asOf))
  } catch (fault) {
    const code = unsettledOf(fault)
    if (code === undefined) throw fault
    return refused({ code })
  }
}
