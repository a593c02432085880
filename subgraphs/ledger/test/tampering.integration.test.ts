import { findTallyFault, type TallyFault } from '@tallystick/db/checks'
import { newId } from '@tallystick/ids'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newSealer } from '../src/domain/tally/seal.ts'
import { openRoom, type Room, SEALING_KEY, topUp, transfer, wallet } from './room.ts'

/** One change of the books or the log, made by someone who has the whole server, and the first index that it spoils. */
type Mutation = Readonly<{ what: string; sql: string; first: number }>

let room: Room
let sql: postgres.Sql

beforeAll(async () => {
  room = await openRoom()
  await fill(room)
  sql = postgres(room.database.adminUrl, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await sql.end()
  await room.close()
})

/** Sixty ledger transactions and three audit heads, under eleven tree heads. */
async function fill({ ledger, post }: Room): Promise<void> {
  const sealer = newSealer({ outbox: ledger.outbox, key: SEALING_KEY, chunk: 7 })
  const people = Array.from({ length: 5 }, () => wallet())
  const [ada, ben] = people as [(typeof people)[0], (typeof people)[0]]
  await post(...people.map((each) => topUp(each, 10_000n)))
  for (let round = 0; round < 5; round++) {
    await sealer.seal()
    await post(
      ...Array.from({ length: 11 }, (_, at) =>
        transfer(people[at % 5] ?? ada, people[(at + 1 + round) % 5] ?? ben, BigInt(at + 1), {
          ...(people[at % 5] === people[(at + 1 + round) % 5]
            ? { entries: transfer(ada, ben, 1n).entries }
            : {}),
          paymentId: newId('pay'),
          description: `round ${round}, number ${at}`,
          effectiveAt: '2026-01-31T12:00:00.000Z',
          metadata: [{ key: 'order', value: `${at}` }],
        }),
      ),
    )
    await ledger.outbox.transaction((_tx, publish) =>
      publish({
        type: 'ledger:audit-head:received',
        aggregate: { type: 'tallyLog', id: 'tallyLog' },
        body: { position: `${round * 100}`, hash: 'ab'.repeat(32) },
        cause: { actor: { kind: 'SERVICE', id: 'ledger' }, requestId: null },
      }),
    )
  }
  await sealer.seal()
}

const UUID = (column: string) =>
  `encode(set_byte(uuid_send(${column}), 15, get_byte(uuid_send(${column}), 15) # 1), 'hex')::uuid`
const BYTES = (column: string) => `set_byte(${column}, 7, get_byte(${column}, 7) # 4)`

/** How a bit of each column is flipped, that is to say: how little it takes. */
const FLIPS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ledger_transactions: {
    id: UUID('id'),
    payment_id: `coalesce(${UUID('payment_id')}, uuidv7())`,
    reverses: 'uuidv7()',
    effective_at: `effective_at + interval '1 microsecond'`,
    recorded_at: `recorded_at + interval '1 millisecond'`,
    description: `description || ' '`,
    metadata: `coalesce(metadata, '{}') || '{"order": "x"}'`,
    salt: UUID('salt'),
    entry_accounts: 'entry_accounts[2:] || entry_accounts[1]',
    entry_versions: 'array_append(entry_versions, 1)',
  },
  entries: {
    ledger_account_id: UUID('ledger_account_id'),
    version: 'version + 1000',
    ledger_transaction_id: UUID('ledger_transaction_id'),
    ordinal: 'ordinal + 2',
    side: `case side when 'DEBIT' then 'CREDIT' else 'DEBIT' end`,
    amount: 'amount + 1',
    balance_after: 'balance_after + 1',
    recorded_at: `recorded_at - interval '1 microsecond'`,
    effective_at: `effective_at + interval '1 hour'`,
  },
  ledger_accounts: {
    id: UUID('id'),
    code: `code || '2'`,
    account_id: `coalesce(${UUID('account_id')}, uuidv7())`,
    currency: `'EUR'`,
  },
  tally_leaves: {
    position: 'position + 100000',
    ledger_transaction_id: `coalesce(${UUID('ledger_transaction_id')}, uuidv7())`,
    audit_head: `coalesce(audit_head, '{}') || '{"position": "7"}'`,
    hash: BYTES('hash'),
  },
  tally_nodes: { level: 'level + 20', index: 'index + 100000', hash: BYTES('hash') },
  tree_heads: {
    size: 'size + 100000',
    root_hash: BYTES('root_hash'),
    published_at: `published_at + interval '1 millisecond'`,
    key_id: `translate(key_id, '0123456789', '1032547698')`,
    signature: BYTES('signature'),
    xid: `(xid::text::numeric + 100000)::text::xid8`,
    sequence: 'sequence - 1',
  },
  tally_keys: {
    public_key: `translate(public_key, 'abcdefgh', 'badcfehg')`,
    key_id: `key_id || '0'`,
  },
}

