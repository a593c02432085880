import { migrateJobs } from '@tallystick/jobs'
import type postgres from 'postgres'
import { roleOf } from './roles.ts'

/** The schema in which Payments keeps its jobs. */
const JOBS_SCHEMA = 'payments_jobs'

/**
 * Makes the schema of the jobs and brings it up to date.
 *
 * graphile-worker migrates its own tables, so the schema belongs to the role that runs the jobs.
 */
export async function ensureJobs(sql: postgres.Sql, databaseUrl: string): Promise<void> {
  const role = roleOf('payments')
  // An administrator who is no superuser may only make schemas for a role that he can become.
  await sql`grant ${sql(role)} to current_user`
  await sql`create schema if not exists ${sql(JOBS_SCHEMA)} authorization ${sql(role)}`
  await migrateJobs({ databaseUrl, schema: JOBS_SCHEMA })
}
