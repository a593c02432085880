import { openDatabase } from '@tallystick/db'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRoom, type Room, topUp, wallet } from './room.ts'

let room: Room
let role: ReturnType<typeof openDatabase>
beforeAll(async () => {
  room = await openRoom()
  role = openDatabase({ url: room.database.urls.ledger, name: 'test', poolMax: 1 })
  await room.post(topUp(wallet(), 100n))
})
afterAll(async () => {
  await role.close()
  await room.close()
})

const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing refused it',
    (fault: Error) => String((fault.cause as Error | undefined)?.message),
  )

const BOOKS = ['entries', 'ledger_transactions', 'postings_refused']
const CHANGES = BOOKS.flatMap((table) => [
  `update ledger.${table} set id = id`,
  `delete from ledger.${table}`,
  `truncate ledger.${table} cascade`,
])

describe('the books', () => {
  it.each([
    ...CHANGES,
    'delete from ledger.ledger_accounts',
    'truncate ledger.ledger_accounts cascade',
  ])('are closed to the owner: %s // LED-3, LED-9', async (statement) => {
    expect(await reasonOf(room.asAdmin(sql.raw(statement)))).toMatch('what is written stays')
  })

  it.each([
    ...CHANGES,
    'update ledger.ledger_accounts set posted = posted + 1',
    'delete from ledger.ledger_accounts',
    'insert into ledger.entries select * from ledger.entries',
    'insert into ledger.ledger_transactions select * from ledger.ledger_transactions',
    'insert into ledger.ledger_accounts select * from ledger.ledger_accounts',
    `update ledger.holds set status = 'VOIDED'`,
    'delete from ledger.outbox',
    `update ledger.outbox set type = 'x'`,
    'alter table ledger.entries disable trigger all',
    `set session_replication_role = 'replica'`,
    `select ledger.open_ledger_accounts('[{"code":"FEE_INCOME","currency":"JPY"}]')`,
  ])('are closed to the role of the subgraph: %s // LED-3', async (statement) => {
    expect(await reasonOf(role.db.execute(statement))).toMatch(/permission denied|must be owner/)
  })

  it('take no unbalanced ledger transaction, even from the owner // LED-2', async () => {
    const entry = (over: string) => `
      insert into ledger.entries (id, ledger_transaction_id, ordinal, ledger_account_id, side, amount, balance_after, version)
      select uuidv7(), t.id, n, a.id, case n when 1 then 'DEBIT' else 'CREDIT' end, n, 1, 1000 + n
        from new_transaction t, ledger.ledger_accounts a, ${over}`
    const transaction = `with new_transaction as (
      insert into ledger.ledger_transactions values (uuidv7(), null, now(), now(), 'by hand', '\\x00') returning id)`
    const unbalanced = entry(`generate_series(1, 2) n where a.code = 'CUSTOMER_WALLET'`)
    const single = entry(`generate_series(2, 2) n where a.code = 'CUSTOMER_WALLET'`)
    for (const statement of [unbalanced, single])
      expect(await reasonOf(room.asAdmin(sql.raw(transaction + statement)))).toMatch(
        /is not balanced|together with/,
      )
    const late = `with new_transaction as (select id from ledger.ledger_transactions)`
    const balanced = unbalanced.replace('n, 1, 1000', '5, 1, 1000')
    expect(await reasonOf(room.asAdmin(sql.raw(late + balanced)))).toMatch(
      /is not balanced|together with/,
    )
  })
})
