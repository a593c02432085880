/** What a payment costs and brings: by its quote, or by what holds now. */
import { MINOR_DIGITS_MAX } from '@tallystick/money'
import { accepted, type Result, refused } from '@tallystick/result'
import { type ExchangeRefused, exchange } from '../exchange/exchange.ts'
import type { Parts } from '../parts.ts'
import { feeOf } from '../rules/fee.ts'
import type { FormFault } from '../rules/form.ts'
import { isFor, type Price, type QuoteRefused, type QuoteSubject } from '../rules/quote.ts'
import { openQuote } from './seal-quote.ts'

/** Why a payment has no price. Nothing was done. */
export type PriceRefused = ExchangeRefused | FormFault

/** What a payment asks for: its price, by a quote if it has one. */
export type PriceQuestion = Readonly<{
  /** Who asks; a quote is good for whom it was made. */
  personId: string
  subject: QuoteSubject
  /** As `quoteFee` gave it; null without one. */
  quoteId: string | null
}>

/** A price, and the quote that `takeQuotes` must take with the payment; null without one. */
export type Priced = Price & Readonly<{ quoteNonce: string | null }>

/** What prices are made of. */
export type PriceParts = Pick<Parts, 'rates' | 'schedules' | 'seal' | 'now'>

/**
 * Says what a payment costs and brings. A quote is honoured whatever has become of fees and rates since.
 *
 * @throws when a rate is asked for and its provider does not answer
 */
export async function priceFor(
  parts: PriceParts,
  { personId, subject, quoteId }: PriceQuestion,
): Promise<Result<Priced, PriceRefused | QuoteRefused>> {
  if (quoteId === null) {
    const price = await priceNow(parts, subject)
    return price.ok ? accepted({ ...price.value, quoteNonce: null }) : price
  }
  const opened = openQuote(parts.seal, { id: quoteId, personId }, parts.now())
  if (!opened.ok) return opened
  const { feeMinor, payeeAmount, rate, nonce } = opened.value
  if (!isFor(opened.value, subject)) return refused({ code: 'QUOTE_MISMATCH' })
  return accepted({ feeMinor, payeeAmount, rate, quoteNonce: nonce })
}

/** The price by the fees, rates and spreads that hold now. */
export async function priceNow(
  parts: PriceParts,
  { kind, amount, priority, payeeCurrency }: QuoteSubject,
): Promise<Result<Price, PriceRefused>> {
  const { minor, currency } = amount
  if (minor <= 0n) return refused(fault('The amount must be greater than zero.'))
  const schedule = { book: await parts.schedules.fees(), at: parts.now() }
  const feeMinor = feeOf(schedule, { kind, currency, minor, priority })
  const exchanged = await exchange(parts, amount, payeeCurrency)
  if (!exchanged.ok) return exchanged
  if ([minor + feeMinor, exchanged.value.payeeAmount.minor].some(isTooLarge))
    return refused(fault(`Amount, fee and what arrives have at most ${MINOR_DIGITS_MAX} digits.`))
  return accepted({ feeMinor, ...exchanged.value })
}

const isTooLarge = (minor: bigint): boolean => minor.toString().length > MINOR_DIGITS_MAX

const fault = (message: string): FormFault => ({ code: 'BAD_FORM', field: 'amount', message })
