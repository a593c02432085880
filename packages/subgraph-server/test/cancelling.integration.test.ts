import {
  ANONYMOUS,
  newAssertionKey,
  newAssertionSigner,
  newAssertionVerifier,
} from '@tallystick/actor'
import { newGatheredRead } from '@tallystick/outbox'
import { type Door, newRemoteDoor } from '@tallystick/subgraph-client'
import { newLogger, SILENT } from '@tallystick/telemetry'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from '../../../db/src/index.ts'
import { newTestDatabase, type TestDatabase } from '../../../db/testing/index.ts'
import { newSubgraph, type Served, type Subgraph, serveSubgraph } from '../src/index.ts'
import { COMMON_SDL } from '../src/schema.ts'
import { factsOf } from './room.ts'

const SDL = `${COMMON_SDL}
  type Query {
    nap: Int @policy(policies: [["public"]])
    report: Int @policy(policies: [["public"]])
    shared(name: String!): String @policy(policies: [["public"]])
  }
  type Mutation { nap: Int @policy(policies: [["public"]]) }
  type Subscription { naps: Int @policy(policies: [["public"]]) }
`
const lines: string[] = []
let database: TestDatabase
let admin: ReturnType<typeof openDatabase>
let pool: ReturnType<typeof openDatabase>
let subgraph: Subgraph
let served: Served
let remote: Door & { close(): Promise<void> }

beforeAll(async () => {
  database = await newTestDatabase()
  admin = openDatabase({ url: database.adminUrl, name: 'admin', poolMax: 1 })
  pool = openDatabase({ url: database.urls.auth, name: 'napping', poolMax: 4 })
  subgraph = newNappingSubgraph()
  const key = await newAssertionKey('gateway')
  const verify = newAssertionVerifier('napping', [key.publicKey])
  served = await serveSubgraph(subgraph, { host: '127.0.0.1', port: 0, verify, log: SILENT })
  remote = newRemoteDoor({
    name: 'napping',
    url: served.url,
    sign: newAssertionSigner(key),
    deadlineMs: { query: 10_000, mutation: 10_000 },
    log: SILENT,
  })
})

afterAll(async () => {
  await remote.close()
  await served.close()
  await pool.close()
  await admin.close()
  await database.drop()
})

function newNappingSubgraph(): Subgraph {
  const nap = async (seconds: number) => {
    await pool.db.execute(sql`select pg_sleep(${seconds}::float8)`)
    return 1
  }
  const read = newGatheredRead(async (names: readonly string[]) => {
    await pool.db.execute(sql`select pg_sleep(0.4)`)
    return names
  })
  const log = newLogger({ name: 'test', destination: { write: (line) => void lines.push(line) } })
  return newSubgraph({
    name: 'napping',
    sdl: SDL,
    resolvers: {
      Query: {
        nap: () => nap(4),
        report: () =>
          pool.db.transaction(async (tx) => {
            await tx.execute(sql`set local statement_timeout = '60s'`)
            await tx.execute(sql`select pg_sleep(10)`)
            return 1
          }),
        shared: async (_: unknown, { name }: { name: string }) => (await read([name]))[0],
      },
      Mutation: { nap: () => nap(1) },
      Subscription: { naps: { subscribe: () => nap(4).then(() => []) } },
    },
    newContext: (base) => ({ ...base }),
    log,
  })
}

const sleeping = async (): Promise<number> => {
  const rows = await admin.db.execute(sql`
    select 1 from pg_stat_activity
     where application_name = 'napping' and state = 'active' and query like '%pg_sleep%'`)
  return rows.length
}

/** The two ways in: whoever calls cannot tell. */
const doors = (): Door[] => [subgraph, remote]

describe('when its caller leaves', () => {
  test.each(['{ nap }', '{ report }', 'subscription { naps }'])(
    'the SQL of %s is gone within a second',
    async (query) => {
      for (const door of doors()) {
        const controller = new AbortController()
        const facts = factsOf(ANONYMOUS, { signal: controller.signal })
        const start = query.startsWith('sub') ? door.subscribe : door.execute
        const answer = start({ query }, facts)
        const failed = expect(answer).rejects.toMatchObject({ reason: 'CANCELLED' })
        await expect.poll(sleeping).toBe(1)
        controller.abort()
        await failed
        await expect.poll(sleeping, { timeout: 1_000 }).toBe(0)
      }
      expect(lines).toEqual([])
    },
  )

  test('or its time is over: by the deadline that travels with the call', async () => {
    const facts = factsOf(ANONYMOUS, { deadlineAt: performance.now() + 300 })
    const answer = remote.execute({ query: '{ nap }' }, facts)
    const failed = expect(answer).rejects.toMatchObject({ reason: 'DEADLINE' })
    await expect.poll(sleeping).toBe(1)
    await failed
    await expect.poll(sleeping, { timeout: 1_000 }).toBe(0)
  })

  test('a mutation goes on to its end', async () => {
    for (const door of doors()) {
      const controller = new AbortController()
      const facts = factsOf(ANONYMOUS, { signal: controller.signal })
      const answer = door.execute({ query: 'mutation { nap }' }, facts)
      const failed = expect(answer).rejects.toMatchObject({ outcome: 'UNKNOWN' })
      await expect.poll(sleeping).toBe(1)
      controller.abort()
      await failed
      await new Promise((resolve) => setTimeout(resolve, 300))
      expect(await sleeping()).toBe(1)
      await expect.poll(sleeping, { timeout: 2_000 }).toBe(0)
    }
  })

  test('a read that others share goes on for them', async () => {
    const controller = new AbortController()
    const ask = (name: string, signal?: AbortSignal) =>
      subgraph.execute({ query: `{ shared(name: "${name}") }` }, factsOf(ANONYMOUS, { signal }))
    const first = expect(ask('first', controller.signal)).rejects.toMatchObject({
      reason: 'CANCELLED',
    })
    const others = ['second', 'third'].map((name) => ask(name))
    await expect.poll(sleeping).toBe(1)
    controller.abort()
    await first
    expect(await Promise.all(others)).toEqual([
      { data: { shared: 'second' } },
      { data: { shared: 'third' } },
    ])
  })
})
