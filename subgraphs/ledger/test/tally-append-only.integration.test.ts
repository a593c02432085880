import { openDatabase } from '@tallystick/db'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRoom, type Room, topUp, wallet } from './room.ts'

let room: Room
let role: ReturnType<typeof openDatabase>
beforeAll(async () => {
  room = await openRoom()
  role = openDatabase({ url: room.database.urls.ledger, name: 'test', poolMax: 1 })
  await room.post(topUp(wallet(), 100n), topUp(wallet(), 100n))
  await room.ledger.seal()
})
afterAll(async () => {
  await role.close()
  await room.close()
})

const TABLES = {
  tally_leaves: 'hash',
  tally_nodes: 'hash',
  tally_keys: 'public_key',
  tree_heads: 'root_hash',
  tally_anchors: 'reference',
  liability_snapshots: 'total',
  entries_03: 'amount',
}
const CHANGES = Object.entries(TABLES).flatMap(([table, column]) => [
  `update ledger.${table} set ${column} = ${column}`,
  `delete from ledger.${table}`,
  `truncate ledger.${table} cascade`,
])

const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing refused it',
    (fault: Error) => String((fault.cause as Error | undefined)?.message),
  )

describe('the tally log', () => {
  it.each(CHANGES)('is closed to the owner: %s // LED-9', async (statement) => {
    expect(await reasonOf(room.asAdmin(sql.raw(statement)))).toMatch('what is written stays')
  })

  it.each(CHANGES)('is closed to the role of the subgraph: %s // LED-9', async (statement) => {
    expect(await reasonOf(role.db.execute(statement))).toMatch('permission denied')
  })
})
