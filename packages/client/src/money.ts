/** Amounts as the API takes and gives them. They are reckoned with as whole minor units; no number is taken anywhere. */
import * as exact from '@tallystick/money'

/** An amount as the API writes it: minor units as decimal digits (`1999` is 19.99 USD), and their currency. */
export type MoneyInput = Readonly<{ amount: string; currency: exact.Currency }>

/**
 * Reads what a person typed, such as `19.99`, exactly.
 *
 * @param decimal digits with a point; a number is a type error, because 0.1 + 0.2 is not 0.3
 * @throws {RangeError} for what is no amount, and for more decimals than the currency has: nothing is ever rounded
 */
export function money(decimal: string, currency: exact.Currency): MoneyInput {
  if (typeof decimal !== 'string') throw new TypeError('an amount is text, never a number')
  const parsed = exact.parseMoney(decimal, currency)
  if (!parsed.ok) throw new RangeError(`${decimal} ${currency}: ${WHY[parsed.refusal.code]}`)
  return toInput(parsed.value)
}

/** `a + b`. @throws {RangeError} when the currencies differ */
export const addMoney = (a: MoneyInput, b: MoneyInput): MoneyInput =>
  toInput(exact.add(fromInput(a), fromInput(b)))

/** `a - b`, below zero when `b` is more. @throws {RangeError} when the currencies differ */
export const subtractMoney = (a: MoneyInput, b: MoneyInput): MoneyInput =>
  toInput(exact.subtract(fromInput(a), fromInput(b)))

/** Orders two amounts: -1 when `a` is less, 0 when equal, 1 when more. @throws {RangeError} when the currencies differ */
export const compareMoney = (a: MoneyInput, b: MoneyInput): -1 | 0 | 1 =>
  exact.compare(fromInput(a), fromInput(b))

/** The amount for people to read, exact to the last digit: `$19.99`. @param locale a BCP 47 tag */
export const formatMoney = (amount: MoneyInput, locale = 'en'): string =>
  exact.formatMoney(fromInput(amount), locale)

/** The amount as plain text with all its decimals, as `money` reads it: `19.99`. */
export const toDecimal = (amount: MoneyInput): string => exact.toDecimal(fromInput(amount))

const WHY = {
  NOT_A_NUMBER: 'not digits with a point',
  TOO_MANY_DECIMALS: 'more decimals than the currency has',
  TOO_LARGE: 'more digits than an amount may have',
} as const

const toInput = ({ minor, currency }: exact.Money): MoneyInput => ({
  amount: minor.toString(),
  currency,
})

function fromInput({ amount, currency }: MoneyInput): exact.Money {
  const minor = exact.parseMinorUnits(amount)
  if (minor === undefined) throw new RangeError(`${amount} is no amount in minor units`)
  return exact.money(minor, currency)
}
