import { newTestDatabase, type TestDatabase } from '@tallystick/db/testing'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { constraintOf, openDatabase } from '../src/index.ts'

let database: TestDatabase
let opened: ReturnType<typeof openDatabase>

beforeAll(async () => {
  database = await newTestDatabase()
  opened = openDatabase({ url: database.adminUrl, name: 'tallystick:test' })
  await opened.db.execute(sql`create schema shelf`)
  await opened.db.execute(sql`create table shelf.books (id int constraint books_once primary key)`)
})

afterAll(async () => {
  await opened.close()
  await database.drop()
})

describe('openDatabase', () => {
  it('names its sessions, so that an operator sees whose they are', async () => {
    const [row] = await opened.db.execute(sql`select current_setting('application_name') as name`)
    expect(row).toEqual({ name: 'tallystick:test' })
  })

  it('keeps statements prepared, inside a transaction and inside a nested one too', async () => {
    const one = openDatabase({ url: database.adminUrl, name: 'tallystick:one', poolMax: 1 })
    const prepared = async () => {
      const rows = await one.db.execute<{ statement: string }>(
        sql`select statement from pg_prepared_statements where statement ~ ${'^select [0-9] \\+'}`,
      )
      return rows.map(({ statement }) => statement).sort()
    }
    await one.db.execute(sql`select 1 + ${1}::int`)
    await one.db.transaction(async (tx) => {
      await tx.execute(sql`select 2 + ${1}::int`)
      await tx.transaction((inner) => inner.execute(sql`select 3 + ${1}::int`))
    })
    expect(await prepared()).toEqual([
      'select 1 + $1::int',
      'select 2 + $1::int',
      'select 3 + $1::int',
    ])
    await one.close()
  })

  it('does not keep statements with very many parameters, which a connection would never forget', async () => {
    const one = openDatabase({ url: database.adminUrl, name: 'tallystick:one', poolMax: 1 })
    const many = sql.join(
      Array.from({ length: 65 }, (_, n) => sql`${n}::int`),
      sql`, `,
    )
    await one.db.execute(sql`select 1 where 1 in (${many})`)
    const kept = await one.db.execute(
      sql`select statement from pg_prepared_statements where statement like '%where 1 in%$65%'`,
    )
    expect([...kept]).toEqual([])
    await one.close()
  })
})

describe('constraintOf', () => {
  it('names the constraint that a statement broke, through the error that Drizzle throws', async () => {
    const insert = () => opened.db.execute(sql`insert into shelf.books values (${1}::int)`)
    await insert()
    const error = await insert().catch((fault: unknown) => fault)
    expect(constraintOf(error)).toBe('books_once')
    expect(constraintOf(new Error('outer', { cause: error }))).toBe('books_once')
  })

  it('names none for any other error', async () => {
    const error = await opened.db.execute(sql`select 1/0`).catch((fault: unknown) => fault)
    expect(error).toBeInstanceOf(Error)
    expect(constraintOf(error)).toBeUndefined()
    expect(constraintOf('books_once')).toBeUndefined()
  })
})
