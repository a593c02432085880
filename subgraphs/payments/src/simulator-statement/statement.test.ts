import { describe, expect, it } from 'vitest'
import { dayRange, toStatementCsv } from './statement.ts'

describe('the days of a statement', () => {
  it('begin with the first and end with the last', () => {
    expect(dayRange('2026-11-01', '2026-11-30')).toEqual({
      from: new Date('2026-11-01T00:00:00.000Z'),
      to: new Date('2026-12-01T00:00:00.000Z'),
    })
    expect(dayRange('2026-02-28', '2026-02-28').to).toEqual(new Date('2026-03-01T00:00:00.000Z'))
  })

  it.each([
    ['2026-11-02', '2026-11-01'],
    ['2026-02-30', '2026-03-01'],
    ['2026-11-1', '2026-11-02'],
    ['', '2026-11-02'],
    ['2026-11-01', 'today'],
  ])('are not from %j to %j', (from, to) => {
    expect(() => dayRange(from, to)).toThrow(RangeError)
  })
})

it('writes amounts exactly, as what the provider owes us', () => {
  const row = {
    reference: 'pay_1',
    side: 'DEBIT' as const,
    amountMinor: 90_071_992_547_409_931n,
    currency: 'USD',
    bookedAt: new Date('2026-11-03T09:30:00.000Z'),
  }
  expect(toStatementCsv([row])).toBe(
    'reference,side,amount,currency,bookedAt\npay_1,DEBIT,90071992547409931,USD,2026-11-03T09:30:00.000Z\n',
  )
})
