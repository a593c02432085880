import { newTestDatabase, type TestDatabase } from '@tallystick/db/testing'
import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { assertMigrated, MigrationError, migrate, roleUrls } from '../src/migrate.ts'
import { newMigrationsFolder } from './migrations-folder.ts'

const FIRST = 'create schema "payments"; create table payments.payments (id int primary key)'
const SECOND = 'alter table payments.payments add column note text'
const LEDGER = 'create schema "ledger"; create table ledger.entries (id int primary key)'

let database: TestDatabase
let migrations: ReturnType<typeof newMigrationsFolder>
let sql: postgres.Sql

beforeEach(async () => {
  database = await newTestDatabase({ template: null })
  migrations = newMigrationsFolder()
  migrations.write('payments', [FIRST, SECOND])
  migrations.write('ledger', [LEDGER])
  sql = postgres(database.adminUrl, { max: 1, onnotice: () => {} })
})

afterEach(async () => {
  await sql.end()
  await database.drop()
  migrations.remove()
})

const run = () => migrate({ adminUrl: database.adminUrl, folder: migrations.folder })
const assertPayments = (url = database.urls.payments) =>
  assertMigrated(url, 'payments', { folder: migrations.folder })

/** Everything that a migration could change: rights with their tables, journals, functions' rights and roles' settings. */
async function state() {
  return {
    tables: await sql`select oid::regclass::text as name, relacl::text as rights, relowner
      from pg_class where relnamespace::regnamespace::text in ('payments', 'ledger', 'migrations', 'payments_jobs')
      order by 1`,
    schemas:
      await sql`select nspname, nspacl::text as rights from pg_namespace where nspname !~ '^pg_' order by 1`,
    database:
      await sql`select datacl::text as rights from pg_database where datname = current_database()`,
    payments: await sql`select * from migrations.payments order by id`,
    ledger: await sql`select * from migrations.ledger order by id`,
  }
}

