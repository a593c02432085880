/** Counts payments against the limits of the accounts that they move money of. */
import type { Tx } from '@tallystick/db'
import type { Money } from '@tallystick/money'
import { countUsages, uncountUsages } from '../../db/limit-usages.ts'
import type { FeeKind } from '../rules/fee.ts'
import {
  directionOf,
  judgeAlone,
  type LimitExceeded,
  type LimitTerms,
  type LimitUse,
  limitRuleOf,
  remainingOf,
} from '../rules/limit.ts'
import type { Party } from '../rules/parties.ts'
import type { Schedules } from '../schedules.ts'
import { windowsOf } from './windows.ts'

/**
 * What a payment is to be judged by.
 *
 * @param party the account that it moves money of: the payee's for a top-up, the payer's for everything else
 * @param amount without the fee, in the currency of that account
 */
export async function limitTermsOf(
  { schedules, now }: Readonly<{ schedules: Schedules; now: () => Date }>,
  party: Pick<Party, 'accountId' | 'level' | 'timeZone'>,
  { kind, amount }: { kind: FeeKind; amount: Money },
): Promise<LimitTerms> {
  const at = now()
  const { currency } = amount
  return {
    accountId: party.accountId,
    direction: directionOf(kind),
    amount,
    at,
    windows: windowsOf(at, party.timeZone),
    rule: limitRuleOf(await schedules.limits(), { level: party.level, currency }, at),
  }
}

/**
 * Counts payments in the transaction that stores them, in one statement; those of one account one after the other, as if
 * each came alone. Of those that are refused nothing is counted.
 *
 * @returns in the order of `uses` undefined, or which limit is in the way
 */
export async function spendLimits(
  tx: Tx,
  uses: readonly LimitUse[],
): Promise<(LimitExceeded | undefined)[]> {
  const alone = uses.map(({ amount, rule }) => judgeAlone(amount, rule))
  const counted = uses.filter((_use, at) => alone[at] === undefined)
  if (counted.length === 0) return alone
  const overruns = await countUsages(
    tx,
    counted.map(({ amount: { minor, currency }, rule, ...use }) => ({
      ...use,
      minor,
      currency,
      dayLimit: rule?.dayMinor ?? null,
      monthLimit: rule?.monthMinor ?? null,
    })),
  )
  const refusals = new Map<LimitUse, LimitExceeded>()
  for (const [at, use] of counted.entries()) {
    const overrun = overruns[at]
    if (overrun) refusals.set(use, toExceeded(use, overrun))
  }
  return uses.map((use, at) => alone[at] ?? refusals.get(use))
}

/**
 * Gives back what payments had taken of the limits, when they end without having moved money: FAILED, CANCELLED or EXPIRED.
 * In the transaction that ends them; each once, and only while the day and the month of its creation are still counted.
 */
export async function giveBackLimits(tx: Tx, paymentIds: readonly string[]): Promise<void> {
  if (paymentIds.length > 0) await uncountUsages(tx, paymentIds)
}

function toExceeded(
  { amount: { currency }, rule }: LimitUse,
  { window, usedMinor, resetsAt }: { window: 'DAY' | 'MONTH'; usedMinor: bigint; resetsAt: Date },
): LimitExceeded {
  const minor = (window === 'DAY' ? rule?.dayMinor : rule?.monthMinor) ?? 0n
  return {
    code: 'LIMIT_EXCEEDED',
    window,
    limit: { minor, currency },
    used: { minor: usedMinor, currency },
    remaining: { minor: remainingOf(minor, usedMinor), currency },
    resetsAt,
  }
}
