import { SILENT } from '@tallystick/telemetry'
import { runMigrations } from 'graphile-worker'
import type pg from 'pg'
import { graphileLogger } from './graphile-logger.ts'
import { newPool, quoted } from './pool.ts'

/**
 * Brings the schema of a subgraph's jobs to the version of the installed graphile-worker; safe to repeat and to race.
 *
 * The role of `databaseUrl` must own the schema, or be allowed to create it.
 */
export async function migrateJobs({
  databaseUrl,
  schema,
}: Readonly<{ databaseUrl: string; schema: string }>): Promise<void> {
  const pool = newPool({ url: databaseUrl, name: `${schema}:migrate`, max: 1, log: SILENT })
  try {
    await prepare(pool, schema)
    await runMigrations({ pgPool: pool, schema, logger: graphileLogger(SILENT) })
  } finally {
    await pool.end()
  }
}

/**
 * Makes what graphile-worker would make first.
 *
 * It says `create schema if not exists`, for which PostgreSQL asks the right to create schemas even when this one
 * exists, and a subgraph's role has no such right. It skips the statement where the table `migrations` exists.
 */
async function prepare(pool: pg.Pool, schema: string): Promise<void> {
  const { rowCount } = await pool.query('select from pg_namespace where nspname = $1', [schema])
  if (rowCount === 0) await pool.query(`create schema if not exists ${quoted(schema)}`)
  await pool.query(`create table if not exists ${quoted(schema)}.migrations (
    id int primary key, ts timestamptz not null default now(), breaking boolean not null default false)`)
}
