/** The PostgreSQL of a run: durable, in a folder of its own, started again when it is killed. */
import { chmodSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { type RunningPostgres, startPostgres } from '@tallystick/db/postgres'
import type { Victim } from './processes.ts'

/** How it dies: the whole server at once, or as `pg_ctl stop -m immediate` does it. */
export type Death = 'SIGKILL' | 'SIGQUIT'

/** A server that comes back on its port. */
export type KillablePostgres = Victim &
  Readonly<{
    /** The database as its superuser, past every proxy. */
    url: string
    port: number
    killWith(death: Death): boolean
  }>

/** An operator's supervisor looks this often, in milliseconds. */
const LOOK_MS = 100

/** Starts it with fsync on. */
export async function startKillablePostgres(dataDir: string): Promise<KillablePostgres> {
  // The server may have to run as another user, who must be able to enter.
  chmodSync(dataDir, 0o711)
  let server: RunningPostgres | undefined = await startPostgres({ dataDir })
  const { url, port } = server
  let serving = Promise.withResolvers<void>()
  serving.resolve()
  let isUp = true
  let isClosing = false
  const goDown = (): void => {
    if (isUp) serving = Promise.withResolvers<void>()
    isUp = false
  }
  const watching = watch()

  async function watch(): Promise<void> {
    while (!isClosing) {
      await pause(LOOK_MS)
      if (server && isRunning(server.pid)) continue
      goDown()
      // Lets go of the folder; there is nothing left to stop.
      await server?.stop().catch(() => {})
      server = await startPostgres({ dataDir, port }).catch(() => undefined)
      isUp = server !== undefined
      if (isUp) serving.resolve()
    }
  }

  const killWith = (death: Death): boolean => {
    if (!server || !isRunning(server.pid)) return false
    goDown()
    return process.kill(server.pid, death)
  }
  return {
    name: 'postgres',
    url,
    port,
    pid: () => server?.pid ?? 0,
    kill: () => killWith('SIGKILL'),
    killWith,
    serving: () => serving.promise,
    async close() {
      isClosing = true
      await watching
      await server?.stop()
    },
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