/** Takes about `count` of a list, evenly. */
const some = <T>(list: readonly T[], count: number): T[] =>
  list.filter((_, at) => at % Math.max(1, Math.floor(list.length / count)) === 0).slice(0, count)

async function places() {
  const leaves = await sql<{ id: string; position: number }[]>`
    select ledger_transaction_id as id, position::int from ledger.tally_leaves order by position`
  const entries = await sql<{ account: string; version: string; position: number }[]>`
    select e.ledger_account_id as account, e.version::text, l.position::int
      from ledger.entries e join ledger.tally_leaves l using (ledger_transaction_id) order by 3, 1, 2`
  const accounts = await sql<{ id: string; first: number }[]>`
    select e.ledger_account_id as id, min(l.position)::int as first
      from ledger.entries e join ledger.tally_leaves l using (ledger_transaction_id) group by 1 order by 2`
  const nodes = await sql<{ level: number; index: number }[]>`
    select level::int, index::int from ledger.tally_nodes order by 1, 2`
  const heads = await sql<{ size: number }[]>`
    select size::int from ledger.tree_heads order by 1`
  return { leaves, entries, accounts, nodes, heads: heads.map(({ size }) => size) }
}

type Places = Awaited<ReturnType<typeof places>>

/** The rows of each table with what identifies them and what they spoil. */
const rowsOf = ({ leaves, entries, accounts, nodes, heads }: Places) => {
  const sealed = leaves.filter(({ id }) => id !== null)
  return {
    ledger_transactions: some(sealed, 7).map(({ id, position }) => ({
      where: `id = '${id}'`,
      first: position,
    })),
    entries: some(entries, 7).map(({ account, version, position }) => ({
      where: `ledger_account_id = '${account}' and version = ${version}`,
      first: position,
    })),
    ledger_accounts: some(accounts, 4).map(({ id, first }) => ({ where: `id = '${id}'`, first })),
    tally_leaves: some(leaves, 9).map(({ position }) => ({
      where: `position = ${position}`,
      first: position,
    })),
    tally_nodes: some(nodes, 9).map(({ level, index }) => ({
      where: `level = ${level} and index = ${index}`,
      first: index * 2 ** level,
    })),
    tree_heads: some(heads.slice(1), 6).map((size) => ({ where: `size = ${size}`, first: size })),
    tally_keys: [{ where: 'true', first: 0 }],
  } as Record<string, { where: string; first: number }[]>
}

const flips = (found: Places): Mutation[] =>
  Object.entries(rowsOf(found)).flatMap(([table, rows]) =>
    Object.entries(FLIPS[table] ?? {}).flatMap(([column, value]) =>
      rows.map(({ where, first }) => ({
        what: `${table}.${column} of ${where}`,
        sql: `update ledger.${table} set ${column} = ${value} where ${where}`,
        first,
      })),
    ),
  )

const deletions = (found: Places): Mutation[] =>
  Object.entries(rowsOf(found)).flatMap(([table, rows]) =>
    some(rows, 4).map(({ where, first }) => ({
      what: `${table} without ${where}`,
      sql: `delete from ledger.${table} where ${where}`,
      first,
    })),
  )

/** Two leaves change places, whole or by their hash; two nodes by their hash. */
function swaps({ leaves, nodes }: Places): Mutation[] {
  const pairs = [
    [0, 1],
    [1, 2],
    [5, 6],
    [6, 7],
    [7, 9],
    [12, 50],
    [13, 20],
    [30, 31],
    [31, 33],
    [leaves.length - 2, leaves.length - 1],
  ]
  const low = nodes.filter(({ level }) => level === 1).map(({ index }) => index)
  return [
    ...pairs.map(([one = 0, other = 0]) => ({
      what: `leaf ${one} in the place of leaf ${other}`,
      sql: `update ledger.tally_leaves set position = -1 where position = ${one};
            update ledger.tally_leaves set position = ${one} where position = ${other};
            update ledger.tally_leaves set position = ${other} where position = -1`,
      first: one,
    })),
    ...pairs.map(([one = 0, other = 0]) => ({
      what: `the hash of leaf ${one} at leaf ${other}`,
      sql: swapHashes('tally_leaves', `position = ${one}`, `position = ${other}`),
      first: one,
    })),
    ...some(low.slice(0, -1), 4).map((index) => ({
      what: `node ${index} in the place of node ${index + 1}`,
      sql: swapHashes(
        'tally_nodes',
        `level = 1 and index = ${index}`,
        `level = 1 and index = ${index + 1}`,
      ),
      first: 2 * index,
    })),
  ]
}

const swapHashes = (table: string, one: string, other: string): string =>
  `update ledger.${table} t set hash = o.hash from ledger.${table} o
    where (t.${one.replaceAll('and ', 'and t.')} and o.${other.replaceAll('and ', 'and o.')})
       or (t.${other.replaceAll('and ', 'and t.')} and o.${one.replaceAll('and ', 'and o.')})`

