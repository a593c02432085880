import { fromUuid } from '@tallystick/ids'
import postgres from 'postgres'
import { expect, it } from 'vitest'
import { CREATE_SHOWN_ID } from '../shown-id.ts'
import { newBooks } from './books.ts'

it('the checks show ids as clients see them', async () => {
  const books = await newBooks()
  const sql = postgres(books.url, { max: 1, onnotice: () => {} })
  await sql.unsafe(CREATE_SHOWN_ID)
  const edges = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff']
  const random = Array.from({ length: 500 }, () => crypto.randomUUID())
  const rows = await sql`
    select id, pg_temp.shown('pay', id) as shown from unnest(${[...edges, ...random]}::uuid[]) as id`
  expect(rows.filter(({ id, shown }) => shown !== fromUuid('pay', id))).toEqual([])
  expect(rows).toHaveLength(502)
  await sql.end()
  await books.drop()
})
