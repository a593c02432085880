import { setTimeout as sleep } from 'node:timers/promises'
import { withinOperation } from '@tallystick/cancellation'
import { newTestDatabase, type TestDatabase } from '@tallystick/db/testing'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Db, openDatabase } from '../src/index.ts'

let database: TestDatabase
let admin: ReturnType<typeof openDatabase>
let pool: ReturnType<typeof openDatabase>

beforeAll(async () => {
  database = await newTestDatabase()
  admin = openDatabase({ url: database.adminUrl, name: 'admin', poolMax: 1 })
  pool = openDatabase({ url: database.urls.auth, name: 'cancelled', poolMax: 2 })
})

afterAll(async () => {
  await pool.close()
  await admin.close()
  await database.drop()
})

const sleeping = async (): Promise<number> => {
  const rows = await admin.db.execute(sql`
    select 1 from pg_stat_activity
     where application_name = 'cancelled' and state = 'active' and query like '%pg_sleep%'`)
  return rows.length
}
const nap = async (db: Db, seconds: number) =>
  await db.execute(sql`select pg_sleep(${seconds}::float8)`)

/** Runs `work` as an operation. */
function operation(work: () => Promise<unknown>) {
  const controller = new AbortController()
  const done = Promise.resolve(withinOperation(controller.signal, work)).then(
    () => 'answered',
    (fault: unknown) => faultOf(fault).name,
  )
  return { leave: () => controller.abort(), done }
}

const faultOf = (fault: unknown): Error => {
  const error = fault as Error
  return error.cause instanceof Error && error.name !== 'OperationOver'
    ? faultOf(error.cause)
    : error
}

describe('a statement whose operation is over', () => {
  it('is gone from the server within a second', async () => {
    for (const work of [
      () => nap(pool.db, 4),
      async () => await pool.db.execute(sql`select pg_sleep(4)`),
      () => pool.db.transaction((tx) => nap(tx, 4)),
      () => pool.db.transaction((tx) => tx.transaction((inner) => nap(inner, 4))),
    ]) {
      const { leave, done } = operation(work)
      await expect.poll(sleeping).toBe(1)
      leave()
      expect(await done).toBe('OperationOver')
      await expect.poll(sleeping, { timeout: 1_000 }).toBe(0)
    }
  })

  it('is not sent while it waits for a connection', async () => {
    const first = [operation(() => nap(pool.db, 0.5)), operation(() => nap(pool.db, 0.5))]
    await expect.poll(sleeping).toBe(2)
    await admin.db.execute(sql`create table if not exists seen (by text)`)
    await admin.db.execute(sql`grant insert on seen to tallystick_auth`)
    const second = operation(
      async () => await pool.db.execute(sql`insert into seen values ('second')`),
    )
    second.leave()
    expect(await second.done).toBe('OperationOver')
    expect(await Promise.all(first.map(({ done }) => done))).toEqual(['answered', 'answered'])
    await pool.db.execute(sql`select 1`)
    expect([...(await admin.db.execute(sql`select * from seen`))]).toEqual([])
  })

  it('is not sent at all after the end, nor is what comes next in its transaction', async () => {
    const late = operation(async () => {
      await pool.db.transaction(async (tx) => {
        await tx.execute(sql`select 1`)
        late.leave()
        await sleep(5)
        await nap(tx, 4)
      })
    })
    expect(await late.done).toBe('OperationOver')
    expect(await sleeping()).toBe(0)
  })

  it('takes nobody else along, and its connections serve on', async () => {
    for (let round = 0; round < 30; round += 1) {
      const others = Array.from({ length: 6 }, (_, n) =>
        pool.db.transaction(async (tx) => {
          await tx.execute(sql`select pg_sleep(0.001)`)
          return await tx.execute(sql`select ${n}::int as n`)
        }),
      )
      const leaving = Array.from({ length: 4 }, () => operation(() => nap(pool.db, 0.004)))
      await sleep(round % 10)
      for (const { leave } of leaving) leave()
      const answers = await Promise.all(others)
      expect(answers.map(([row]) => row?.['n'])).toEqual([0, 1, 2, 3, 4, 5])
      await Promise.all(leaving.map(({ done }) => done))
    }
    const rows = await Promise.all([1, 2, 3, 4].map((n) => pool.db.execute(sql`select ${n}::int`)))
    expect(rows).toHaveLength(4)
  })
})

describe('a connection that is lost under a statement of an operation', () => {
  it('is opened again, and the pool stays as large as it was', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { done } = operation(() => nap(pool.db, 4))
      await expect.poll(sleeping).toBe(1)
      await admin.db.execute(sql`
        select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'cancelled' and state = 'active'`)
      expect(await done).not.toBe('answered')
    }
    const both = [nap(pool.db, 0.3), nap(pool.db, 0.3)]
    await expect.poll(sleeping).toBe(2)
    await Promise.all(both)
  })
})

it('a statement without an operation is left alone, and one that was answered leaves its operation', async () => {
  const { leave, done } = operation(async () => {
    await pool.db.execute(sql`select ${1}::int`)
  })
  expect(await done).toBe('answered')
  leave()
  const outside = nap(pool.db, 0.1)
  await expect(outside).resolves.toBeDefined()
})

it('rows and values come as they do without an operation', async () => {
  const query = sql`select 1 as one, 'x' as text`
  const here = await pool.db.execute(query)
  const seen: unknown[] = []
  await operation(async () => {
    seen.push([...(await pool.db.execute(query))])
    seen.push(await pool.db.select({ one: sql`1`, text: sql`'x'` }).from(sql`(select 1) as t`))
  }).done
  expect(seen).toEqual([[...here], [{ one: 1, text: 'x' }]])
})
