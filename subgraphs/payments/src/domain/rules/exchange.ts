/**
 * Money of one currency for money of another.
 *
 * A rate is a fraction of two whole numbers, never a float. What is got is rounded down to the minor unit, against whoever
 * asked for the exchange: parts never come to more than the whole, and there and back never comes to more than there was.
 */
import { type Currency, exponentOf, type Money } from '@tallystick/money'
import { divideDown, divideUp } from './division.ts'
import { BASIS_POINTS_MAX } from './fee.ts'
import { inForce, type Version } from './version.ts'

/** How many minor units of `to` stand for how many of `from`: `numerator` for `denominator`, both greater than zero. */
export type Rate = Readonly<{
  from: Currency
  to: Currency
  numerator: bigint
  denominator: bigint
}>

/** What one whole unit of a currency is worth in the unit that all prices of a table share. Both are greater than zero. */
export type Price = Readonly<{ numerator: bigint; denominator: bigint }>

/** One version of what is kept of an exchange, in hundredths of a percent, 0 to 9,999. */
export type Spread = Version & Readonly<{ from: Currency; to: Currency; basisPoints: number }>

/** Every version of every spread, by `pairOf`. */
export type SpreadBook = ReadonlyMap<string, readonly Spread[]>

/** The largest spread: one more would leave nothing. */
export const SPREAD_BASIS_POINTS_MAX = BASIS_POINTS_MAX - 1

/** As many digits of a rate as are shown. */
const SHOWN_DIGITS = 12
/** A price has at most this many digits before and after its point. */
const PRICE = /^(?!0+(?:\.0+)?$)(\d{1,18})(?:\.(\d{1,18}))?$/

/** The name under which a book keeps a pair. */
export const pairOf = (from: Currency, to: Currency): string => `${from} ${to}`

/** Puts versions in a book. */
export function toSpreadBook(spreads: readonly Spread[]): SpreadBook {
  return Map.groupBy(spreads, ({ from, to }) => pairOf(from, to))
}

/** What is kept of an exchange at a moment, in basis points; 0 where nobody has said. */
export const spreadOf = (book: SpreadBook, pair: Pick<Rate, 'from' | 'to'>, at: Date): number =>
  inForce(book.get(pairOf(pair.from, pair.to)) ?? [], at)?.basisPoints ?? 0

/** Reads a price, such as `1.0850`; undefined unless it is greater than zero and has at most 18 digits on each side. */
export function toPrice(text: string): Price | undefined {
  const [, whole, decimals = ''] = PRICE.exec(text) ?? []
  if (whole === undefined) return undefined
  return { numerator: BigInt(whole + decimals), denominator: 10n ** BigInt(decimals.length) }
}

/** The rate between two currencies by their prices, before anything is kept. */
export function rateBetween(
  [from, priceOfFrom]: readonly [Currency, Price],
  [to, priceOfTo]: readonly [Currency, Price],
): Rate {
  return {
    from,
    to,
    numerator: priceOfFrom.numerator * priceOfTo.denominator * 10n ** BigInt(exponentOf(to)),
    denominator: priceOfFrom.denominator * priceOfTo.numerator * 10n ** BigInt(exponentOf(from)),
  }
}

/** The rate that a customer gets: the spread is taken off, exactly. */
export const withSpread = (rate: Rate, basisPoints: number): Rate => ({
  ...rate,
  numerator: rate.numerator * BigInt(BASIS_POINTS_MAX - basisPoints),
  denominator: rate.denominator * BigInt(BASIS_POINTS_MAX),
})

/** What is got for `minor` units of `rate.from`, rounded down. 0 when it is less than one unit. */
export const convert = ({ numerator, denominator }: Rate, minor: bigint): bigint =>
  divideDown(minor * numerator, denominator)

/** The least that gets one minor unit. */
export const leastFor = ({ from, numerator, denominator }: Rate): Money => ({
  minor: divideUp(denominator, numerator),
  currency: from,
})

/** The rate as people read it: how many whole units of `to` one of `from` gets, cut after 12 digits. */
export function showRate({ from, to, numerator, denominator }: Rate): string {
  const top = numerator * 10n ** BigInt(exponentOf(from))
  const bottom = denominator * 10n ** BigInt(exponentOf(to))
  // Leading zeros are not digits of the rate: a naira in ether has as many as a dollar in cents.
  let decimals = SHOWN_DIGITS
  while (divideDown(top * 10n ** BigInt(decimals), bottom) < 10n ** BigInt(SHOWN_DIGITS - 1))
    decimals += 1
  const digits = divideDown(top * 10n ** BigInt(decimals), bottom)
    .toString()
    .padStart(decimals + 1, '0')
  const fraction = digits.slice(-decimals).replace(/0+$/, '')
  const whole = digits.slice(0, -decimals)
  return fraction === '' ? whole : `${whole}.${fraction}`
}
