import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { newMemoryWake, newPostgresWake, newRedisWake, type Wake } from '../src/wake.ts'
import { newRoom, numberOf, type Room, sale, take } from './room.ts'

const PATIENT = { timeout: 10_000, interval: 10 }
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** What every way to wake promises. @param open opens one more process's end of it */
function promisesOfWake(open: () => Wake): void {
  it('wakes listeners of the channel in this process and in others, nobody else', async () => {
    const [here, there] = [open(), open()]
    const heard: string[] = []
    await here.listen('a', () => heard.push('here'))
    await there.listen('a', () => heard.push('there'))
    await there.listen('b', () => heard.push('wrong channel'))
    heard.length = 0
    here.signal('a')
    expect(heard).toEqual(here === there ? ['here', 'there'] : ['here'])
    await vi.waitFor(() => expect(heard).toEqual(['here', 'there']), PATIENT)
    await Promise.all([here.close(), there.close()])
  })

  it('stops waking who no longer listens, and no one else with them', async () => {
    const [here, there] = [open(), open()]
    const [first, second] = [vi.fn(), vi.fn()]
    const end = await there.listen('a', first)
    await there.listen('a', second)
    await end()
    first.mockClear()
    here.signal('a')
    await vi.waitFor(() => expect(second).toHaveBeenCalled(), PATIENT)
    expect(first).not.toHaveBeenCalled()
    await Promise.all([here.close(), there.close()])
  })
}

/** What every way to wake through a server promises besides. */
function promisesBetweenProcesses(open: () => Wake): void {
  it('makes few messages of many signals, and the last signal is always heard', async () => {
    const [here, there] = [open(), open()]
    const woken = vi.fn()
    await there.listen('a', woken)
    await vi.waitFor(() => {
      here.signal('a')
      expect(woken).toHaveBeenCalled()
    }, PATIENT)
    await pause(50)
    woken.mockClear()
    for (let count = 1; count <= 1_000; count++) here.signal('a')
    await vi.waitFor(() => expect(woken).toHaveBeenCalledTimes(2), PATIENT)
    await pause(50)
    expect(woken).toHaveBeenCalledTimes(2)
    await Promise.all([here.close(), there.close()])
  })
}

describe('wake in memory', () => {
  const wake = newMemoryWake()
  promisesOfWake(() => wake)
})

describe('wake through Postgres', () => {
  let room: Room
  beforeAll(async () => {
    room = await newRoom()
  })
  afterAll(() => room.close())
  promisesOfWake(() => newPostgresWake(room.url))
  promisesBetweenProcesses(() => newPostgresWake(room.url))

  it('listens again after its connection was lost, and wakes then', async () => {
    const [here, there] = [newPostgresWake(room.url), newPostgresWake(room.url)]
    const woken = vi.fn()
    await there.listen('a', woken)
    woken.mockClear()
    await room.db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'wake'`)
    await vi.waitFor(() => expect(woken).toHaveBeenCalled(), PATIENT)
    woken.mockClear()
    await vi.waitFor(() => {
      here.signal('a')
      expect(woken).toHaveBeenCalled()
    }, PATIENT)
    await Promise.all([here.close(), there.close()])
  })

  it('brings an event to a tail of another process well before the poll', async () => {
    const [here, there] = [newPostgresWake(room.url), newPostgresWake(room.url)]
    const [writer, reader] = [room.newTill({ wake: here }), room.newTill({ wake: there })]
    const tail = reader.tail({})
    await reader.transaction(async () => {})
    await there.listen('ready', () => {})
    await pause(50)
    const since = performance.now()
    for (let n = 1; n <= 20; n++) {
      await writer.transaction((_tx, tell) => tell(sale(n)))
      expect((await take(tail, 1)).map(numberOf)).toEqual([n])
    }
    expect(performance.now() - since).toBeLessThan(5_000)
    await Promise.all([writer.close(), reader.close()])
    await Promise.all([here.close(), there.close()])
  })
})

const hasRedis = spawnSync('redis-server', ['--version']).status === 0
if (!hasRedis) console.warn('left out: wake through Redis (no redis-server on this machine)')

describe.skipIf(!hasRedis)('wake through Redis', () => {
  let port: number
  let server: ChildProcess
  const url = (): string => `redis://127.0.0.1:${port}`
  beforeAll(async () => {
    port = await freePort()
    server = await startRedis(port)
  })
  afterAll(() => stop(server))
  promisesOfWake(() => newRedisWake(url()))
  promisesBetweenProcesses(() => newRedisWake(url()))

  it('costs nothing but wake-ups while Redis is away, and comes back with it (F-20)', async () => {
    const [here, there] = [newRedisWake(url()), newRedisWake(url())]
    const [near, far] = [vi.fn(), vi.fn()]
    await here.listen('a', near)
    await there.listen('a', far)
    await stop(server)
    near.mockClear()
    for (let count = 1; count <= 100; count++) here.signal('a')
    expect(near).toHaveBeenCalledTimes(100)
    await pause(100)
    far.mockClear()
    server = await startRedis(port)
    await vi.waitFor(() => expect(far).toHaveBeenCalled(), PATIENT)
    far.mockClear()
    await vi.waitFor(() => {
      here.signal('a')
      expect(far).toHaveBeenCalled()
    }, PATIENT)
    await Promise.all([here.close(), there.close()])
  })

  it('opens, listens and closes where there is no Redis at all', async () => {
    const wake = newRedisWake(`redis://127.0.0.1:${await freePort()}`)
    const woken = vi.fn()
    const end = await wake.listen('a', woken)
    wake.signal('a')
    expect(woken).toHaveBeenCalledTimes(1)
    await end()
    await wake.close()
  })
})

async function startRedis(port: number): Promise<ChildProcess> {
  const server = spawn('redis-server', [
    '--port',
    String(port),
    '--save',
    '',
    '--bind',
    '127.0.0.1',
  ])
  let output = ''
  for await (const chunk of server.stdout) {
    output += String(chunk)
    if (output.includes('Ready to accept connections')) break
  }
  return server
}

async function stop(server: ChildProcess): Promise<void> {
  const ended = once(server, 'exit')
  server.kill('SIGKILL')
  await ended
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
