import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CURRENCIES, exponentOf } from './currency.ts'
import { money } from './money.ts'
import { formatMoney, MINOR_DIGITS_MAX, parseMinorUnits, parseMoney, toDecimal } from './text.ts'

const LARGEST = 10n ** 78n - 1n
const anyMinor = fc.bigInt({ min: -LARGEST, max: LARGEST })
const anyCurrency = fc.constantFrom(...CURRENCIES.map(({ code }) => code))
const NOT_INTEGERS = [
  '',
  ' ',
  '-',
  '+1',
  '-0',
  '00',
  '01',
  '-01',
  '1.0',
  '1.5',
  '1e2',
  '1E2',
  '0x10',
  '0b1',
  '1_000',
  '1,000',
  '1 000',
  ' 1',
  '1 ',
  '1\n',
  '1n',
  'NaN',
  'Infinity',
  '--1',
  '−1',
  '１２３',
  '١٢٣',
  '१२३',
  '²',
  '1\u0000',
  '\u200b1',
  'null',
]

describe('parseMinorUnits', () => {
  test('reads back every integer of up to 78 digits', () => {
    fc.assert(
      fc.property(anyMinor, (minor) => {
        expect(parseMinorUnits(minor.toString())).toBe(minor)
      }),
    )
  })

  test('accepts nothing that is not the one spelling of its integer', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-+]?[0-9０-９.e]{1,82}$/)), (text) => {
        const read = parseMinorUnits(text)
        if (read !== undefined) expect(read.toString()).toBe(text)
      }),
    )
  })

  test.each(NOT_INTEGERS)('refuses %j', (text) => {
    expect(parseMinorUnits(text)).toBeUndefined()
  })

  test('accepts 78 digits and refuses 79, of either sign', () => {
    const most = '9'.repeat(MINOR_DIGITS_MAX)
    expect(parseMinorUnits(most)).toBe(LARGEST)
    expect(parseMinorUnits(`-${most}`)).toBe(-LARGEST)
    expect(parseMinorUnits(`${most}9`)).toBeUndefined()
    expect(parseMinorUnits(`-${most}9`)).toBeUndefined()
  })

  test('keeps integers that a number would round', () => {
    expect(parseMinorUnits('9007199254740993')).toBe(9007199254740993n)
  })
})

describe('parseMoney', () => {
  test('reads back what toDecimal writes, to 78 digits in every currency', () => {
    fc.assert(
      fc.property(anyMinor, anyCurrency, (minor, currency) => {
        const amount = money(minor, currency)
        expect(parseMoney(toDecimal(amount), currency)).toEqual({ ok: true, value: amount })
      }),
    )
  })

  test.each([
    ['12.50', 'USD', 1250n],
    ['12.5', 'USD', 1250n],
    ['12', 'USD', 1200n],
    ['0', 'USD', 0n],
    ['0.01', 'USD', 1n],
    ['-0.01', 'USD', -1n],
    ['1999', 'JPY', 1999n],
    ['1.001', 'KWD', 1001n],
    ['0.000000000000000001', 'ETH', 1n],
  ] as const)('reads %s %s exactly', (text, currency, minor) => {
    expect(parseMoney(text, currency)).toEqual({ ok: true, value: { minor, currency } })
  })

  test('refuses one decimal too many in every currency, a zero too, and never rounds', () => {
    for (const { code } of CURRENCIES)
      for (const digit of ['0', '1', '9'])
        expect(parseMoney(`1.${'0'.repeat(exponentOf(code))}${digit}`, code)).toEqual({
          ok: false,
          refusal: { code: 'TOO_MANY_DECIMALS' },
        })
  })

  test.each([
    '',
    '.',
    '.5',
    '5.',
    '-.5',
    '+1',
    '-0',
    '-0.00',
    '01',
    '00.1',
    '1,5',
    '1 000',
    '1e2',
    '$1',
    '1.2.3',
    '１２.５０',
    '٣.٥',
    'NaN',
    'Infinity',
    '-',
    '0x1',
    ' 1',
    '1 ',
    '1\n',
  ])('refuses %j as no number', (text) => {
    expect(parseMoney(text, 'USD')).toEqual({ ok: false, refusal: { code: 'NOT_A_NUMBER' } })
  })

  test('refuses more than 78 digits of minor units, counted with the decimals', () => {
    const whole = '9'.repeat(76)
    expect(parseMoney(`${whole}.99`, 'USD')).toMatchObject({ ok: true })
    expect(parseMoney(`9${whole}`, 'USD')).toEqual({ ok: false, refusal: { code: 'TOO_LARGE' } })
    expect(parseMoney('9'.repeat(1_000_000), 'USD')).toMatchObject({ ok: false })
  })
})

describe('formatMoney', () => {
  test('loses no digit: what it shows in English reads back', () => {
    fc.assert(
      fc.property(anyMinor, anyCurrency, (minor, currency) => {
        const digits = formatMoney(money(minor, currency)).replaceAll(/[^0-9.-]/g, '')
        expect(parseMoney(digits, currency)).toEqual({ ok: true, value: { minor, currency } })
      }),
    )
  })

  test.each([
    [1250n, 'USD', 'en', '$12.50'],
    [-1250n, 'USD', 'en', '-$12.50'],
    [1250n, 'EUR', 'de', '12,50\u00a0€'],
    [1999n, 'JPY', 'en', '¥1,999'],
    [1001n, 'KWD', 'en', 'KWD\u00a01.001'],
    [1n, 'BTC', 'en', '0.00000001\u00a0BTC'],
    [1_500_000_000_000_000_000n, 'ETH', 'en', '1.5\u00a0ETH'],
    [12_500_000n, 'USDC', 'en', '12.5\u00a0USDC'],
    [12345678901234567890n, 'USD', 'en', '$123,456,789,012,345,678.90'],
  ] as const)('shows %s %s in %s as %s', (minor, currency, locale, text) => {
    expect(formatMoney(money(minor, currency), locale)).toBe(text)
  })

  test('throws for a malformed locale and keeps few of many', () => {
    expect(() => formatMoney(money(1n, 'USD'), 'not a locale')).toThrow(RangeError)
    for (let index = 0; index < 300; index += 1)
      expect(formatMoney(money(1n, 'USD'), `en-x-a${index}`)).toBe('$0.01')
  })
})

describe('toDecimal', () => {
  test.each([
    [1n, 'USD', '0.01'],
    [-1n, 'USD', '-0.01'],
    [0n, 'USD', '0.00'],
    [0n, 'JPY', '0'],
    [100n, 'KWD', '0.100'],
  ] as const)('writes %s %s as %s', (minor, currency, text) => {
    expect(toDecimal(money(minor, currency))).toBe(text)
  })
})
