import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkDigitOf,
  isAccountNumber,
  SERIAL_END,
  SERIAL_MIN,
  toAccountNumber,
} from './account-number.ts'

const serial = fc.integer({ min: SERIAL_MIN, max: SERIAL_END - 1 })

describe('account number', () => {
  it.each([
    // The example of the standard; a tax number of the German tax office's, which uses the same digit.
    ['0794', '5'],
    ['8609574271', '9'],
  ])('ends %s with %s, as ISO/IEC 7064 MOD 11,10 has it', (digits, checkDigit) => {
    expect(checkDigitOf(digits)).toBe(checkDigit)
  })

  it('is recognised for every serial', () => {
    fc.assert(
      fc.property(serial, (each) => {
        expect(toAccountNumber(each)).toMatch(/^[1-9][0-9]{9}$/)
        expect(isAccountNumber(toAccountNumber(each))).toBe(true)
      }),
    )
  })

  it('is refused with any one digit changed', () => {
    const change = fc.record({ serial, index: fc.nat(9), add: fc.integer({ min: 1, max: 9 }) })
    fc.assert(
      fc.property(change, ({ serial: each, index, add }) => {
        const number = toAccountNumber(each)
        const digit = (Number(number[index]) + add) % 10
        const wrong = number.slice(0, index) + digit + number.slice(index + 1)
        expect(isAccountNumber(wrong)).toBe(false)
      }),
    )
  })

  it.each(['', '123', '12345678901', '０１２３４５６７８９', ' 1234567890', '-123456789', '1e9'])(
    'is not %j',
    (text) => {
      expect(isAccountNumber(text)).toBe(false)
    },
  )

  it.each([0, 99_999_999, SERIAL_END, 1.5e8 + 0.5, Number.NaN])('is not made of %d', (each) => {
    expect(() => toAccountNumber(each)).toThrow(RangeError)
  })
})
