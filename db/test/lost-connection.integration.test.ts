import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../src/index.ts'
import { newTestDatabase, type TestDatabase } from '../testing/index.ts'

let database: TestDatabase
let admin: ReturnType<typeof openDatabase>
/** One connection, so that whoever comes next gets the one that was lost. */
let pool: ReturnType<typeof openDatabase>

beforeAll(async () => {
  database = await newTestDatabase({ template: null })
  admin = openDatabase({ url: database.adminUrl, name: 'admin', poolMax: 1 })
  await admin.db.execute(sql`create table notes (text text)`)
})
beforeEach(() => {
  pool = openDatabase({ url: database.adminUrl, name: 'pool', poolMax: 1 })
  return () => pool.close()
})
afterAll(async () => {
  await admin.close()
  await database.drop()
})

const cut = () =>
  admin.db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'pool'`)

const notes = async () =>
  (await admin.db.execute(sql`select text from notes order by text`)).map((row) => row['text'])

describe('a connection that is lost', () => {
  it('fails the statement that it was busy with, and the next one has another', async () => {
    const lost = expect(pool.db.execute(sql`select pg_sleep(10)`)).rejects.toThrow()
    await pause(200)
    await cut()
    await lost
    expect(await pool.db.execute(sql`select 1 as one`)).toMatchObject([{ one: 1 }])
  })

  it('fails the transaction that it was busy with, rollback and all, and not the process', async () => {
    const lost = expect(
      pool.db.transaction(async (tx) => {
        await tx.execute(sql`insert into notes values ('lost')`)
        await tx.execute(sql`select pg_sleep(10)`)
      }),
    ).rejects.toThrow()
    await pause(200)
    await cut()
    await lost
    for (let round = 0; round < 3; round++)
      expect(await pool.db.execute(sql`select 1 as one`)).toMatchObject([{ one: 1 }])
    expect(await notes()).toEqual([])
  })

  it('takes no statement of its transaction into the one that comes next', async () => {
    const isNextOpen = Promise.withResolvers<void>()
    const isOver = Promise.withResolvers<void>()
    const lost = pool.db.transaction(async (tx) => {
      await tx.execute(sql`insert into notes values ('lost')`)
      await isNextOpen.promise
      await tx.execute(sql`insert into notes values ('late')`).finally(isOver.resolve)
    })
    const failed = expect(lost).rejects.toThrow()
    await pause(200)
    await cut()
    await failed
    const next = pool.db.transaction(async (tx) => {
      await tx.execute(sql`insert into notes values ('next')`)
      isNextOpen.resolve()
      await isOver.promise.catch(() => undefined)
      await pause(50)
      throw new Error('taken back')
    })
    await expect(next).rejects.toThrow('taken back')
    expect(await notes()).toEqual([])
  })

  it('may be lost again and again while it is made anew', async () => {
    let isOver = false
    const cutting = (async () => {
      while (!isOver) await cut()
    })()
    const until = Date.now() + 2_000
    while (Date.now() < until) await pool.db.execute(sql`select 1`).catch(() => undefined)
    isOver = true
    await cutting
    await pause(300)
    expect(await pool.db.execute(sql`select 1 as one`)).toMatchObject([{ one: 1 }])
  })
})
