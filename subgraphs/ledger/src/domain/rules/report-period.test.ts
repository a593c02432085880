import { describe, expect, test } from 'vitest'
import { monthOf, spanOf } from './report-period.ts'

const span = (...args: Parameters<typeof spanOf>): string[] | undefined => {
  const found = spanOf(...args)
  return found && [found.from, found.to].map((each) => each.toISOString())
}
const midnight = (...days: string[]): string[] => days.map((day) => `${day}T00:00:00.000Z`)

describe('a period', () => {
  test.each([
    ['DAY', '2026-11-22', '2026-11-22', '2026-11-23'],
    ['DAY', '2026-12-31', '2026-12-31', '2027-01-01'],
    ['DAY', '2028-02-29', '2028-02-29', '2028-03-01'],
    ['MONTH', '2026-11-22', '2026-11-01', '2026-12-01'],
    ['MONTH', '2026-12-31', '2026-12-01', '2027-01-01'],
    ['MONTH', '2028-02-01', '2028-02-01', '2028-03-01'],
    ['MONTH', '0099-12-05', '0099-12-01', '0100-01-01'],
  ] as const)('%s of %s runs from %s until %s', (period, date, from, to) => {
    expect(span(period, date)).toEqual(midnight(from, to))
  })

  test.each([
    ['2026-11-16', '2026-11-16', '2026-11-23'],
    ['2026-11-22', '2026-11-16', '2026-11-23'],
    ['2026-11-23', '2026-11-23', '2026-11-30'],
    ['2027-01-01', '2026-12-28', '2027-01-04'],
    ['2024-12-30', '2024-12-30', '2025-01-06'],
  ])('WEEK of %s runs from Monday %s until Monday %s', (date, from, to) => {
    expect(span('WEEK', date)).toEqual(midnight(from, to))
  })

  test.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '26-01-01',
    '2026-01-01T00:00:00Z',
    ' 2026-01-01',
    '0001-01-01',
    '9999-01-01',
    '2026-01-32',
    '',
  ])('is none for %j', (date) => {
    for (const period of ['DAY', 'WEEK', 'MONTH'] as const)
      expect(spanOf(period, date)).toBeUndefined()
  })
})

describe('a month', () => {
  test('is named by year and month', () => {
    expect(monthOf('2026-11')).toEqual(spanOf('MONTH', '2026-11-22'))
  })

  test.each(['2026-13', '2026-00', '2026-1', '2026-11-01', '2026', '20261-1', '0001-05', ''])(
    'is none for %j',
    (month) => expect(monthOf(month)).toBeUndefined(),
  )
})
