import { type Currency, type Money, money } from '@tallystick/money'
import { accepted, type Result, refused } from '@tallystick/result'
import type { SpendCap } from './key-limits.ts'

const HOUR_MS = 3_600_000

/** What is to be spent, added up by currency. */
export type Spend = ReadonlyMap<Currency, bigint>

/** Adds up amounts of the same currency. */
export function toSpend(amounts: readonly Money[]): Spend {
  const sums = new Map<Currency, bigint>()
  for (const { currency, minor } of amounts) sums.set(currency, (sums.get(currency) ?? 0n) + minor)
  return sums
}

/** Where the time of a cap begins: what was spent at that moment or before does not count any more. */
export const windowStart = ({ hours }: Pick<SpendCap, 'hours'>, now: Date): Date =>
  new Date(now.getTime() - hours * HOUR_MS)

/** When what was spent at `at` leaves the time of a cap. */
export const windowEnd = ({ hours }: Pick<SpendCap, 'hours'>, at: Date): Date =>
  new Date(at.getTime() + hours * HOUR_MS)

/** A cap that has no room. */
export type CapReached = Readonly<{
  code: 'SPEND_CAP_REACHED'
  cap: SpendCap
  remaining: Money
  /** How much must leave the time of the cap before the spend fits, in minor units. */
  lackingMinor: bigint
}>

/**
 * Decides whether a spend fits under every cap.
 *
 * @param caps each with what was spent within its time, in minor units; the key's row must be locked since they were read
 * @returns the first cap that it does not fit under
 */
export function judgeSpend(
  caps: readonly Readonly<{ cap: SpendCap; spentMinor: bigint }>[],
  spend: Spend,
): Result<Spend, CapReached> {
  for (const { cap, spentMinor } of caps) {
    const { minor, currency } = cap.amount
    const free = minor > spentMinor ? minor - spentMinor : 0n
    const asked = spend.get(currency) ?? 0n
    if (asked > free) {
      const remaining = money(free, currency)
      return refused({ code: 'SPEND_CAP_REACHED', cap, remaining, lackingMinor: asked - free })
    }
  }
  return accepted(spend)
}
