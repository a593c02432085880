import { CURRENCIES } from '@tallystick/money'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  convert,
  leastFor,
  type Rate,
  rateBetween,
  showRate,
  spreadOf,
  toPrice,
  toSpreadBook,
  withSpread,
} from './exchange.ts'

const price = (text: string) => {
  const read = toPrice(text)
  if (!read) throw new Error(`${text} is no price`)
  return read
}
const anyCurrency = fc.constantFrom(...CURRENCIES.map(({ code }) => code))
const anyPrice = fc.record({
  numerator: fc.bigInt({ min: 1n, max: 10n ** 20n }),
  denominator: fc.bigInt({ min: 1n, max: 10n ** 20n }),
})
const anySide = fc.tuple(anyCurrency, anyPrice)
const anySpread = fc.integer({ min: 0, max: 9_999 })
const anyMinor = fc.bigInt({ min: 1n, max: 10n ** 40n })

describe('toPrice', () => {
  it.each([
    ['1', { numerator: 1n, denominator: 1n }],
    ['1.0850', { numerator: 10850n, denominator: 10000n }],
    ['0.00065', { numerator: 65n, denominator: 100000n }],
    ['9'.repeat(18), { numerator: BigInt('9'.repeat(18)), denominator: 1n }],
  ])('reads %s exactly', (text, expected) => {
    expect(toPrice(text)).toEqual(expected)
  })

  it.each(['', '0', '0.000', '-1', '+1', '1e3', '.5', '5.', '1,5', ' 1', 'NaN', '1'.repeat(19)])(
    'refuses "%s"',
    (text) => {
      expect(toPrice(text)).toBeUndefined()
    },
  )
})

describe('an exchange', () => {
  it.each([
    ['USD', '1', 'EUR', '1.25', 100n, 80n],
    ['USD', '1', 'EUR', '1.08', 100n, 92n],
    ['USD', '1', 'BTC', '60000', 60_000_00n, 100_000_000n],
    ['BTC', '60000', 'USD', '1', 1n, 0n],
    ['BTC', '60000', 'USD', '1', 17n, 1n],
    ['ETH', '2500', 'USDC', '1', 10n ** 18n, 2_500_000_000n],
    ['NGN', '0.0005', 'USD', '1', 2000_00n, 1_00n],
  ] as const)('of %s at %s for %s at %s: %s gets %s', (from, ofFrom, to, ofTo, paid, got) => {
    expect(convert(rateBetween([from, price(ofFrom)], [to, price(ofTo)]), paid)).toBe(got)
  })

  it('keeps the spread, exactly', () => {
    const rate = rateBetween(['USD', price('1')], ['EUR', price('1')])
    expect([0, 50, 9_999].map((bp) => convert(withSpread(rate, bp), 10_000n))).toEqual([
      10_000n,
      9_950n,
      1n,
    ])
  })

  test('in parts never comes to more than the whole', () => {
    fc.assert(
      fc.property(
        anySide,
        anySide,
        anySpread,
        anyMinor,
        anyMinor,
        (from, to, spread, one, other) => {
          const rate = withSpread(rateBetween(from, to), spread)
          expect(convert(rate, one) + convert(rate, other) <= convert(rate, one + other)).toBe(true)
        },
      ),
    )
  })

  test('there and back never comes to more than there was, whatever is kept', () => {
    fc.assert(
      fc.property(
        anySide,
        anySide,
        anySpread,
        anySpread,
        anyMinor,
        (one, other, out, back, minor) => {
          const there = convert(withSpread(rateBetween(one, other), out), minor)
          expect(convert(withSpread(rateBetween(other, one), back), there) <= minor).toBe(true)
        },
      ),
    )
  })

  test('by way of a third currency never comes to more than straight', () => {
    fc.assert(
      fc.property(anySide, anySide, anySide, anyMinor, (from, by, to, minor) => {
        const round = convert(rateBetween(by, to), convert(rateBetween(from, by), minor))
        expect(round <= convert(rateBetween(from, to), minor)).toBe(true)
      }),
    )
  })

  test('of the least that gets a unit gets it, and of one less gets none', () => {
    fc.assert(
      fc.property(anySide, anySide, anySpread, (from, to, spread) => {
        const rate = withSpread(rateBetween(from, to), spread)
        const { minor, currency } = leastFor(rate)
        expect(currency).toBe(from[0])
        expect(convert(rate, minor) >= 1n).toBe(true)
        expect(convert(rate, minor - 1n)).toBe(0n)
      }),
    )
  })
})

describe('showRate', () => {
  const shown = (from: string, ofFrom: string, to: string, ofTo: string) =>
    showRate(rateBetween([from as Rate['from'], price(ofFrom)], [to as Rate['to'], price(ofTo)]))

  it.each([
    ['USD', '1', 'EUR', '1.08', '0.925925925925'],
    ['EUR', '1.08', 'USD', '1', '1.08'],
    ['BTC', '60000', 'USD', '1', '60000'],
    ['USD', '1', 'BTC', '60000', '0.0000166666666666'],
    ['NGN', '0.00065', 'ETH', '2500', '0.00000026'],
  ])('of %s at %s for %s at %s is cut, never rounded up', (from, ofFrom, to, ofTo, text) => {
    expect(shown(from, ofFrom, to, ofTo)).toBe(text)
  })

  test('is never better than the rate, and so close that a million units hide none', () => {
    fc.assert(
      fc.property(anySide, anySide, (from, to) => {
        const rate = rateBetween(from, to)
        const [whole = '', decimals = ''] = showRate(rate).split('.')
        const seen = {
          numerator: BigInt(whole + decimals),
          denominator: 10n ** BigInt(decimals.length),
        }
        const exact = rateBetween([from[0], seen], [to[0], { numerator: 1n, denominator: 1n }])
        const difference = rate.numerator * exact.denominator - exact.numerator * rate.denominator
        expect(difference >= 0n).toBe(true)
        expect(difference * 10n ** 11n <= rate.numerator * exact.denominator).toBe(true)
      }),
    )
  })
})

test('a spread goes by its pair, this way round, and is nothing where nobody has said', () => {
  const from = new Date('2026-01-01T00:00:00Z')
  const spread = {
    version: 1,
    effectiveFrom: from,
    from: 'USD',
    to: 'EUR',
    basisPoints: 50,
  } as const
  const book = toSpreadBook([spread])
  expect(spreadOf(book, { from: 'USD', to: 'EUR' }, from)).toBe(50)
  expect(spreadOf(book, { from: 'EUR', to: 'USD' }, from)).toBe(0)
  expect(spreadOf(book, { from: 'USD', to: 'EUR' }, new Date(from.getTime() - 1))).toBe(0)
})