function insertions({ leaves, entries, heads }: Places): Mutation[] {
  const end = leaves.length
  const sealed = leaves.filter(({ id }) => id !== null)
  return [
    ...some(sealed, 6).map(({ id }) => ({
      what: `a copy of the ledger transaction ${id}`,
      sql: `insert into ledger.ledger_transactions (id, payment_id, reverses, effective_at, recorded_at, description, metadata, salt, content_hash, entry_accounts, entry_versions)
            select uuidv7(), payment_id, null, effective_at, recorded_at, description, metadata, salt, content_hash, entry_accounts, entry_versions from ledger.ledger_transactions where id = '${id}'`,
      first: end,
    })),
    ...some(entries, 6).map(({ account, version, position }) => ({
      what: `a copy of the entry ${account}/${version}`,
      sql: `insert into ledger.entries (ledger_account_id, version, ledger_transaction_id, ordinal, side, amount, balance_after, recorded_at, effective_at)
            select ledger_account_id, version + 500, ledger_transaction_id, ordinal, side, amount, balance_after, recorded_at, effective_at from ledger.entries
             where ledger_account_id = '${account}' and version = ${version}`,
      first: position,
    })),
    ...[end, end + 1, end + 70].map((position) => ({
      what: `a leaf at ${position}`,
      sql: `insert into ledger.tally_leaves (position, ledger_transaction_id, hash) select ${position}, uuidv7(), hash from ledger.tally_leaves where position = 3`,
      first: position,
    })),
    ...some(
      [1, 2, 3, 8, 20, end - 1, end + 4].filter((size) => !heads.includes(size)),
      5,
    ).map((size) => ({
      what: `a tree head of size ${size}`,
      sql: `insert into ledger.tree_heads select ${size}, root_hash, published_at, key_id, signature, xid, sequence from ledger.tree_heads where size = ${heads.at(-1)}`,
      first: size,
    })),
    {
      what: 'a node above leaves that there are not',
      sql: `insert into ledger.tally_nodes select 1, ${end + 100}, hash from ledger.tally_nodes limit 1`,
      first: 2 * (end + 100),
    },
  ]
}

/** The end of the log is gone: its leaves, or everything that the log says from there on. */
const cuts = ({ leaves, heads }: Places): Mutation[] =>
  [1, 2, 6, 7, 8, 15, 33, leaves.length - 4, leaves.length - 1].flatMap((from) => [
    {
      what: `no leaf from ${from} on`,
      sql: `delete from ledger.tally_leaves where position >= ${from}`,
      first: from,
    },
    {
      what: `no leaf, node and head from ${from} on`,
      sql: `delete from ledger.tally_leaves where position >= ${from};
            delete from ledger.tally_nodes where (index + 1) * 2::numeric ^ level > ${from};
            delete from ledger.tree_heads where size > ${from}`,
      first: from,
    },
    ...(heads.includes(from)
      ? [
          {
            what: `no head above ${from}`,
            sql: `delete from ledger.tree_heads where size > ${from}`,
            first: from,
          },
        ]
      : []),
  ])

/** Constraints that would not let every mutation through; who has the server drops them. */
const UNCHECKED = `alter table ledger.ledger_accounts drop constraint ledger_accounts_name;
  alter table ledger.tally_leaves drop constraint tally_leaves_one_kind`

/** Applies a mutation with no trigger watching, asks what is wrong, and takes it back. */
async function faultAfter(statements: string, anchors?: string): Promise<TallyFault | undefined> {
  let fault: TallyFault | undefined
  const undone = new Error('undone')
  await sql
    .begin(async (tx) => {
      await tx.unsafe(`set local session_replication_role = 'replica'; ${UNCHECKED}; ${statements}`)
      fault = await findTallyFault(tx, { anchors })
      throw undone
    })
    .catch((reason: unknown) => {
      if (reason !== undone) throw reason
    })
  return fault
}

describe('tampering with the books or the log', () => {
  it('is not seen where there is none', async () => {
    expect(await faultAfter('select 1')).toBeUndefined()
  })

  it('is found in 300 of 300 cases, with the first index that it spoils // P-10, LED-9', async () => {
    const found = await places()
    const mutations = [
      ...flips(found),
      ...deletions(found),
      ...swaps(found),
      ...insertions(found),
      ...cuts(found),
    ]
    const missed: unknown[] = []
    for (const { what, sql: statements, first } of mutations) {
      const fault = await faultAfter(statements).catch((reason: Error) => ({
        index: reason.message,
      }))
      if (fault?.index !== first) missed.push({ what, first, fault })
    }
    expect(missed).toEqual([])
    expect(mutations.length).toBeGreaterThanOrEqual(300)
  }, 120_000)
})
