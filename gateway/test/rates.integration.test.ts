import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { newLogger } from '@tallystick/telemetry'
import type { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { newRedisCounters } from '../src/rates/redis-counters.ts'
import { newMemoryCounters } from '../src/rates/window.ts'
import { openRedis } from '../src/redis.ts'
import { freePort, hasRedis, startRedis, stop } from './redis.ts'

const bucket = { name: 'address', points: 100, windowMs: 900_000 }
const short = { name: 'short', points: 10, windowMs: 600 }

describe.skipIf(!hasRedis())('rates in Redis', () => {
  let port: number
  let server: ChildProcess
  const opened: Redis[] = []

  function open() {
    let text = ''
    const log = newLogger({ name: 'test', destination: { write: (line) => (text += line) } })
    const redis = openRedis(`redis://127.0.0.1:${port}`, log)
    opened.push(redis)
    const insurance = newMemoryCounters(1_000)
    const messages = () =>
      text.split('\n').flatMap((line) => (line === '' ? [] : String(JSON.parse(line).msg)))
    return { redis, messages, ...newRedisCounters(redis, { insurance, log }) }
  }
  const ready = async (redis: Redis) => {
    if (redis.status !== 'ready') await once(redis, 'ready')
    await redis.flushall()
  }

  beforeAll(async () => {
    port = await freePort()
    server = await startRedis(port)
  })
  afterEach(() => {
    for (const redis of opened.splice(0)) redis.disconnect()
  })
  afterAll(() => stop(server))

  test('two gateways hold a caller to one budget: 100 pass, the 101st does not (SEC-1, NFR-3)', async () => {
    const [here, there] = [open(), open()]
    await ready(here.redis)
    await ready(there.redis)
    const takes = Array.from({ length: 101 }, (_each, index) =>
      (index % 2 ? here : there).take(bucket, 'ada', 1),
    )
    const taken = await Promise.all(takes)
    expect(taken.filter(({ isAdmitted }) => isAdmitted)).toHaveLength(100)
    const { waitMs } = taken.find(({ isAdmitted }) => !isAdmitted) ?? { waitMs: 0 }
    expect(waitMs).toBeGreaterThan(890_000)
    expect((await here.take(bucket, 'ben', 1)).left).toBe(99)
    expect(here.messages()).toEqual([])
  })

  test('a window slides by the clock of Redis, and what is refused is not counted', async () => {
    const { redis, take } = open()
    await ready(redis)
    await take(short, 'ada', 6)
    await pause(150)
    await take(short, 'ada', 4)
    const { isAdmitted, left, waitMs } = await take(short, 'ada', 6)
    expect({ isAdmitted, left }).toEqual({ isAdmitted: false, left: 0 })
    expect(waitMs).toBeLessThanOrEqual(450)
    await pause(waitMs + 5)
    expect(await take(short, 'ada', 6)).toMatchObject({ isAdmitted: true, left: 0 })
    expect(await redis.pttl('tallystick:rates:short:ada')).toBeGreaterThan(0)
    await pause(650)
    expect(await redis.exists('tallystick:rates:short:ada')).toBe(0)
  })

  test('a busy caller costs Redis about a kilobyte, whatever the budget', async () => {
    const { redis, take } = open()
    await ready(redis)
    const wide = { name: 'wide', points: 1_000_000, windowMs: 1_000 }
    const end = Date.now() + 1_000
    while (Date.now() < end) await take(wide, 'ada', 1)
    expect(await redis.strlen('tallystick:rates:wide:ada')).toBeLessThan(1_500)
  })

  test('while Redis is away the gateway counts by itself, says so once, and goes back to it (SEC-4)', async () => {
    const { redis, messages, take } = open()
    await ready(redis)
    await take(short, 'warm', 1)
    await stop(server)
    const since = performance.now()
    const taken = []
    for (let count = 0; count < 11; count++)
      taken.push(await take({ ...short, windowMs: 60_000 }, 'ada', 1))
    expect(performance.now() - since).toBeLessThan(1_000)
    expect(taken.map(({ isAdmitted }) => isAdmitted)).toEqual([...Array(10).fill(true), false])
    const away = 'rates are counted by each gateway alone: Redis is away'
    expect(messages().filter((message) => message === away)).toHaveLength(1)
    server = await startRedis(port)
    const again = 'rates are counted in Redis again'
    await vi.waitFor(
      async () => {
        await take(bucket, 'back', 1)
        expect(messages()).toContain(again)
      },
      { timeout: 10_000, interval: 50 },
    )
    expect(await redis.exists('tallystick:rates:address:back')).toBe(1)
  })

  test('a Redis that hangs costs one caller 300 ms and the others nothing', async () => {
    const { redis, take } = open()
    await ready(redis)
    await take(bucket, 'warm', 1)
    server.kill('SIGSTOP')
    try {
      const since = performance.now()
      await take(bucket, 'ada', 1)
      const first = performance.now() - since
      for (let count = 0; count < 100; count++) await take(bucket, 'ada', 1)
      const rest = performance.now() - since - first
      expect(first).toBeLessThan(900)
      expect(rest).toBeLessThan(300)
    } finally {
      server.kill('SIGCONT')
    }
  })

  test('serves where there is no Redis at all', async () => {
    const redis = openRedis(
      `redis://127.0.0.1:${await freePort()}`,
      newLogger({ name: 'x', level: 'silent' }),
    )
    opened.push(redis)
    const log = newLogger({ name: 'x', level: 'silent' })
    const { take } = newRedisCounters(redis, { insurance: newMemoryCounters(10), log })
    expect(await take(bucket, 'ada', 1)).toMatchObject({ isAdmitted: true, left: 99 })
  })
})
