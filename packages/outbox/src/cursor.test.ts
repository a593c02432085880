import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromCursor, InvalidCursor, isAfter, START, toCursor } from './cursor.ts'

const of = (text: string): string => Buffer.from(text).toString('base64url')

describe('cursor', () => {
  it('brings every position back as it was', () => {
    const position = fc.record({
      xid: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      sequence: fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }),
    })
    fc.assert(
      fc.property(position, (place) => {
        const cursor = toCursor(place)
        expect(cursor).toMatch(/^[A-Za-z0-9_-]{4,56}$/)
        expect(fromCursor(cursor)).toEqual(place)
      }),
    )
  })

  it.each([
    ['nothing', ''],
    ['a character', 'x'],
    ['another alphabet', 'MS4x!'],
    ['padding', 'MS4x='],
    ['three parts', of('1.1.1')],
    ['a leading zero', of('01.1')],
    ['a negative number', of('-1.1')],
    ['an exponent', of('1e3.1')],
    ['full-width digits', of('１.１')],
    ['a transaction beyond xid8', of('18446744073709551616.1')],
    ['a sequence beyond bigint', of('1.9223372036854775808')],
    ['10,000 characters', 'A'.repeat(10_000)],
    ['SQL', "' or 1=1 --"],
  ])('refuses %s', (_what, cursor) => {
    expect(() => fromCursor(cursor)).toThrow(InvalidCursor)
  })

  it('puts the transaction before the sequence', () => {
    expect(isAfter({ xid: 2n, sequence: 1n }, { xid: 1n, sequence: 9n })).toBe(true)
    expect(isAfter({ xid: 1n, sequence: 2n }, { xid: 1n, sequence: 1n })).toBe(true)
    expect(isAfter({ xid: 1n, sequence: 1n }, { xid: 1n, sequence: 1n })).toBe(false)
    expect(isAfter({ xid: 0n, sequence: 1n }, START)).toBe(true)
  })
})
