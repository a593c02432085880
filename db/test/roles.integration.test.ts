import { newTestDatabase, type TestDatabase } from '@tallystick/db/testing'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SUBGRAPHS, type SubgraphName } from '../src/index.ts'
import { forEachSubgraph } from '../src/roles.ts'

const FORBIDDEN = '42501'

let database: TestDatabase
let admin: postgres.Sql
let as: Record<SubgraphName, postgres.Sql>
let tables: { schema: string; name: string; isPartition: boolean }[]

beforeAll(async () => {
  database = await newTestDatabase()
  admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} })
  as = forEachSubgraph((name) => postgres(database.urls[name], { max: 1, onnotice: () => {} }))
  tables = await admin<typeof tables>`
    select relnamespace::regnamespace::text as schema, relname as name, relispartition as "isPartition" from pg_class
     where relkind in ('r', 'p') and relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema') order by 1, 2`
})

afterAll(async () => {
  await Promise.all([admin, ...Object.values(as)].map((sql) => sql.end()))
  await database.drop()
})

const refusal = (sql: postgres.Sql, statement: string) =>
  sql.unsafe(statement).then(
    () => 'done',
    (error: unknown) => (error instanceof postgres.PostgresError ? error.code : error),
  )

// DAT-2
describe.each(SUBGRAPHS)('the role of %s', (name) => {
  it('reads its own tables and no table of a neighbour', async () => {
    const own = tables.filter(({ schema }) => schema === name)
    expect(own.length, 'has tables of its own').toBeGreaterThan(0)
    for (const table of tables) {
      const answer = await refusal(as[name], `select from ${table.schema}.${table.name} limit 1`)
      const mayRead =
        // A partition is reached through its table alone.
        (table.schema === name && !table.isPartition) ||
        (table.schema === 'migrations' && table.name === name) ||
        (table.schema === 'payments_jobs' && name === 'payments')
      expect({ ...table, answer }).toEqual({ ...table, answer: mayRead ? 'done' : FORBIDDEN })
    }
  })

  it('may neither make, change nor drop anything, nor turn into somebody else', async () => {
    const [own] = tables.filter(({ schema }) => schema === name)
    const neighbour = SUBGRAPHS.find((one) => one !== name)
    for (const statement of [
      `create table ${name}.mine (id int)`,
      'create table public.mine (id int)',
      'create temporary table mine (id int)',
      'create schema mine',
      'create role mine',
      `drop table ${own?.schema}.${own?.name}`,
      `alter table ${own?.schema}.${own?.name} disable trigger all`,
      `set role tallystick_${neighbour}`,
      'set session_replication_role = replica',
    ])
      expect([statement, await refusal(as[name], statement)]).toEqual([statement, FORBIDDEN])
  })

  it('is limited in how long it works, waits and idles', async () => {
    const rows = await as[name]`
      select name, setting || unit as limit from pg_settings where name in
        ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout') order by 1`
    expect(rows.map((row) => [row['name'], row['limit']])).toEqual([
      ['idle_in_transaction_session_timeout', '10000ms'],
      ['lock_timeout', '2000ms'],
      ['statement_timeout', '5000ms'],
    ])
  })
})

