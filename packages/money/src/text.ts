import { type Currency, exponentOf, factsOf } from './currency.ts'
import { type Money, money } from './money.ts'

/** The most digits that an amount in minor units may have: what `numeric(78,0)` holds, enough for a uint256. */
export const MINOR_DIGITS_MAX = 78

const INTEGER = /^-?(?:0|[1-9][0-9]*)$/
const DECIMAL = /^(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?$/
/** Formatters are costly to make; locales are chosen by callers, so only this many are kept. */
const FORMATS_MAX = 200

/** Why a text is no amount of its currency. */
export type NotMoney = Readonly<{ code: 'NOT_A_NUMBER' | 'TOO_MANY_DECIMALS' | 'TOO_LARGE' }>

/** The amount, or why the text is none; the shape is that of `Result`. */
export type ParsedMoney =
  | Readonly<{ ok: true; value: Money }>
  | Readonly<{ ok: false; refusal: NotMoney }>

/**
 * Reads an integer of minor units in its only spelling: ASCII digits, an optional minus, nothing else.
 *
 * Refuses (`undefined`) a plus sign, leading zeros, `-0`, spaces, separators, exponents, digits of other scripts and
 * more than 78 digits.
 */
export function parseMinorUnits(text: string): bigint | undefined {
  // The length comes first: nobody shall make us scan or convert a megabyte of digits.
  if (text.length > MINOR_DIGITS_MAX + 1 || !INTEGER.test(text) || text === '-0') return
  if (digitCount(text) > MINOR_DIGITS_MAX) return
  return BigInt(text)
}

/**
 * Reads a decimal amount such as `12.50` exactly, in ASCII digits with a point.
 *
 * Decimals beyond the currency's exponent are refused, zeros too, and never rounded.
 */
export function parseMoney(decimalText: string, currency: Currency): ParsedMoney {
  const found = DECIMAL.exec(decimalText)
  if (!found) return refusedAs('NOT_A_NUMBER')
  const [, sign = '', whole = '', fraction = ''] = found
  const exponent = exponentOf(currency)
  if (fraction.length > exponent) return refusedAs('TOO_MANY_DECIMALS')
  const digits = (whole + fraction.padEnd(exponent, '0')).replace(/^0+(?=[0-9])/, '')
  if (digits.length > MINOR_DIGITS_MAX) return refusedAs('TOO_LARGE')
  const minor = BigInt(digits)
  if (sign === '-' && minor === 0n) return refusedAs('NOT_A_NUMBER')
  return { ok: true, value: money(sign === '-' ? -minor : minor, currency) }
}

/** The amount as plain decimal text with all its decimals: `12.50`, `-0.001`, `7`. `parseMoney` reads it back. */
export function toDecimal(amount: Money): string {
  const exponent = exponentOf(amount.currency)
  const sign = amount.minor < 0n ? '-' : ''
  const digits = (amount.minor < 0n ? -amount.minor : amount.minor).toString()
  if (exponent === 0) return sign + digits
  const padded = digits.padStart(exponent + 1, '0')
  return `${sign}${padded.slice(0, -exponent)}.${padded.slice(-exponent)}`
}

/**
 * The amount for people: `$12.50`, `12,50 €`, `0.00000001 BTC`; exact to the last digit however large.
 *
 * An asset shows no trailing zeros, because eighteen of them hide the amount.
 * @param locale a BCP 47 tag. @throws {RangeError} when it is malformed; an unknown one falls back to the system's
 */
export function formatMoney(amount: Money, locale = 'en'): string {
  // Intl reads a decimal text exactly, where a number would lose digits beyond 2^53.
  const text = formatOf(locale, amount.currency).format(toDecimal(amount) as `${number}`)
  return factsOf(amount.currency).kind === 'FIAT' ? text : `${text}\u00a0${amount.currency}`
}

const formats = new Map<string, Intl.NumberFormat>()

function formatOf(locale: string, currency: Currency): Intl.NumberFormat {
  const name = `${locale} ${currency}`
  const kept = formats.get(name)
  if (kept) return kept
  const format = newFormat(locale, currency)
  formats.set(name, format)
  const oldest = formats.keys().next().value
  if (formats.size > FORMATS_MAX && oldest !== undefined) formats.delete(oldest)
  return format
}

function newFormat(locale: string, currency: Currency): Intl.NumberFormat {
  const { exponent, kind } = factsOf(currency)
  // Intl knows only codes of three letters, so an asset is a number followed by its ticker.
  if (kind === 'CRYPTO') return new Intl.NumberFormat(locale, { maximumFractionDigits: exponent })
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  })
}

const digitCount = (text: string): number => text.length - (text.startsWith('-') ? 1 : 0)

const refusedAs = (code: NotMoney['code']): ParsedMoney => ({ ok: false, refusal: { code } })
