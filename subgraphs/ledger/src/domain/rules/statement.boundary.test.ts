import { describe, expect, it, test } from 'vitest'
import { REFERENCE_LINES_MAX } from './reconciliation.ts'
import { toStatementLine } from './statement-line.ts'
import { type MatchingEntry, type MatchingLine, matchStatement } from './statement-matching.ts'

const FRAME = { fromDay: 100, toDay: 130, lateDays: 3, currency: null }
const movement = { side: 'DEBIT', currency: 'USD' } as const
const line = (number: number, over: Partial<MatchingLine> = {}): MatchingLine => ({
  ...{ ...movement, line: number, reference: 'pay_1', isPayment: true, amount: 100n, day: 110 },
  ...over,
})
const entry = (key: number, over: Partial<MatchingEntry> = {}): MatchingEntry => ({
  ...{ ...movement, key, payment: 'pay_1', reference: null, amount: 100n, day: 110 },
  ...over,
})

describe('the boundary of a statement', () => {
  test.each([
    [96, 'MISSING_HERE'],
    [97, 'AMOUNT_DIFFERS'],
    [133, 'AMOUNT_DIFFERS'],
    [134, 'MISSING_HERE'],
  ])('an entry of day %i with another amount: %s', (day, verdict) => {
    const { lines } = matchStatement([line(1)], [entry(1, { day, amount: 99n })], FRAME)
    expect(lines).toMatchObject([{ verdict }])
  })

  it('takes a reference at its word up to a thousand lines of it', () => {
    const lines = (count: number) =>
      Array.from({ length: count }, (_, index) => line(index + 1, { amount: BigInt(index + 1) }))
    const matched = (count: number): number =>
      matchStatement(lines(count), [entry(1, { amount: 7n, day: 90 })], FRAME).lines.filter(
        ({ rule }) => rule === 'REFERENCE',
      ).length
    expect(matched(REFERENCE_LINES_MAX)).toBe(1)
    expect(matched(REFERENCE_LINES_MAX + 1)).toBe(0)
  })
})

describe('a line of a statement', () => {
  const fields = {
    reference: 'pay_1',
    side: 'DEBIT',
    amount: '1.00',
    currency: 'USD',
    bookedAt: '2026-11-22',
  }

  it('is of either side, and of no third', () => {
    for (const side of ['DEBIT', 'CREDIT'])
      expect(toStatementLine({ ...fields, side }, 'MAJOR')).toMatchObject({ value: { side } })
    expect(toStatementLine({ ...fields, side: 'debit' }, 'MAJOR')).toMatchObject({
      refusal: { reason: 'side is DEBIT or CREDIT, not "debit"' },
    })
  })

  test.each([
    ['x'.repeat(40), `"${'x'.repeat(40)}"`],
    ['x'.repeat(41), `"${'x'.repeat(40)}…"`],
  ])('shows 40 characters of what is wrong: %s', (side, shown) => {
    expect(toStatementLine({ ...fields, side }, 'MAJOR')).toMatchObject({
      refusal: { reason: `side is DEBIT or CREDIT, not ${shown}` },
    })
  })
})
