import { describe, expect, it } from 'vitest'
import { ATTEMPTS_MAX, ageInDays, statusOf } from './reconciliation.ts'

const at = (text: string) => new Date(text)

describe('the age of a difference', () => {
  it.each([
    ['2026-11-01T00:00:00.000Z', 0],
    ['2026-11-01T23:59:59.999Z', 0],
    ['2026-11-02T00:00:00.000Z', 1],
    ['2026-11-11T12:00:00.000Z', 10],
    ['2026-10-31T00:00:00.000Z', 0],
  ])('at %s is %i whole days', (now, days) => {
    const open = { openedAt: at('2026-11-01T00:00:00.000Z'), resolvedAt: null }
    expect(ageInDays(open, at(now))).toBe(days)
  })

  it('no longer grows when it is resolved', () => {
    const resolved = {
      openedAt: at('2026-11-01T00:00:00.000Z'),
      resolvedAt: at('2026-11-04T00:00:00.000Z'),
    }
    expect(ageInDays(resolved, at('2026-12-01T00:00:00.000Z'))).toBe(3)
  })
})

describe('a comparison', () => {
  it('is running until it is finished, or was tried too often', () => {
    const status = (finishedAt: Date | null, attemptCount: number) =>
      statusOf({ finishedAt, attemptCount })
    expect(status(null, 0)).toBe('RUNNING')
    expect(status(null, ATTEMPTS_MAX)).toBe('RUNNING')
    expect(status(null, ATTEMPTS_MAX + 1)).toBe('FAILED')
    expect(status(at('2026-11-01T00:00:00.000Z'), ATTEMPTS_MAX + 1)).toBe('FINISHED')
  })
})
