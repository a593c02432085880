import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PostgresError } from './errors.ts'
import type { RunAs } from './run-as.ts'

/** What lies in a data folder. */
export type Layout = Readonly<{
  folder: string
  /** PostgreSQL's own data directory. */
  cluster: string
  password: string
  log: string
  claim: string
}>

/** The files of one data folder; none need exist. */
export function layoutOf(folder: string): Layout {
  return {
    folder,
    cluster: join(folder, 'cluster'),
    password: join(folder, 'superuser.password'),
    log: join(folder, 'postgres.log'),
    claim: join(folder, 'launcher.lock'),
  }
}

/**
 * Makes an empty cluster unless there is one.
 *
 * @param durable false skips the flush to disk
 * @returns the superuser's password
 */
export function ensureCluster(
  layout: Layout,
  { initdb, runAs, durable }: { initdb: string; runAs: RunAs; durable: boolean },
): string {
  if (!existsSync(layout.cluster)) newCluster(layout, { initdb, runAs, durable })
  if (!existsSync(layout.password))
    throw new PostgresError(
      `${layout.password} is missing, so nobody can sign in to the database beside it: put the file back, or move ` +
        `${layout.folder} away to begin with an empty database.`,
    )
  return readFileSync(layout.password, 'utf8').trim()
}

/** Builds beside and renames when whole: initdb refuses a folder that it left half made. */
function newCluster(
  { folder, cluster, password }: Layout,
  { initdb, runAs, durable }: { initdb: string; runAs: RunAs; durable: boolean },
): void {
  const draft = join(folder, 'cluster.new')
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  rmSync(password, { force: true })
  writeFileSync(password, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 })
  for (const path of [draft, password]) runAs.give(path)

  const [command, args] = runAs.command(initdb, [
    ...['-D', draft, '-U', 'postgres', `--pwfile=${password}`, '--auth=scram-sha-256'],
    // The builtin provider sorts and folds alike on every machine, whatever C library it has.
    ...['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ])
  const { status, stderr, error } = spawnSync(command, args, { ...runAs.options, encoding: 'utf8' })
  if (status !== 0)
    throw new PostgresError(
      `PostgreSQL could not make a database in ${folder} (${runAs.how}): ${stderr?.trim() || error?.message}`,
      error,
    )
  renameSync(draft, cluster)
}
