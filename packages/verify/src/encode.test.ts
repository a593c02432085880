import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Encodable, encode } from './encode.ts'

const hexOf = (value: Encodable): string => Buffer.from(encode(value)).toString('hex')

/** Few letters and much nesting, so that values that look alike when joined are common. */
const anyText = fc.oneof(
  fc.stringMatching(/^[a,"[\]\0\\1]{0,3}$/),
  fc.constantFrom('', '\u0000', '\u0001', 'é', 'e\u0301', '🍜', '昼', '\ufeff', 'null'),
  fc.string({ unit: 'grapheme' }),
)
const anyBytes = fc.oneof(
  anyText.map((text) => new TextEncoder().encode(text)),
  fc.uint8Array({ maxLength: 8 }),
)
const anyValue = fc.letrec<{ value: Encodable; list: readonly Encodable[] }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constant(null),
    anyText,
    anyBytes,
    tie('list'),
  ),
  list: fc.array(tie('value'), { maxLength: 4 }),
})).value

/** Says what a value is in another way than `encode` does: as JSON with a letter for the kind. */
function described(value: Encodable): string {
  if (value === null) return 'n'
  if (typeof value === 'string') return `t${JSON.stringify(value)}`
  if (value instanceof Uint8Array) return `b[${value.join()}]`
  return `l[${value.map(described).join()}]`
}

describe('encode', () => {
  test('gives different values different bytes, and equal ones the same, in 10^5 pairs', () => {
    const seen = new Map<string, string>()
    fc.assert(
      fc.property(anyValue, anyValue, (one, other) => {
        expect(hexOf(one) === hexOf(other)).toBe(described(one) === described(other))
        // Not only against its pair: against every value of this run.
        const before = seen.get(hexOf(one))
        if (before !== undefined) expect(before).toBe(described(one))
        seen.set(hexOf(one), described(one))
      }),
      { numRuns: 100_000 },
    )
    expect(seen.size).toBeGreaterThan(20_000)
  }, 60_000)

  test.each<[string, Encodable, string]>([
    ['nothing', null, '00'],
    ['an empty text', '', '0100000000'],
    ['a text', 'ab', '01000000026162'],
    ['a text beyond ASCII', 'aé🍜', '010000000761c3a9f09f8d9c'],
    ['no bytes', new Uint8Array(), '0200000000'],
    ['bytes', Uint8Array.of(0, 255), '020000000200ff'],
    ['an empty list', [], '0300000000'],
    ['a list in a list', [['a'], null], '03000000020300000001010000000161' + '00'],
  ])('writes %s in its fixed form', (_what, value, expected) => {
    expect(hexOf(value)).toBe(expected)
  })

  test('writes the length of a long text in all four bytes', () => {
    expect(hexOf('a'.repeat(0x010203)).slice(0, 10)).toBe('0100010203')
  })

  test.each(['\ud800', 'a\udc00', '\ud83c', 'é\udf5c\ud83c'])(
    'refuses half a surrogate pair: %j',
    (text) => {
      expect(() => encode([text])).toThrow(RangeError)
    },
  )
})
