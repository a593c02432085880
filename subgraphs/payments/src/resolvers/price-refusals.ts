/** What refusals of a price, a quote or a limit look like to clients. */
import { toDecimal } from '@tallystick/money'
import { badInput } from '@tallystick/subgraph-server'
import type { PriceRefused } from '../domain/fees/price.ts'
import type { LimitExceeded, LimitWindow } from '../domain/rules/limit.ts'
import type { QuoteRefused } from '../domain/rules/quote.ts'

const QUOTES = {
  QUOTE_UNKNOWN: {
    __typename: 'QuoteUnknown',
    message: 'There is no such quote for you. Ask for a new one.',
  },
  QUOTE_EXPIRED: {
    __typename: 'QuoteExpired',
    message: 'The quote has ended. Ask for a new one.',
  },
  QUOTE_MISMATCH: {
    __typename: 'QuoteMismatch',
    message:
      'The quote is for another payment: kind, amount, priority and currencies must be its own.',
  },
  QUOTE_USED: {
    __typename: 'QuoteUsed',
    message: 'The quote was used by another payment. Ask for a new one.',
  },
} as const

/** Whether a refusal is that of a quote. */
export const isOfQuote = (refusal: Readonly<{ code: string }>): refusal is QuoteRefused =>
  refusal.code in QUOTES

/** Shows why a quote is not honoured. */
export const showQuoteRefusal = ({ code }: QuoteRefused) => ({ ...QUOTES[code], code })

/** Shows why a payment has no price. @throws BAD_USER_INPUT for an amount of the wrong form */
export function showPriceRefusal(refusal: PriceRefused) {
  switch (refusal.code) {
    case 'BAD_FORM':
      throw badInput(refusal.message, { field: refusal.field })
    case 'RATE_UNAVAILABLE': {
      const { from, to } = refusal
      const message = `${from} is not exchanged for ${to} here.`
      return { __typename: 'RateUnavailable', ...refusal, message } as const
    }
    case 'AMOUNT_TOO_SMALL': {
      const least = `${toDecimal(refusal.least)} ${refusal.least.currency}`
      const message = `The amount gets nothing in the other currency. The least that does is ${least}.`
      return { __typename: 'AmountTooSmall', ...refusal, message } as const
    }
  }
}

const WINDOWS: Readonly<Record<LimitWindow, string>> = {
  PAYMENT: 'in one payment',
  DAY: 'in a day',
  MONTH: 'in a month',
}

/** Shows which limit is in the way. */
export function showLimitExceeded({ code, window, limit, remaining, resetsAt }: LimitExceeded) {
  const message = `The account may move ${toDecimal(limit)} ${limit.currency} ${WINDOWS[window]}; ${toDecimal(remaining)} is left.`
  return { __typename: 'LimitExceeded', code, message, limit, remaining, resetsAt } as const
}
