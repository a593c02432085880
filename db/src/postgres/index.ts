/**
 * A real PostgreSQL without an installation: the binaries come from npm, the data lies in one folder.
 *
 * Start: claim the folder → adopt the server that a killed launcher left, or make the cluster if there is none and
 * start one → create the database. Nothing is written outside the folder, and no system user is made.
 */
import { mkdirSync, realpathSync } from 'node:fs'
import type { Logger } from '@tallystick/telemetry'
import postgres from 'postgres'
import { type Binaries, findBinaries } from './binaries.ts'
import { ensureCluster, type Layout, layoutOf } from './cluster.ts'
import { PostgresError } from './errors.ts'
import { claimDataFolder, isClaimed } from './launcher-lock.ts'
import {
  findFreePort,
  findPostmaster,
  type Postmaster,
  startPostmaster,
  stopPostmaster,
} from './postmaster.ts'
import { chooseRunAs, type RunAs } from './run-as.ts'

export { PostgresError } from './errors.ts'

/** A server of ours. `stop` may be called more than once. */
export type RunningPostgres = Readonly<{
  /** As the superuser, to the database `tallystick`. */
  url: string
  port: number
  pid: number
  /** True when it ran already, left by a launcher that was killed. */
  adopted: boolean
  stop(): Promise<void>
}>

/** Where the server keeps its data and how careful it is with them. */
export type StartOptions = Readonly<{
  /** Made if need be. Holds the cluster, the superuser's password (0600) and the server's log. */
  dataDir: string
  /** On 127.0.0.1; any free one unless given. */
  port?: number
  /** False loses data with the machine's power, for tests only. */
  durable?: boolean
  log?: Pick<Logger, 'info' | 'warn'>
}>

/** The database inside the server. */
const DATABASE = 'tallystick'

const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  // Up to seven processes of ten connections, graphile-worker's, the listeners', and room for a second copy of each.
  'max_connections=200',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_line_prefix=%m [%p] %q%a %u ',
]

const NOT_DURABLE = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']

/** Somebody else may take the free port between finding it and the server's start. */
const PORT_ATTEMPTS = 3

/**
 * Starts PostgreSQL on a folder, or adopts the one that runs there already.
 *
 * @throws {PostgresError} when another launcher uses the folder, the port is taken, or the machine cannot run it
 */
export async function startPostgres(options: StartOptions): Promise<RunningPostgres> {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o711 })
  // The real path: by it a running server is recognised.
  const layout = layoutOf(realpathSync(options.dataDir))
  const release = claimDataFolder(layout.claim, layout.folder)
  try {
    const { postmaster, password, adopted } = await findOrStart(layout, options)
    const url = `postgres://postgres:${password}@127.0.0.1:${postmaster.port}/${DATABASE}`
    await ensureDatabase(url)
    let stopping: Promise<void> | undefined
    return {
      url,
      port: postmaster.port,
      pid: postmaster.pid,
      adopted,
      stop: () => {
        stopping ??= stopPostmaster(postmaster.pid).finally(release)
        return stopping
      },
    }
  } catch (fault) {
    release()
    throw fault
  }
}

/**
 * Ends the server of a folder whose launcher was killed, without starting anything.
 *
 * @returns false, with nothing done, while a launcher has the folder
 */
export async function stopAbandoned(dataDir: string): Promise<boolean> {
  const layout = layoutOf(realpathSync(dataDir))
  if (isClaimed(layout.claim)) return false
  const left = await findPostmaster(layout)
  if (left) await stopPostmaster(left.pid)
  return true
}

type Found = { postmaster: Postmaster; password: string; adopted: boolean }

async function findOrStart(
  layout: Layout,
  { port, durable = true, log }: StartOptions,
): Promise<Found> {
  const binaries = findBinaries()
  const runAs = chooseRunAs(layout.cluster, binaries.postgres)
  const password = ensureCluster(layout, { initdb: binaries.initdb, runAs, durable })
  const settings = durable ? SETTINGS : [...SETTINGS, ...NOT_DURABLE]
  const running = await findPostmaster(layout)
  if (running && isAsWanted(running, { port, durable })) {
    log?.info({ pid: running.pid, port: running.port }, 'adopted the running PostgreSQL')
    return { postmaster: running, password, adopted: true }
  }
  if (running) await stopPostmaster(running.pid)
  const postmaster = await startOnPort(layout, { binaries, runAs, settings, port })
  log?.info({ pid: postmaster.pid, port: postmaster.port, how: runAs.how }, 'started PostgreSQL')
  return { postmaster, password, adopted: false }
}

/** A server left on another port, or started without our care for durability, is not the one that was asked for. */
const isAsWanted = (
  running: Postmaster,
  { port, durable }: { port: number | undefined; durable: boolean },
) =>
  (port === undefined || port === running.port) &&
  durable === !running.settings.includes(NOT_DURABLE[0] ?? '')

async function startOnPort(
  layout: Layout,
  {
    binaries,
    port,
    ...how
  }: { binaries: Binaries; runAs: RunAs; settings: readonly string[]; port: number | undefined },
): Promise<Postmaster> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startPostmaster(layout, {
        ...how,
        postgres: binaries.postgres,
        port: port ?? (await findFreePort()),
      })
    } catch (fault) {
      const taken = fault instanceof PostgresError && /Address already in use/.test(fault.message)
      if (!taken) throw fault
      if (port !== undefined)
        throw new PostgresError(
          `Port ${port} is in use: name another, or none to have any free one.`,
          fault,
        )
      if (attempt === PORT_ATTEMPTS) throw fault
    }
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const server = new URL(url)
  server.pathname = '/postgres'
  const sql = postgres(server.href, { max: 1, onnotice: () => {} })
  try {
    const found = await sql`select from pg_database where datname = ${DATABASE}`
    if (found.length === 0) await sql`create database ${sql(DATABASE)}`
  } finally {
    await sql.end()
  }
}
