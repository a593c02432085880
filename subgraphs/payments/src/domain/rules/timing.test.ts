import { expect, it } from 'vitest'
import { LEASE_MS, PAUSE_MAX_MS, pauseMs } from './timing.ts'

it('waits longer after each try, and never so long that a sweep passes without one (P-12)', () => {
  const pauses = Array.from({ length: 100 }, (_, attemptCount) => pauseMs(attemptCount))
  expect(pauses.slice(0, 4)).toEqual([LEASE_MS, 10_000, 20_000, PAUSE_MAX_MS])
  expect(Math.max(...pauses)).toBeLessThan(60_000)
})
