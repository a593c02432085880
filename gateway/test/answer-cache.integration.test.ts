import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { SILENT } from '@tallystick/telemetry'
import type { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { newRedisStore } from '../src/cache/store.ts'
import { openRedis } from '../src/redis.ts'
import { freePort, hasRedis, startRedis, stop } from './redis.ts'

const answer = (data: string, versions: readonly string[]) => ({
  data,
  keptAt: Date.now(),
  versions,
})

describe.skipIf(!hasRedis())('answers in Redis', () => {
  let port: number
  let server: ChildProcess
  const opened: Redis[] = []

  async function open() {
    const redis = openRedis(`redis://127.0.0.1:${port}`, SILENT)
    opened.push(redis)
    await once(redis, 'ready')
    return { redis, ...newRedisStore(redis, { ageMaxS: 300, log: SILENT }) }
  }

  beforeAll(async () => {
    port = await freePort()
    server = await startRedis(port)
  })
  afterEach(() => {
    for (const redis of opened.splice(0)) redis.disconnect()
  })
  afterAll(() => stop(server))

  test('are given again by every gateway, until one makes them stale (SUP-18)', async () => {
    const [here, there] = [await open(), await open()]
    const { kept, versions } = await here.look('a', ['Head', 'Query.head'])
    expect(kept).toBeUndefined()
    await here.keep('a', answer('{"n":1}', versions), 60)
    expect((await there.look('a', ['Head', 'Query.head'])).kept?.data).toBe('{"n":1}')
    await there.invalidate(['Other'])
    expect((await here.look('a', ['Head', 'Query.head'])).kept).toBeDefined()
    await there.invalidate(['Head'])
    expect((await here.look('a', ['Head', 'Query.head'])).kept).toBeUndefined()
  })

  test('are not kept past a change that came while they were made', async () => {
    const { look, keep, invalidate } = await open()
    const { versions } = await look('b', ['Head'])
    await invalidate(['Head'])
    await keep('b', answer('"old"', versions), 60)
    expect((await look('b', ['Head'])).kept).toBeUndefined()
  })

  test('end with their age, and what was changed is remembered for longer', async () => {
    const { redis, look, keep, invalidate } = await open()
    await invalidate(['Short'])
    const { versions } = await look('c', ['Short'])
    await keep('c', answer('1', versions), 1)
    const age = await redis.pttl('tallystick:cache:answer:c')
    expect(age).toBeGreaterThan(500)
    expect(age).toBeLessThanOrEqual(1_000)
    expect(await redis.pttl('tallystick:cache:tag:Short')).toBeGreaterThan(500_000)
  })

  test('are not there while Redis is away, which costs no one anything', async () => {
    const { look, keep, invalidate } = await open()
    const { versions } = await look('d', ['Head'])
    await keep('d', answer('1', versions), 60)
    await stop(server)
    const since = performance.now()
    for (let count = 0; count < 100; count++) {
      expect((await look('d', ['Head'])).kept).toBeUndefined()
      await keep('d', answer('1', []), 60)
      await invalidate(['Head'])
    }
    expect(performance.now() - since).toBeLessThan(1_000)
    server = await startRedis(port)
    await vi.waitFor(
      async () => {
        const { versions: present } = await look('e', ['Head'])
        await keep('e', answer('1', present), 60)
        expect((await look('e', ['Head'])).kept).toBeDefined()
      },
      { timeout: 10_000, interval: 50 },
    )
  })
})
