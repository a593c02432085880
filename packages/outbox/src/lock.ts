import postgres from 'postgres'
import type { Database } from './store.ts'

/** A lock that one process holds at a time, for as long as its connection lives. */
export type SessionLock = Readonly<{
  /** Takes the lock if it is free. @returns whether this process has it at this moment */
  isHeld(): Promise<boolean>
  /** Gives the lock up. */
  release(): Promise<void>
}>

/** Opens a Postgres session of its own, because a lock that belongs to a session needs one that nobody else uses. */
export function newSessionLock(db: Database, name: string): SessionLock {
  const { options } = (db as Database & { $client: postgres.Sql }).$client
  const client = postgres({
    ...(options as unknown as postgres.Options<never>),
    max: 1,
    idle_timeout: undefined,
    max_lifetime: null,
  })
  /** The session that took the lock. After a reconnection it is another one, and the lock is gone. */
  let holder: number | undefined
  return {
    async isHeld() {
      const [session] = await client<{ pid: number }[]>`select pg_backend_pid() as pid`
      if (holder !== undefined && session?.pid === holder) return true
      const [taken] = await client<{ pid: number; isMine: boolean }[]>`
        select pg_backend_pid() as pid, pg_try_advisory_lock(hashtextextended(${name}, 0)) as "isMine"`
      holder = taken?.isMine ? taken.pid : undefined
      return holder !== undefined
    },
    release: () => client.end({ timeout: 1 }),
  }
}
