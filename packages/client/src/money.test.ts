import { describe, expect, it } from 'vitest'
import { addMoney, compareMoney, formatMoney, money, subtractMoney, toDecimal } from './money.ts'

describe('money', () => {
  it.each([
    ['19.99', 'USD', '1999'],
    ['0.1', 'USD', '10'],
    ['7', 'JPY', '7'],
    ['1.234', 'KWD', '1234'],
    ['0.000000000000000001', 'ETH', '1'],
    ['90071992547409931.23', 'EUR', '9007199254740993123'],
  ] as const)('reads %s %s as %s minor units', (decimal, currency, amount) => {
    expect(money(decimal, currency)).toEqual({ amount, currency })
  })

  it.each([
    ['19.999', 'USD'],
    ['19.990', 'USD'],
    ['1.0', 'JPY'],
    ['1e3', 'USD'],
    ['1,000.00', 'USD'],
    [' 1', 'USD'],
    ['', 'USD'],
    ['NaN', 'USD'],
    [`1${'0'.repeat(78)}`, 'JPY'],
  ] as const)('refuses %j %s, because nothing is rounded', (decimal, currency) => {
    expect(() => money(decimal, currency)).toThrow(RangeError)
  })

  it('takes no number: a float amount does not compile', () => {
    // @ts-expect-error an amount is text
    expect(() => money(19.99, 'USD')).toThrow(TypeError)
    // @ts-expect-error a currency is one that there is
    expect(() => money('19.99', 'usd')).toThrow(RangeError)
  })

  it('adds what floats cannot', () => {
    expect(addMoney(money('0.1', 'USD'), money('0.2', 'USD'))).toEqual(money('0.3', 'USD'))
    expect(toDecimal(subtractMoney(money('0.1', 'USD'), money('0.3', 'USD')))).toBe('-0.20')
  })

  it('compares by amount, and not at all between currencies', () => {
    expect(compareMoney(money('9', 'USD'), money('10', 'USD'))).toBe(-1)
    expect(compareMoney(money('10', 'USD'), money('10.00', 'USD'))).toBe(0)
    expect(() => compareMoney(money('1', 'USD'), money('1', 'EUR'))).toThrow(RangeError)
  })

  it('shows an amount exactly, and refuses one that is not minor units', () => {
    expect(formatMoney(money('90071992547409931.23', 'USD'))).toBe('$90,071,992,547,409,931.23')
    expect(formatMoney(money('19.99', 'EUR'), 'de')).toBe('19,99\u00a0€')
    expect(() => formatMoney({ amount: '19.99', currency: 'EUR' })).toThrow(RangeError)
  })
})
