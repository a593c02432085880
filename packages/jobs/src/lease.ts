/**
 * How jobs of a killed process come back.
 *
 * graphile-worker marks a running job with the id of its runner and frees it after four hours. Here every runner holds
 * an advisory lock named after its id, for as long as its connection lives: the operating system closes the connection
 * of a killed process at once, the lock falls, and any other runner sees a mark whose lock nobody holds.
 */
import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from '@tallystick/telemetry'
import pg from 'pg'
import { quoted } from './pool.ts'

const RECONNECT_MS = 500
const SWEEP_MS = 2000
/** A machine that vanished closes nothing; the server finds out by these, after 25 seconds instead of two hours. */
const KEEPALIVES =
  'set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3'

/** The proof that a runner lives. */
export type Lease = Readonly<{ release(): Promise<void> }>

type LeaseOptions = Readonly<{ databaseUrl: string; schema: string; owner: string; log: Logger }>

/** Holds the lock of the runner `owner` until released; takes it again when the connection is lost. */
export async function holdLease(options: LeaseOptions): Promise<Lease> {
  const ending = new AbortController()
  let client: pg.Client | undefined
  const again = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      try {
        const next = await takeLock(options, () => void again())
        client = next
        if (ending.signal.aborted) await next.end()
        return
      } catch (error) {
        options.log.warn({ err: error }, 'the lease of a job runner is lost')
        await delay(RECONNECT_MS, undefined, { signal: ending.signal }).catch(() => undefined)
      }
    }
  }
  client = await takeLock(options, () => void again())
  return {
    async release() {
      ending.abort()
      await client?.end().catch(() => undefined)
    },
  }
}

async function takeLock(
  { databaseUrl, schema, owner }: LeaseOptions,
  onLost: () => void,
): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: `${schema}:lease`,
    keepAlive: true,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query(KEEPALIVES)
    await client.query('select pg_advisory_lock(hashtext($1), hashtext($2))', [schema, owner])
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
  client.once('end', onLost)
  return client
}

/** Frees the jobs of runners that are gone, every two seconds until stopped. */
export function startSweep(
  pool: pg.Pool,
  { schema, log }: Readonly<{ schema: string; log: Logger }>,
): Readonly<{ stop(): Promise<void> }> {
  const ending = new AbortController()
  const sweep = async (): Promise<void> => {
    let suspects: readonly string[] = []
    while (!ending.signal.aborted) {
      try {
        suspects = await freeJobsOfGone(pool, { schema, log, suspects })
      } catch (error) {
        log.warn({ err: error }, 'could not look for jobs of runners that are gone')
      }
      await delay(SWEEP_MS, undefined, { signal: ending.signal }).catch(() => undefined)
    }
  }
  const swept = sweep()
  return {
    stop() {
      ending.abort()
      return swept
    },
  }
}

/**
 * Frees the jobs of runners that were gone at the last look and still are.
 *
 * Two looks, because a live runner is without its lock while it starts or reconnects.
 * @returns the runners that are gone at this look
 */
async function freeJobsOfGone(
  pool: pg.Pool,
  { schema, log, suspects }: Readonly<{ schema: string; log: Logger; suspects: readonly string[] }>,
): Promise<readonly string[]> {
  const { rows } = await pool.query<{ owner: string }>(
    `with owners as materialized (
       select locked_by as owner from ${quoted(schema)}._private_jobs where locked_by is not null
       union
       select locked_by from ${quoted(schema)}._private_job_queues where locked_by is not null)
     select owner from owners where pg_try_advisory_xact_lock(hashtext($1), hashtext(owner))`,
    [schema],
  )
  const gone = rows.map(({ owner }) => owner)
  const certain = gone.filter((owner) => suspects.includes(owner))
  if (certain.length === 0) return gone
  await pool.query(`select from ${quoted(schema)}.force_unlock_workers($1::text[])`, [certain])
  log.warn({ runners: certain }, 'took over the jobs of runners that are gone')
  return gone.filter((owner) => !certain.includes(owner))
}
