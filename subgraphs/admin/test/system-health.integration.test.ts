import { expect, it } from 'vitest'
import { only, openRoom } from './room.ts'

it('shows each part, each outbox and the worst of them, and never waits for a part that hangs // ADM-10', async () => {
  const room = await openRoom({
    probes: {
      auth: async () => {},
      redis: () => new Promise<never>(() => {}),
    },
    outboxes: { auth: async () => 7 },
  })
  const start = performance.now()
  const query = `{ systemHealth { status parts { name status latencyMs } outboxes { subgraph waiting } } }`
  expect(only(await room.send(query))).toEqual({
    status: 'DOWN',
    parts: [
      { name: 'auth', status: 'UP', latencyMs: expect.any(Number) },
      { name: 'redis', status: 'DOWN', latencyMs: null },
      { name: 'database', status: 'UP', latencyMs: expect.any(Number) },
    ],
    outboxes: [{ subgraph: 'auth', waiting: 7 }],
  })
  expect(performance.now() - start).toBeLessThan(5_000)
  await room.close()
})
