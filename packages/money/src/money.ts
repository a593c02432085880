import type { Currency } from './currency.ts'

/** An amount in minor units (cents, yen, wei), never a float. Negative only where a debt makes sense. */
export type Money = Readonly<{ minor: bigint; currency: Currency }>

/** An amount of `minor` units; bounds are checked where amounts enter (`parseMinorUnits`, `parseMoney`). */
export const money = (minor: bigint, currency: Currency): Money => ({ minor, currency })

/** `a + b`. @throws {RangeError} when the currencies differ: that is a bug in the caller, not a refusal */
export function add(a: Money, b: Money): Money {
  assertSameCurrency(a, b)
  return money(a.minor + b.minor, a.currency)
}

/** `a - b`. @throws {RangeError} when the currencies differ, as `add` does */
export function subtract(a: Money, b: Money): Money {
  assertSameCurrency(a, b)
  return money(a.minor - b.minor, a.currency)
}

/** Orders two amounts: -1 when `a` is less, 0 when equal, 1 when more. @throws {RangeError} as `add` does */
export function compare(a: Money, b: Money): -1 | 0 | 1 {
  assertSameCurrency(a, b)
  if (a.minor === b.minor) return 0
  return a.minor < b.minor ? -1 : 1
}

/** Whether the amount is more than nothing. */
export const isPositive = (amount: Money): boolean => amount.minor > 0n

/**
 * Splits an amount by weight so that the parts add up to it exactly.
 *
 * Largest remainder (Hamilton): every part is rounded towards zero, then the units left over go one each to the parts
 * that lost most, the earlier first among equals. A negative amount splits as its opposite does.
 * @param weights at least one, none negative, not all zero; a weight of zero receives nothing
 * @throws {RangeError} when the weights are not such
 */
export function allocate(amount: Money, weights: readonly bigint[]): Money[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n)
  if (total <= 0n || weights.some((weight) => weight < 0n))
    throw new RangeError('weights must not be negative, and one of them must be positive')
  const sign = amount.minor < 0n ? -1n : 1n
  const whole = amount.minor * sign
  const parts = weights.map((weight, index) => ({
    index,
    minor: (whole * weight) / total,
    remainder: (whole * weight) % total,
  }))
  let left = parts.reduce((rest, part) => rest - part.minor, whole)
  for (const part of parts.toSorted(byLargestRemainder)) {
    if (left === 0n) break
    part.minor += 1n
    left -= 1n
  }
  return parts.map((part) => money(part.minor * sign, amount.currency))
}

type Part = { index: number; remainder: bigint }

function byLargestRemainder(a: Part, b: Part): number {
  if (a.remainder === b.remainder) return a.index - b.index
  return a.remainder > b.remainder ? -1 : 1
}

function assertSameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency)
    throw new RangeError(`${a.currency} and ${b.currency} are different currencies`)
}
