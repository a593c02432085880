/**
 * Brings a database to the schema that the code expects.
 *
 * One migrator at a time: lock → roles → each subgraph's migrations → grants (`roles.sql`) → the schema of the jobs.
 * Every step may be run again, so a migrator that was killed is simply started again.
 */
import { readFileSync } from 'node:fs'
import type { Logger } from '@tallystick/telemetry'
import { sql as statement } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { type Database, type Db, openDatabase } from './database.ts'
import { ensureJobs } from './jobs.ts'
import {
  type Applied,
  assertKnown,
  assertUpToDate,
  JOURNAL_SCHEMA,
  listPending,
  MIGRATIONS,
  readMigrations,
} from './journal.ts'
import { MigrationError } from './migration-error.ts'
import { ensureRole, type RoleUrls, roleOf, roleUrls } from './roles.ts'
import { SUBGRAPHS, type SubgraphName } from './subgraphs.ts'

export { MigrationError } from './migration-error.ts'
export { type RoleUrls, roleUrls } from './roles.ts'

/** The advisory lock of whoever migrates, in the database that is migrated. */
const LOCK = 'tallystick:migrate'

const GRANTS = new URL('../roles.sql', import.meta.url)

/** Which database to bring up to date, and for whom. */
export type MigrateOptions = Readonly<{
  /** Of a role that may create roles and schemas, to the database to migrate. It will own all schemas. */
  adminUrl: string
  /** Where each subgraph will connect; derived from `adminUrl` unless given. A subgraph on another server is left out. */
  urls?: Readonly<Partial<RoleUrls>>
  log?: Pick<Logger, 'info' | 'warn'>
  /** Where the migrations are, for tests. */
  folder?: string
}>

/**
 * Migrates the database of `adminUrl`, waiting for any other migrator to finish first.
 *
 * @throws {MigrationError} when the database is newer than the code, or has run other migrations than the code's
 */
export async function migrate({
  adminUrl,
  urls,
  log,
  folder = MIGRATIONS,
}: MigrateOptions): Promise<void> {
  const all = urlsOf(adminUrl, urls)
  const here = SUBGRAPHS.filter((name) => isSameDatabase(adminUrl, all[name]))
  for (const name of SUBGRAPHS)
    if (!here.includes(name))
      log?.warn(
        { subgraph: name },
        'lives in another database; migrate that one by its own DATABASE_URL',
      )

  const sql = postgres(adminUrl, {
    max: 1,
    onnotice: () => {},
    connection: { application_name: 'tallystick:migrate' },
  })
  try {
    await sql`select pg_advisory_lock(hashtextextended(${LOCK}, 0))`
    for (const name of here) await ensureRole(sql, all[name])
    const db = drizzle({ client: sql })
    for (const name of here) await migrateSubgraph(db, { name, folder, log })
    await sql.begin((tx) => tx.unsafe(readFileSync(GRANTS, 'utf8')))
    if (here.includes('payments')) await ensureJobs(sql, all.payments)
  } finally {
    // Ends the session and with it the lock.
    await sql.end()
  }
}

/**
 * Checks at start that a database has had exactly the migrations that the code has.
 *
 * @param database its url or its pool, as the subgraph's own role or as an administrator
 * @throws {MigrationError} saying which of the two is older, and what to do
 */
export async function assertMigrated(
  database: string | Db,
  name: SubgraphName,
  { folder = MIGRATIONS }: { folder?: string } = {},
): Promise<void> {
  const opened =
    typeof database === 'string'
      ? openDatabase({ url: database, name: 'tallystick:check', poolMax: 1 })
      : { db: database, close: async () => {} }
  try {
    const known = readMigrations(name, folder)
    const applied = await readApplied(opened.db, name)
    assertKnown(name, known, applied)
    assertUpToDate(name, known, applied)
  } finally {
    await opened.close()
  }
}

/** Derives only the urls that are not given, so that an administrator without a password may give them all. */
function urlsOf(adminUrl: string, given: Readonly<Partial<RoleUrls>> = {}): RoleUrls {
  const isComplete = SUBGRAPHS.every((name) => given[name] !== undefined)
  const all = { ...(isComplete ? {} : roleUrls(adminUrl)), ...given } as RoleUrls
  for (const name of SUBGRAPHS)
    if (decodeURIComponent(new URL(all[name]).username) !== roleOf(name))
      throw new MigrationError(`The url of ${name} must be one of the role ${roleOf(name)}.`)
  return all
}

function isSameDatabase(one: string, other: string): boolean {
  const [a, b] = [new URL(one), new URL(other)]
  return (
    a.hostname === b.hostname &&
    (a.port || '5432') === (b.port || '5432') &&
    a.pathname === b.pathname
  )
}

async function migrateSubgraph(
  db: Database,
  { name, folder, log }: { name: SubgraphName; folder: string; log: MigrateOptions['log'] },
): Promise<void> {
  const known = readMigrations(name, folder)
  const applied = await readApplied(db, name)
  assertKnown(name, known, applied)
  const pending = listPending(known, applied)
  if (pending.length === 0) return
  await runMigrations(db, {
    migrationsFolder: `${folder}/${name}`,
    migrationsSchema: JOURNAL_SCHEMA,
    migrationsTable: name,
  })
  log?.info({ subgraph: name, migrations: pending.map((one) => one.name) }, 'migrated')
}

/** Newest first. Empty where nothing was migrated yet, or where the role was not yet granted a look. */
async function readApplied(db: Db, name: SubgraphName): Promise<Applied[]> {
  const [journal] = await db.execute<{ readable: boolean }>(statement`
    select has_table_privilege(c.oid, 'select') and has_schema_privilege(n.oid, 'usage') as readable
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = ${JOURNAL_SCHEMA} and c.relname = ${name}`)
  if (!journal?.readable) return []
  const table = statement`${statement.identifier(JOURNAL_SCHEMA)}.${statement.identifier(name)}`
  const rows = await db.execute<{ created_at: string; hash: string }>(
    statement`select created_at, hash from ${table} order by created_at desc`,
  )
  return rows.map(({ created_at, hash }) => ({ when: Number(created_at), hash }))
}
