import { describe, expect, it } from 'vitest'
import { showLimitExceeded, showPriceRefusal, showQuoteRefusal } from './price-refusals.ts'

/** `QuoteUsed` has the code `QUOTE_USED`. */
const toCode = (type: string) => type.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase()
const usd = (minor: bigint) => ({ minor, currency: 'USD' }) as const

describe('a refusal', () => {
  it('of a quote has the code of its type', () => {
    const codes = ['QUOTE_UNKNOWN', 'QUOTE_EXPIRED', 'QUOTE_MISMATCH', 'QUOTE_USED'] as const
    for (const code of codes) {
      const shown = showQuoteRefusal({ code })
      expect(shown.code).toBe(code)
      expect(toCode(shown.__typename)).toBe(code)
    }
  })

  it('of a price has the code of its type and its facts', () => {
    expect(showPriceRefusal({ code: 'RATE_UNAVAILABLE', from: 'USD', to: 'JPY' })).toEqual({
      __typename: 'RateUnavailable',
      code: 'RATE_UNAVAILABLE',
      from: 'USD',
      to: 'JPY',
      message: 'USD is not exchanged for JPY here.',
    })
    expect(showPriceRefusal({ code: 'AMOUNT_TOO_SMALL', least: usd(17n) })).toMatchObject({
      __typename: 'AmountTooSmall',
      least: usd(17n),
      message: expect.stringContaining('0.17 USD'),
    })
    const fault = { code: 'BAD_FORM', field: 'amount', message: 'too much' } as const
    expect(() => showPriceRefusal(fault)).toThrow('too much')
  })

  it.each([
    ['PAYMENT', 'in one payment', null],
    ['DAY', 'in a day', new Date(0)],
    ['MONTH', 'in a month', new Date(0)],
  ] as const)('of a limit on a %s says what is left %s', (window, words, resetsAt) => {
    const facts = { limit: usd(10_00n), remaining: usd(2_50n), resetsAt }
    expect(
      showLimitExceeded({ code: 'LIMIT_EXCEEDED', window, used: usd(7_50n), ...facts }),
    ).toEqual({
      __typename: 'LimitExceeded',
      code: 'LIMIT_EXCEEDED',
      ...facts,
      message: `The account may move 10.00 USD ${words}; 2.50 is left.`,
    })
  })
})
