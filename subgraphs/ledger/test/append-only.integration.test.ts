import { openDatabase } from '@tallystick/db'
import { newId, toUuid } from '@tallystick/ids'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRoom, type Room, topUp, transfer, wallet } from './room.ts'

let room: Room
let role: ReturnType<typeof openDatabase>
beforeAll(async () => {
  room = await openRoom()
  role = openDatabase({ url: room.database.urls.ledger, name: 'test', poolMax: 1 })
  const ada = wallet()
  const tooMuch = transfer(ada, wallet(), 1_000n)
  await room.post(topUp(ada, 100n), tooMuch)
  await room.asAdmin(
    sql`select ledger.set_floor(${toUuid('acc', ada.accountId)}, 'USD', -5, 'test', null)`,
  )
  await room.data(PLACE, {
    input: { id: newId('hld'), ledgerAccount: ada, amount: { amount: '1', currency: 'USD' } },
  })
})
afterAll(async () => {
  await role.close()
  await room.close()
})

const PLACE = 'mutation ($input: PlaceHoldInput!) { placeHold(input: $input) { __typename } }'

const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing refused it',
    (fault: Error) => String((fault.cause as Error | undefined)?.message),
  )

const BOOKS = ['entries', 'ledger_transactions', 'postings_refused', 'hold_moves', 'floor_changes']
const CHANGES = [...BOOKS, 'entries_00'].flatMap((table) => [
  `update ledger.${table} set recorded_at = recorded_at`,
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
    'insert into ledger.hold_moves select * from ledger.hold_moves',
    'insert into ledger.floor_changes select * from ledger.floor_changes',
    'insert into ledger.postings_refused select * from ledger.postings_refused',
    'insert into ledger.entries_00 select * from ledger.entries_00',
    'select from ledger.entries_00',
    'update ledger.ledger_accounts set floor = null',
    'alter table ledger.entries detach partition ledger.entries_00',
    'alter table ledger.entries_00 disable trigger all',
    `update ledger.holds set status = 'VOIDED'`,
    'delete from ledger.outbox',
    `update ledger.outbox set type = 'x'`,
    'alter table ledger.entries disable trigger all',
    `set session_replication_role = 'replica'`,
    `select ledger.open_ledger_accounts('{FEE_INCOME}', '{null}', '{null}', '{null}', '{JPY}')`,
  ])('are closed to the role of the subgraph: %s // LED-3', async (statement) => {
    expect(await reasonOf(role.db.execute(statement))).toMatch(/permission denied|must be owner/)
  })

  it('are closed in every partition', async () => {
    const rows = await room.asAdmin(sql`
      select c.relname, (select count(*)::int from pg_trigger t where t.tgrelid = c.oid and t.tgname like '%append_only') as guards
        from pg_class c where c.relnamespace = 'ledger'::regnamespace and c.relispartition and c.relkind = 'r'`)
    expect(rows.map(({ guards }) => guards)).toEqual(Array(4).fill(1))
  })

  it('may be read by the role of the subgraph, and by no other', async () => {
    for (const table of BOOKS) {
      expect(await reasonOf(role.db.execute(`select from ledger.${table}`))).toBe(
        'nothing refused it',
      )
      for (const [name, url] of Object.entries(room.database.urls)) {
        if (name === 'ledger') continue
        const stranger = openDatabase({ url, name: 'test', poolMax: 1 })
        const reason = await reasonOf(stranger.db.execute(`select from ledger.${table}`))
        await stranger.close()
        expect([name, reason]).toEqual([name, 'permission denied for schema ledger'])
      }
    }
  })
})

describe('what the owner inserts // LED-2', () => {
  /** Writes a ledger transaction by hand, with the entries [side, amount, version, ordinal] of a wallet and clearing. */
  async function write(
    {
      listed = 2,
      time = 'now()',
      transaction = true,
    }: { listed?: number; time?: string; transaction?: boolean },
    ...entries: readonly (readonly [string, number, number, number])[]
  ) {
    const accounts = await room.asAdmin(
      sql`select id, version::int from ledger.ledger_accounts where code <> 'FEE_INCOME' order by code`,
    )
    const id = toUuid('ltx', newId('ltx'))
    const [clearing, adas] = accounts
    const of = (ordinal: number) => (ordinal === 1 ? clearing : adas)
    const places = Array.from({ length: listed }, (_each, index) => of(index + 1))
    const head = transaction
      ? `with head as (insert into ledger.ledger_transactions (id, effective_at, recorded_at, description, salt, content_hash, entry_accounts, entry_versions)
         values ('${id}', now(), now(), 'by hand', uuidv7(), '\\x00',
                 '{${places.map((place) => place?.['id'])}}', '{${places.map((place) => Number(place?.['version']) + 1)}}'))`
      : ''
    const rows = entries.map(
      ([side, amount, version, ordinal]) =>
        `('${of(ordinal)?.['id']}', ${Number(of(ordinal)?.['version']) + version}, '${id}', ${ordinal}, '${side}', ${amount}, 0, ${time}, now())`,
    )
    return reasonOf(
      room.asAdmin(sql.raw(`${head} insert into ledger.entries values ${rows.join(', ')}`)),
    )
  }

  it.each([
    [
      'does not balance',
      {},
      [
        ['DEBIT', 5, 1, 1],
        ['CREDIT', 6, 1, 2],
      ],
    ],
    ['has one entry', { listed: 1 }, [['DEBIT', 5, 1, 1]]],
    [
      'has fewer entries than it lists',
      { listed: 3 },
      [
        ['DEBIT', 5, 1, 1],
        ['CREDIT', 5, 1, 2],
      ],
    ],
    [
      'has entries at other versions than it lists',
      {},
      [
        ['DEBIT', 5, 1, 1],
        ['CREDIT', 5, 2, 2],
      ],
    ],
    [
      'has more entries than it lists',
      {},
      [
        ['DEBIT', 5, 1, 1],
        ['CREDIT', 2, 1, 2],
        ['CREDIT', 3, 2, 2],
      ],
    ],
    [
      'has entries of another time',
      { time: "now() - interval '1 day'" },
      [
        ['DEBIT', 5, 1, 1],
        ['CREDIT', 5, 1, 2],
      ],
    ],
    [
      'is not there',
      { transaction: false },
      [
        ['DEBIT', 5, 1, 1],
        ['CREDIT', 5, 1, 2],
      ],
    ],
  ] as const)('is refused when the ledger transaction %s', async (_what, options, entries) => {
    expect(await write(options, ...entries)).toMatch(
      'is not balanced, or has not the entries that it lists',
    )
  })

  it('is refused when it joins a ledger transaction that is complete', async () => {
    const [{ id }] = (await room.asAdmin(sql`
      select id from ledger.ledger_transactions limit 1`)) as [{ id: string }]
    const late = `insert into ledger.entries (ledger_account_id, version, ledger_transaction_id, ordinal, side, amount, balance_after, recorded_at, effective_at)
      select ledger_account_id, version + 1000, '${id}', ordinal, side, amount, balance_after, recorded_at, effective_at
        from ledger.entries where ledger_transaction_id = '${id}'`
    expect(await reasonOf(room.asAdmin(sql.raw(late)))).toMatch('is not balanced')
  })

  it('is taken when it is whole', async () => {
    expect(await write({}, ['DEBIT', 5, 1, 1], ['CREDIT', 5, 1, 2])).toBe('nothing refused it')
  })
})
