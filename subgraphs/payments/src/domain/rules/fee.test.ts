import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  type FeeBand,
  type FeeQuestion,
  type FeeRule,
  faultOfBands,
  feeOf,
  toFeeBook,
} from './fee.ts'

const AT = new Date('2026-06-01T00:00:00Z')
const band = (over: Partial<FeeBand> = {}): FeeBand => ({
  fromMinor: 0n,
  fixedMinor: 0n,
  basisPoints: 0,
  minimumMinor: 0n,
  maximumMinor: null,
  ...over,
})
const rule = (bands: readonly FeeBand[], over: Partial<FeeRule> = {}): FeeRule => ({
  version: 1,
  effectiveFrom: new Date('2026-01-01T00:00:00Z'),
  kind: 'SEND',
  currency: 'USD',
  priority: 'EXPRESS',
  bands,
  ...over,
})
const ask = (minor: bigint, over: Partial<FeeQuestion> = {}): FeeQuestion => ({
  kind: 'SEND',
  currency: 'USD',
  priority: 'EXPRESS',
  minor,
  ...over,
})
const fee = (rules: readonly FeeRule[], question: FeeQuestion, at = AT) =>
  feeOf({ book: toFeeBook(rules), at }, question)

describe('feeOf (LIM-5)', () => {
  it.each([
    ['nothing where no rule holds', [], 100n, 0n],
    ['the fixed part', [band({ fixedMinor: 25n })], 1n, 25n],
    ['the exact share', [band({ basisPoints: 50 })], 200_00n, 100n],
    [
      'the share, one unit too small to be exact: rounded up',
      [band({ basisPoints: 50 })],
      200_01n,
      101n,
    ],
    ['one unit for the smallest amount', [band({ basisPoints: 1 })], 1n, 1n],
    ['the minimum just below it', [band({ basisPoints: 50, minimumMinor: 10n })], 18_00n, 10n],
    ['the share at the minimum', [band({ basisPoints: 50, minimumMinor: 10n })], 20_00n, 10n],
    ['the share just above it', [band({ basisPoints: 50, minimumMinor: 10n })], 20_01n, 11n],
    ['the maximum', [band({ basisPoints: 100, maximumMinor: 500n })], 500_01n, 500n],
    ['all of the amount', [band({ basisPoints: 10_000 })], 7n, 7n],
  ])('is %s', (_what, bands, minor, expected) => {
    expect(fee(bands.length === 0 ? [] : [rule(bands)], ask(minor))).toBe(expected)
  })

  it('goes by the band that the amount is in, from its first unit on', () => {
    const rules = [rule([band({ fixedMinor: 1n }), band({ fromMinor: 100n, fixedMinor: 2n })])]
    expect([1n, 99n, 100n, 101n].map((minor) => fee(rules, ask(minor)))).toEqual([1n, 1n, 2n, 2n])
  })

  it('is another for another kind, currency or priority', () => {
    const rules = [rule([band({ fixedMinor: 9n })])]
    for (const over of [{ kind: 'PAYOUT' }, { currency: 'EUR' }, { priority: 'STANDARD' }] as const)
      expect(fee(rules, ask(1n, over))).toBe(0n)
  })

  it('goes by the version in force, from its first moment on; of two of one moment by the later', () => {
    const from = new Date('2026-03-01T00:00:00Z')
    const rules = [
      rule([band({ fixedMinor: 1n })]),
      rule([band({ fixedMinor: 3n })], { version: 3, effectiveFrom: from }),
      rule([band({ fixedMinor: 2n })], { version: 2, effectiveFrom: from }),
    ]
    const at = (ms: number) => fee(rules, ask(1n), new Date(from.getTime() + ms))
    expect([at(-1), at(0), at(1)]).toEqual([1n, 3n, 3n])
    expect(fee(rules, ask(1n), new Date('2025-12-31T23:59:59.999Z'))).toBe(0n)
  })

  const anyMinor = fc.bigInt({ min: 1n, max: 10n ** 40n })
  const anyPart = fc.record({
    fixedMinor: fc.bigInt({ min: 0n, max: 10n ** 20n }),
    basisPoints: fc.integer({ min: 0, max: 10_000 }),
    minimumMinor: fc.bigInt({ min: 0n, max: 10n ** 20n }),
  })

  test('nobody pays less by paying in parts', () => {
    fc.assert(
      fc.property(anyPart, anyMinor, anyMinor, (part, one, other) => {
        const rules = [rule([band(part)])]
        const parts = fee(rules, ask(one)) + fee(rules, ask(other))
        expect(parts >= fee(rules, ask(one + other))).toBe(true)
      }),
    )
  })

  test('nobody is charged a whole unit more than the share, and a bound is kept', () => {
    fc.assert(
      fc.property(
        anyPart,
        anyMinor,
        fc.bigInt({ min: 0n, max: 10n ** 21n }),
        (part, minor, room) => {
          const maximumMinor = part.minimumMinor + room
          const charged = fee([rule([band({ ...part, maximumMinor })])], ask(minor))
          expect(charged >= part.minimumMinor && charged <= maximumMinor).toBe(true)
          const exact = minor * BigInt(part.basisPoints) + part.fixedMinor * 10_000n
          const share = fee([rule([band({ ...part, minimumMinor: 0n })])], ask(minor)) * 10_000n
          expect(share >= exact && share < exact + 10_000n).toBe(true)
        },
      ),
    )
  })
})

describe('faultOfBands', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, at) => band({ fromMinor: BigInt(at) }))

  it.each([
    ['twenty bands', many(20)],
    ['a maximum that is the minimum', [band({ minimumMinor: 5n, maximumMinor: 5n })]],
    ['all of the amount', [band({ basisPoints: 10_000 })]],
  ])('takes %s', (_what, bands) => {
    expect(faultOfBands(bands)).toBeUndefined()
  })

  it.each([
    ['no band', []],
    ['twenty-one bands', many(21)],
    ['a first band from 1', [band({ fromMinor: 1n })]],
    ['two bands from the same amount', [band(), band()]],
    ['falling bands', [band(), band({ fromMinor: 5n }), band({ fromMinor: 4n })]],
    ['more than the amount', [band({ basisPoints: 10_001 })]],
    ['less than no share', [band({ basisPoints: -1 })]],
    ['a negative fixed part', [band({ fixedMinor: -1n })]],
    ['a negative minimum', [band({ minimumMinor: -1n })]],
    ['a maximum below the minimum', [band({ minimumMinor: 5n, maximumMinor: 4n })]],
  ])('refuses %s', (_what, bands) => {
    expect(faultOfBands(bands)).toEqual(expect.any(String))
  })
})
