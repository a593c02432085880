/** The server process: find the one that runs, start one, stop one. */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Layout } from './cluster.ts'
import { errorCode, PostgresError } from './errors.ts'
import { findProcess, isRunning, listProcessesIn } from './processes.ts'
import type { RunAs } from './run-as.ts'

/** A running server. `settings` is the command line with which it was started. */
export type Postmaster = Readonly<{ pid: number; port: number; settings: string }>

const POLL_MS = 10

/** Recovery after a crash reads the log since the last checkpoint (at most 1 GB); this is far above it. */
const START_DEADLINE_MS = 120_000

/** A fast stop takes 20 ms; the whole process has 10 s to stop in. */
const FAST_STOP_MS = 6_000
const IMMEDIATE_STOP_MS = 2_000

/** Backends end by themselves soon after their postmaster is killed. */
const ORPHAN_BACKENDS_MS = 5_000

const LOG_MAX_BYTES = 10 * 1024 * 1024

/**
 * The server that runs on this cluster already, once it is ready; undefined when there is none.
 *
 * Clears away what a dead one left. A pid in `postmaster.pid` may since belong to a stranger or to a zombie that
 * nobody reaped; PostgreSQL would take both for a running server.
 */
export async function findPostmaster({ cluster }: Layout): Promise<Postmaster | undefined> {
  const deadline = Date.now() + START_DEADLINE_MS
  while (Date.now() < deadline) {
    const { pid, port, status } = readPidFile(cluster)
    if (pid === undefined) return undefined
    const found = findProcess(pid)
    if (!found || found.zombie || !found.command.includes(cluster)) {
      await endOrphanBackends(cluster)
      // When there is no such process at all, PostgreSQL knows by itself what to do with the file.
      if (found) rmSync(join(cluster, 'postmaster.pid'), { force: true })
      return undefined
    }
    if (status === 'ready' && port !== undefined)
      return { pid, port, settings: readIfPresent(join(cluster, 'postmaster.opts')) }
    await pause(POLL_MS)
  }
  throw new PostgresError(
    `The PostgreSQL that runs on ${cluster} has not become ready: look at its log, or end it.`,
  )
}

/**
 * Starts a server and waits until it takes connections. It outlives this process unless it is stopped.
 *
 * @param settings as `name=value`
 * @throws {PostgresError} with the end of the server's log when it does not start
 */
export async function startPostmaster(
  { cluster, log }: Layout,
  {
    postgres,
    runAs,
    port,
    settings,
  }: { postgres: string; runAs: RunAs; port: number; settings: readonly string[] },
): Promise<Postmaster> {
  const [command, args] = runAs.command(postgres, [
    ...['-D', cluster, '-p', `${port}`],
    ...settings.flatMap((setting) => ['-c', setting]),
  ])
  const { file, before } = openLog(log)
  // Its log is a file: a pipe would break with this process. A group of its own: Ctrl-C must reach us first.
  const child = spawn(command, args, {
    ...runAs.options,
    stdio: ['ignore', file, file],
    detached: true,
  })
  closeSync(file)
  const failure = await waitUntilReady(child, cluster)
  if (failure !== undefined) {
    const said = readFileSync(log).subarray(before).toString('utf8').slice(-2000)
    throw new PostgresError(`PostgreSQL did not start (${failure}). It says:\n${said.trim()}`)
  }
  child.unref()
  return { pid: child.pid ?? 0, port, settings: settings.join(' ') }
}

/** Ends the server: first after it has ended its sessions and written everything, then, if that takes too long, at once. */
export async function stopPostmaster(pid: number): Promise<void> {
  for (const [signal, waitMs] of [
    ['SIGINT', FAST_STOP_MS],
    ['SIGQUIT', IMMEDIATE_STOP_MS],
  ] as const) {
    try {
      process.kill(pid, signal)
    } catch (error) {
      if (errorCode(error) === 'ESRCH') return
      throw error
    }
    const deadline = Date.now() + waitMs
    while (Date.now() < deadline) {
      if (!isRunning(pid)) return
      await pause(POLL_MS)
    }
  }
  throw new PostgresError(`PostgreSQL (process ${pid}) does not stop: end it by hand.`)
}

/** A port of this machine that nobody listens on at this moment. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}

/** Resolves to undefined when the server is ready, else to why it is not. */
async function waitUntilReady(child: ChildProcess, cluster: string): Promise<string | undefined> {
  let failure: string | undefined
  child.once('error', (error) => {
    failure = error.message
  })
  child.once('exit', (code, signal) => {
    failure ??= signal === null ? `exit code ${code}` : `ended by ${signal}`
  })
  const deadline = Date.now() + START_DEADLINE_MS
  while (failure === undefined && Date.now() < deadline) {
    const { pid, status } = readPidFile(cluster)
    if (pid === child.pid && status === 'ready') return undefined
    await pause(POLL_MS)
  }
  return failure ?? `not ready after ${START_DEADLINE_MS / 1000} s`
}

/** Lines of `postmaster.pid`: pid, folder, start, port, socket, address, shared memory, status (`ready   `). */
function readPidFile(cluster: string): { pid?: number; port?: number; status?: string } {
  const lines = readIfPresent(join(cluster, 'postmaster.pid')).split('\n')
  if (!lines[0]) return {}
  return { pid: Number(lines[0]), port: Number(lines[3]), status: lines[7]?.trim() ?? '' }
}

/**
 * Without `postmaster.pid` a new server cannot see that backends of a killed one still write to the files, so none may
 * be left when we delete it.
 */
async function endOrphanBackends(cluster: string): Promise<void> {
  const deadline = Date.now() + ORPHAN_BACKENDS_MS
  for (;;) {
    const left = listProcessesIn(cluster).filter(isBackend)
    if (left.length === 0) return
    if (Date.now() > deadline) for (const pid of left) process.kill(pid, 'SIGKILL')
    await pause(POLL_MS)
  }
}

/** A shell that stands in the folder is no backend. */
function isBackend(pid: number): boolean {
  const found = findProcess(pid)
  return found?.zombie === false && found.command.startsWith('postgres:')
}

/** Opens the log for appending; one that has grown large becomes `….1` first. */
function openLog(log: string): { file: number; before: number } {
  const size = sizeOf(log)
  if (size > LOG_MAX_BYTES) renameSync(log, `${log}.1`)
  return { file: openSync(log, 'a', 0o600), before: size > LOG_MAX_BYTES ? 0 : size }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

function readIfPresent(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return ''
    throw error
  }
}
