/** A promise of a price: for this person, this payment, once, until it ends. */
import type { Money } from '@tallystick/money'
import type { Rate } from './exchange.ts'
import type { FeeKind } from './fee.ts'
import type { Priority } from './payment.ts'

/** What a quote is for. `payeeCurrency` is the amount's own where nothing is exchanged. */
export type QuoteSubject = Readonly<{
  kind: FeeKind
  amount: Money
  priority: Priority
  payeeCurrency: Money['currency']
}>

/** What a payment costs and brings. */
export type Price = Readonly<{
  /** Charged to the payer on top of the amount, in its currency. */
  feeMinor: bigint
  /** What arrives. */
  payeeAmount: Money
  /** Null where nothing is exchanged. */
  rate: Rate | null
}>

/** What a quote promises. */
export type Quote = QuoteSubject &
  Price &
  Readonly<{
    /** Starts with quo_; stands for the quote once it is used. */
    nonce: string
    expiresAt: Date
  }>

/** Why a quote is not honoured. Nothing was done. */
export type QuoteRefused = Readonly<{
  code: 'QUOTE_UNKNOWN' | 'QUOTE_EXPIRED' | 'QUOTE_MISMATCH' | 'QUOTE_USED'
}>

/** Whether a quote still holds: to its last moment, which does not belong to it. */
export const isExpired = ({ expiresAt }: Pick<Quote, 'expiresAt'>, now: Date): boolean =>
  now >= expiresAt

/** Whether a quote is for this payment and no other. */
export const isFor = (quote: QuoteSubject, asked: QuoteSubject): boolean =>
  quote.kind === asked.kind &&
  quote.priority === asked.priority &&
  quote.payeeCurrency === asked.payeeCurrency &&
  quote.amount.currency === asked.amount.currency &&
  quote.amount.minor === asked.amount.minor
