import { SILENT } from '@tallystick/telemetry'
import { expect, it } from 'vitest'
import { checkHealth } from './check-health.ts'

const answers = async () => {}
const never = () => new Promise<never>(() => {})

it('is up when every part answers, and counts what waits in each outbox // ADM-10', async () => {
  const health = await checkHealth(
    { probes: { auth: answers, database: answers }, outboxes: { auth: async () => 3 } },
    SILENT,
  )
  expect(health).toEqual({
    status: 'UP',
    parts: [
      { name: 'auth', status: 'UP', latencyMs: expect.any(Number) },
      { name: 'database', status: 'UP', latencyMs: expect.any(Number) },
    ],
    outboxes: [{ subgraph: 'auth', waiting: 3 }],
  })
})

it('calls a part down that fails or says nothing in time, and does not wait for it // ADM-10', async () => {
  const refusing = () => Promise.reject(new Error('connection refused'))
  const throwing = () => {
    throw new Error('not even asked')
  }
  const start = performance.now()
  const health = await checkHealth(
    { probes: { refusing, never, throwing, auth: answers }, outboxes: {} },
    SILENT,
    50,
  )
  expect(performance.now() - start).toBeLessThan(1_000)
  expect(health.status).toBe('DOWN')
  expect(health.parts.map(({ name, status }) => [name, status])).toEqual([
    ['refusing', 'DOWN'],
    ['never', 'DOWN'],
    ['throwing', 'DOWN'],
    ['auth', 'UP'],
  ])
})

it('shows an outbox that cannot be counted as a part that is down, not as an empty one', async () => {
  const outboxes = { auth: async () => 0, ledger: never }
  expect(await checkHealth({ probes: {}, outboxes }, SILENT, 50)).toEqual({
    status: 'DOWN',
    parts: [{ name: 'ledger outbox', status: 'DOWN', latencyMs: null }],
    outboxes: [{ subgraph: 'auth', waiting: 0 }],
  })
})
