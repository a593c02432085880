import { describe, expect, it } from 'vitest'
import { BACKLOG_MAX, SLOW_MS, toPartHealth, toSystemHealth } from './health.ts'

const up = toPartHealth('auth', 1)
const slow = toPartHealth('ledger', SLOW_MS + 1)
const down = toPartHealth('redis', null)

describe('toPartHealth', () => {
  it('calls a part that answers up, a slow one degraded, a silent one down', () => {
    expect([up, toPartHealth('x', SLOW_MS), slow, down].map(({ status }) => status)).toEqual([
      'UP',
      'UP',
      'DEGRADED',
      'DOWN',
    ])
  })
})

describe('toSystemHealth', () => {
  it.each([
    ['UP', [up], 0],
    ['UP', [up], BACKLOG_MAX],
    ['DEGRADED', [up], BACKLOG_MAX + 1],
    ['DEGRADED', [up, slow], 0],
    ['DOWN', [up, slow, down], 0],
  ] as const)('is %s, as bad as the worst of its parts', (status, parts, waiting) => {
    expect(toSystemHealth(parts, [{ subgraph: 'auth', waiting }]).status).toBe(status)
  })
})