// What is named here must exist: a table that is renamed may not lose its protection.
describe.each([
  ...SUBGRAPHS.map((name) => [name, 'outbox', true] as const),
  ['admin', 'audit_logs', true] as const,
  ['payments', 'payment_transitions', true] as const,
  ['payments', 'payment_status_moves', false] as const,
  ['ledger', 'entries', false] as const,
  ['ledger', 'floor_changes', false] as const,
  ['ledger', 'hold_moves', false] as const,
  ['ledger', 'holds', false] as const,
  ['ledger', 'ledger_accounts', false] as const,
  ['ledger', 'ledger_transactions', false] as const,
  ['ledger', 'postings_refused', false] as const,
])('%s.%s', (name, table, mayInsert) => {
  it('is never changed, deleted from or emptied by its role', async () => {
    const [column] = await admin<{ name: string }[]>`
      select attname as name from pg_attribute
       where attrelid = to_regclass(${`${name}.${table}`}) and attnum = 1`
    expect(column, 'the table exists').toBeDefined()
    const whole = `${name}.${table}`
    for (const statement of [
      `update ${whole} set ${column?.name} = ${column?.name}`,
      `delete from ${whole}`,
      `truncate ${whole}`,
    ])
      expect([statement, await refusal(as[name], statement)]).toEqual([statement, FORBIDDEN])
  })

  it(`${mayInsert ? 'may' : 'may not'} be added to directly`, async () => {
    const [right] = await admin`
      select has_table_privilege(${`tallystick_${name}`}, ${`${name}.${table}`}, 'insert') as given`
    expect(right?.['given']).toBe(mayInsert)
  })
})

// What is decided when it is made stays as it was made.
it.each([
  ['auth', 'update auth.api_keys set limits = limits'],
  ['auth', 'update auth.api_keys set owner_id = owner_id'],
  ['auth', 'update auth.api_keys set scopes = scopes'],
  ['auth', 'update auth.api_keys set expires_at = expires_at'],
  ['auth', 'delete from auth.api_keys'],
  ['admin', 'update admin.registered_operations set document = document'],
  ['admin', 'delete from admin.registered_operations'],
  ['admin', 'delete from admin.clients'],
] as const)('the role of %s may not %s', async (name, statement) => {
  expect(await refusal(as[name], statement)).toBe(FORBIDDEN)
})

it('nobody may connect who has no role here, and functions are not everyone’s to call', async () => {
  const [rights] = await admin`
    select has_database_privilege('public', current_database(), 'connect') as connect`
  expect(rights).toEqual({ connect: false })
  const open = await admin`
    select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname in ${admin([...SUBGRAPHS])} and has_function_privilege('public', p.oid, 'execute')`
  expect(open.map((row) => row['name'])).toEqual([])
})

it('a role calls no function but the doors of the ledger, and what counts limits', async () => {
  const open = await admin`
    select r.rolname as role, p.proname as name from pg_proc p
      join pg_namespace n on n.oid = p.pronamespace
      join pg_roles r on r.rolname like 'tallystick\\_%'
     where n.nspname in ${admin([...SUBGRAPHS])} and has_function_privilege(r.oid, p.oid, 'execute')
     order by p.proname`
  const doors = [
    ...['await_moment', 'balances_at', 'close_day', 'count_ledger_transactions', 'expire_holds'],
    ...['held_version_at', 'place_hold', 'post_ledger_transactions', 'set_floor', 'sum_entries'],
    ...['sum_totals', 'version_at', 'void_hold'],
  ]
  const ofLedger = open.filter((row) => row['role'] === 'tallystick_ledger')
  expect(open.filter((row) => !ofLedger.includes(row))).toEqual([
    { role: 'tallystick_payments', name: 'spend_limits' },
  ])
  expect(doors).toEqual(expect.arrayContaining(ofLedger.map((row) => row['name'])))
  // What writes is named one by one.
  const writing = await admin`
    select proname as name from pg_proc where pronamespace = 'ledger'::regnamespace and prosecdef order by 1`
  expect(writing.map((row) => row['name'])).toEqual([
    'close_day',
    'expire_holds',
    'place_hold',
    'post_ledger_transactions',
    'set_floor',
    'void_hold',
  ])
})

it('functions that act for their owner have a fixed search path, so that nobody slips in a table of his own', async () => {
  const loose = await admin`
    select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname in ${admin([...SUBGRAPHS])} and p.prosecdef
       and not exists (select from unnest(p.proconfig) setting where setting like 'search_path=%')`
  expect(loose.map((row) => row['name'])).toEqual([])
})
