import { afterEach, describe, expect, it, test, vi } from 'vitest'
import { CURRENCIES, type Currency, factsOf } from './currency.ts'
import { add, allocate, compare, isPositive, money, subtract } from './money.ts'
import { parseMinorUnits, parseMoney, toDecimal } from './text.ts'

const usd = (minor: bigint) => money(minor, 'USD')

describe('on the boundary', () => {
  test.each([
    [-1n, 0n, -1],
    [0n, 0n, 0],
    [1n, 0n, 1],
    [10n ** 77n, 10n ** 77n, 0],
    [10n ** 77n, 10n ** 77n + 1n, -1],
  ])('%s compared with %s is %s', (a, b, order) => {
    expect(compare(usd(a), usd(b))).toBe(order)
  })

  it('is positive from the first unit on', () => {
    expect([-1n, 0n, 1n].map((minor) => isPositive(usd(minor)))).toEqual([false, false, true])
  })

  it('splits the odd units among the first of many equal parts', () => {
    const parts = allocate(
      usd(47n),
      Array.from({ length: 40 }, () => 1n),
    )
    expect(parts.map(({ minor }) => minor)).toEqual([
      ...Array.from({ length: 7 }, () => 2n),
      ...Array.from({ length: 33 }, () => 1n),
    ])
  })

  it('reads 78 digits and no 79th, with a minus or without', () => {
    const most = '9'.repeat(78)
    expect(parseMinorUnits(most)).toBe(BigInt(most))
    expect(parseMinorUnits(`-${most}`)).toBe(-BigInt(most))
    expect(parseMinorUnits(`${most}9`)).toBeUndefined()
    expect(parseMinorUnits(`-${most}9`)).toBeUndefined()
    expect(parseMoney(`${'9'.repeat(76)}.99`, 'USD')).toEqual({
      ok: true,
      value: usd(BigInt(most)),
    })
    const tooLarge = { ok: false, refusal: { code: 'TOO_LARGE' } }
    expect(parseMoney(`1${'0'.repeat(76)}.00`, 'USD')).toEqual(tooLarge)
  })

  it('writes zero and one unit on either side of it', () => {
    expect([-1n, 0n, 1n].map((minor) => toDecimal(usd(minor)))).toEqual(['-0.01', '0.00', '0.01'])
    expect([-1n, 0n, 1n].map((minor) => toDecimal(money(minor, 'JPY')))).toEqual(['-1', '0', '1'])
  })
})

describe('a bug in the caller', () => {
  it('is named: amounts of two currencies', () => {
    const mixed = 'USD and EUR are different currencies'
    for (const both of [add, subtract, compare])
      expect(() => both(usd(1n), money(1n, 'EUR'))).toThrow(new RangeError(mixed))
  })

  it('is named: weights that divide nothing', () => {
    expect(() => allocate(usd(1n), [0n])).toThrow(
      new RangeError('weights must not be negative, and one of them must be positive'),
    )
  })

  it('is named: a currency that there is not', () => {
    expect(() => factsOf('XXX' as Currency)).toThrow(new RangeError('unknown currency XXX'))
  })
})

describe('the list of currencies', () => {
  it('has the decimals and names of ISO 4217 and of the assets themselves', () => {
    expect(
      CURRENCIES.map(({ code, exponent, name, kind }) => [code, exponent, name, kind]),
    ).toEqual([
      ['USD', 2, 'US dollar', 'FIAT'],
      ['EUR', 2, 'Euro', 'FIAT'],
      ['NGN', 2, 'Nigerian naira', 'FIAT'],
      ['JPY', 0, 'Japanese yen', 'FIAT'],
      ['KWD', 3, 'Kuwaiti dinar', 'FIAT'],
      ['BTC', 8, 'Bitcoin', 'CRYPTO'],
      ['ETH', 18, 'Ether', 'CRYPTO'],
      ['USDC', 6, 'USD Coin', 'CRYPTO'],
      ['EURC', 6, 'Euro Coin', 'CRYPTO'],
    ])
  })
})

describe('formatters, which are costly to make', () => {
  afterEach(() => {
    vi.restoreAllMocks()
    vi.resetModules()
  })

  it('are kept for the 200 locales last made, the oldest first forgotten', async () => {
    vi.resetModules()
    const { formatMoney } = await import('./text.ts')
    const made = vi.spyOn(Intl, 'NumberFormat')
    const locale = (number: number): string => `en-x-l${number}`
    const isMade = (number: number): boolean => {
      const before = made.mock.calls.length
      expect(formatMoney(usd(1250n), locale(number))).toBe('$12.50')
      return made.mock.calls.length > before
    }
    for (let number = 1; number <= 200; number++) expect(isMade(number)).toBe(true)
    for (let number = 1; number <= 200; number++) expect(isMade(number)).toBe(false)
    expect(isMade(201)).toBe(true)
    expect(isMade(2)).toBe(false)
    expect(isMade(1)).toBe(true)
    expect(isMade(2)).toBe(true)
    expect(isMade(201)).toBe(false)
  })
})
