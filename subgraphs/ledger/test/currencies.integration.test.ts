import { CURRENCIES } from '@tallystick/money'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openRoom, type Room } from './room.ts'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

it('the database knows the same currencies as the code, with the same decimals // LIM-1, LIM-2, NFR-13', async () => {
  const rows = await room.asAdmin(sql`select code, exponent, kind from ledger.currencies`)
  const known = CURRENCIES.map(({ code, exponent, kind }) => ({ code, exponent, kind }))
  expect(rows).toHaveLength(known.length)
  expect(rows).toEqual(expect.arrayContaining(known))
})

it('a ledger account is in one of them, whoever opens it', async () => {
  const statement = sql`
    insert into ledger.ledger_accounts (id, code, currency, normal_side) values (uuidv7(), 'FEE_INCOME', 'XAU', 'CREDIT')`
  await expect(room.asAdmin(statement)).rejects.toMatchObject({
    cause: { constraint_name: 'ledger_accounts_in_currency' },
  })
})
