import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CURRENCIES, exponentOf, isCurrency } from './currency.ts'
import { add, allocate, compare, isPositive, money, subtract } from './money.ts'

const anyMinor = fc.bigInt({ min: -(10n ** 78n) + 1n, max: 10n ** 78n - 1n })
const anyCurrency = fc.constantFrom(...CURRENCIES.map(({ code }) => code))
const anyWeights = fc
  .array(fc.bigInt({ min: 0n, max: 10n ** 30n }), { minLength: 1, maxLength: 40 })
  .filter((weights) => weights.some((weight) => weight > 0n))
const sumOf = (amounts: readonly { minor: bigint }[]): bigint =>
  amounts.reduce((sum, { minor }) => sum + minor, 0n)

describe('allocate', () => {
  test('never loses or makes a unit', () => {
    fc.assert(
      fc.property(anyMinor, anyCurrency, anyWeights, (minor, currency, weights) => {
        const parts = allocate(money(minor, currency), weights)
        expect(parts).toHaveLength(weights.length)
        expect(sumOf(parts)).toBe(minor)
        expect(parts.every((part) => part.currency === currency)).toBe(true)
      }),
    )
  })

  test('gives each part its exact share, less or more than one unit at most', () => {
    fc.assert(
      fc.property(anyMinor, anyWeights, (minor, weights) => {
        const total = weights.reduce((sum, weight) => sum + weight, 0n)
        allocate(money(minor, 'USD'), weights).forEach((part, index) => {
          const weight = weights[index] ?? 0n
          const error = part.minor * total - minor * weight
          expect(error < total && error > -total).toBe(true)
          if (weight === 0n) expect(part.minor).toBe(0n)
        })
      }),
    )
  })

  test('gives parts of one sign only, and a debt the opposite of its amount', () => {
    fc.assert(
      fc.property(anyMinor, anyWeights, (minor, weights) => {
        const parts = allocate(money(minor, 'USD'), weights)
        expect(parts.every((part) => (minor < 0n ? part.minor <= 0n : part.minor >= 0n))).toBe(true)
        const opposite = allocate(money(-minor, 'USD'), weights)
        expect(opposite.map((part) => -part.minor)).toEqual(parts.map((part) => part.minor))
      }),
    )
  })

  test.each([
    [100n, [1n, 1n, 1n], [34n, 33n, 33n]],
    [101n, [1n, 1n, 1n], [34n, 34n, 33n]],
    [5n, [1n, 2n], [2n, 3n]],
    [1n, [1n, 999n], [0n, 1n]],
    [-100n, [1n, 1n, 1n], [-34n, -33n, -33n]],
    [0n, [1n, 2n], [0n, 0n]],
    [7n, [0n, 3n], [0n, 7n]],
  ])(
    'splits %s by %s into %s: the largest remainder first, then the earlier',
    (minor, weights, parts) => {
      expect(allocate(money(minor, 'USD'), weights).map((part) => part.minor)).toEqual(parts)
    },
  )

  test.each([[[]], [[0n]], [[0n, 0n]], [[-1n, 2n]], [[1n, -1n]]])(
    'refuses the weights %s',
    (weights) => {
      expect(() => allocate(money(1n, 'USD'), weights)).toThrow(RangeError)
    },
  )
})

describe('add, subtract and compare', () => {
  test('subtracting what was added gives the amount back', () => {
    fc.assert(
      fc.property(anyMinor, anyMinor, anyCurrency, (a, b, currency) => {
        const sum = add(money(a, currency), money(b, currency))
        expect(subtract(sum, money(b, currency))).toEqual(money(a, currency))
      }),
    )
  })

  test('compare orders as the minor units do, both ways round', () => {
    fc.assert(
      fc.property(anyMinor, anyMinor, (a, b) => {
        const order = compare(money(a, 'EUR'), money(b, 'EUR'))
        expect(order).toBe(a === b ? 0 : a < b ? -1 : 1)
        expect(compare(money(b, 'EUR'), money(a, 'EUR')) + order).toBe(0)
      }),
    )
  })

  test('each throws for two currencies, even when an amount is zero', () => {
    for (const reckon of [add, subtract, compare])
      expect(() => reckon(money(0n, 'USD'), money(0n, 'USDC'))).toThrow(RangeError)
  })

  test('only more than nothing is positive', () => {
    expect([-1n, 0n, 1n].map((minor) => isPositive(money(minor, 'JPY')))).toEqual([
      false,
      false,
      true,
    ])
  })
})

describe('currencies', () => {
  test('have the exponents of ISO 4217 and of their chains', () => {
    const exponents = Object.fromEntries(CURRENCIES.map(({ code }) => [code, exponentOf(code)]))
    expect(exponents).toEqual({
      USD: 2,
      EUR: 2,
      NGN: 2,
      JPY: 0,
      KWD: 3,
      BTC: 8,
      ETH: 18,
      USDC: 6,
      EURC: 6,
    })
  })

  test.each(['usd', ' USD', 'USD ', '', 'XXX', '__proto__', 'constructor', 'ＵＳＤ'])(
    '%j is no currency',
    (text) => {
      expect(isCurrency(text)).toBe(false)
    },
  )
})