describe('migrate', () => {
  it('makes each subgraph’s schema, and journals each subgraph by itself', async () => {
    await run()
    const { payments, ledger } = await state()
    expect([payments.length, ledger.length]).toEqual([2, 1])
    await sql`insert into payments.payments values (1, 'with the second migration')`
  })

  it('leaves out a subgraph that has no migrations, and gives all five a role', async () => {
    await run()
    const roles = await sql`select rolname from pg_roles where rolname ~ '^tallystick_' order by 1`
    expect(roles.map((row) => row['rolname'])).toEqual([
      'tallystick_accounts',
      'tallystick_admin',
      'tallystick_auth',
      'tallystick_ledger',
      'tallystick_payments',
    ])
    expect(await sql`select from pg_namespace where nspname = 'auth'`).toHaveLength(0)
  })

  it('changes nothing when it is run again', async () => {
    await run()
    const before = await state()
    await run()
    expect(await state()).toEqual(before)
  })

  it('lets four migrators start at once, of whom each waits and none fails', async () => {
    await Promise.all([run(), run(), run(), run()])
    const { payments, ledger } = await state()
    expect([payments.length, ledger.length]).toEqual([2, 1])
  })

  it('lets migrators of two databases of one server run at once, though roles are the server’s', async () => {
    const others = await Promise.all([1, 2, 3].map(() => newTestDatabase({ template: null })))
    await Promise.all(
      [database, ...others].map(({ adminUrl }) => migrate({ adminUrl, folder: migrations.folder })),
    )
    await Promise.all(others.map((other) => other.drop()))
  })

  it('keeps nothing of a migration that fails half way', async () => {
    migrations.write('payments', [`${FIRST};\n--> statement-breakpoint\nselect 1/0`])
    await expect(run()).rejects.toThrow()
    expect(await sql`select from pg_namespace where nspname = 'payments'`).toHaveLength(0)
  })

  it('adds a migration that came later, and grants its tables', async () => {
    migrations.write('payments', [FIRST])
    await run()
    migrations.write('payments', [FIRST, 'create table payments.later (id int)'])
    await run()
    const payments = postgres(database.urls.payments, { max: 1 })
    await payments`insert into payments.later values (1)`
    await payments.end()
  })

  it('refuses a database that newer code has migrated', async () => {
    await run()
    migrations.write('payments', [FIRST])
    await expect(run()).rejects.toThrow(/This code is older than the database/)
  })

  it('refuses a migration that was changed after it was run', async () => {
    await run()
    migrations.write('payments', [FIRST, `${SECOND}; select 1`])
    await expect(run()).rejects.toThrow(/0001_step was changed after this database had run it/)
  })

  it('refuses a migration that is dated before one already run, which would be left out silently', async () => {
    await run()
    migrations.write('payments', [FIRST, SECOND, 'select 1'].toReversed(), 999_000)
    await expect(run()).rejects.toThrow(MigrationError)
  })

  it('leaves alone a subgraph whose url is in another database', async () => {
    const elsewhere = database.urls.payments.replace(/\/test_\w+$/, '/elsewhere')
    const urls = { payments: elsewhere }
    await migrate({ adminUrl: database.adminUrl, folder: migrations.folder, urls })
    expect(await sql`select from pg_namespace where nspname = 'payments'`).toHaveLength(0)
    expect(await sql`select from pg_namespace where nspname = 'ledger'`).toHaveLength(1)
  })

  it('works for an administrator who is no superuser, as managed databases have', async () => {
    const name = `boss_${Math.trunc(performance.now() * 1000)}`
    await sql.unsafe(`create role ${name} login createrole createdb password 'secret'`)
    const boss = new URL(database.adminUrl)
    const databaseName = boss.pathname.slice(1)
    await sql.unsafe(`alter database ${databaseName} owner to ${name}`)
    await sql.unsafe(`grant all on schema public to ${name}`)
    // Roles that somebody else made may be used by a CREATEROLE user only when they were granted to him.
    for (const {
      role,
    } of await sql`select rolname as role from pg_roles where rolname ~ '^tallystick_'`)
      await sql.unsafe(`grant ${role} to ${name} with admin option`)
    boss.username = name
    boss.password = 'secret'
    const urls = roleUrls(database.adminUrl)
    await migrate({ adminUrl: boss.href, urls, folder: migrations.folder })
    await expect(assertPayments()).resolves.toBeUndefined()
  })
})

describe('roleUrls', () => {
  it('derives a password for each role that is neither the administrator’s nor another role’s', () => {
    const urls = Object.values(roleUrls('postgres://boss:s%20cret@db:5433/tallystick'))
    const passwords = new Set(urls.map((url) => new URL(url).password))
    expect(passwords.size).toBe(5)
    expect(passwords).not.toContain('s%20cret')
    expect(new URL(urls[0] ?? '').host).toBe('db:5433')
    expect(roleUrls('postgres://boss:other@db/tallystick').auth).not.toBe(
      roleUrls('postgres://boss:s@db/tallystick').auth,
    )
  })

  it('refuses a url without a password: the derived ones would be anyone’s to work out', () => {
    expect(() => roleUrls('postgres://boss@db/tallystick')).toThrow(MigrationError)
  })
})

describe('assertMigrated', () => {
  it('accepts a database that has what the code has, asked as the subgraph’s own role', async () => {
    await run()
    await expect(assertPayments()).resolves.toBeUndefined()
    await expect(assertPayments(database.adminUrl)).resolves.toBeUndefined()
  })

  it('says to migrate when the database is behind, or empty', async () => {
    await expect(assertPayments(database.adminUrl)).rejects.toThrow(/npm run migrate/)
    await run()
    migrations.write('payments', [FIRST, SECOND, 'select 1'])
    await expect(assertPayments()).rejects.toThrow(
      'The database is older than this code: payments lacks 0002_step. Run `npm run migrate`.',
    )
  })

  it('says that the code is older when the database is ahead', async () => {
    await run()
    migrations.write('payments', [FIRST])
    await expect(assertPayments()).rejects.toThrow(/This code is older than the database: payments/)
  })
})
