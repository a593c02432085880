import { EventEmitter } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from '@tallystick/telemetry'
import { parseCrontab, type Runner, run as runWorker, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import { graphileLogger } from './graphile-logger.ts'
import { holdLease, type Lease, startSweep } from './lease.ts'
import { newPool } from './pool.ts'
import { type Tasks, toTaskList } from './task.ts'

/** Jobs that are due later, or again, are looked for this often; new ones are notified. */
const POLL_MS = 1000
/** After this long a stopping process aborts the signals of its tasks… */
const ABORT_MS = 4000
/** …and after this long leaves them behind, for a process has ten seconds to stop. */
const LEAVE_MS = 7000
const RESTART_MS = 1000
/**
 * A runner that has only failed to look for jobs for so long is started again. Some losses it never gets over by itself:
 * when its very first look fails, it remembers that failure and repeats it at every later one.
 */
const BLIND_MS = 5000
/** One connection listens, one is spare for the cron and the sweep. */
const EXTRA_CONNECTIONS = 2

/**
 * Ended jobs are written off together. Without a batch the worker neither waits for that statement nor catches its
 * error, so that a database lost at that moment would end the process.
 */
const IN_BATCHES = { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } }

/** What this process runs. */
export type RunOptions = Readonly<{
  tasks: Tasks
  /** Lines of `minute hour day month weekday task ?options`, in UTC; each runs once however many processes know it. */
  crontab?: string | undefined
  /** How many jobs run at once in this process. @default 4 */
  concurrency?: number | undefined
}>

/** Jobs being run. */
export type Running = Readonly<{
  /** Takes no further job and waits up to seven seconds for those in flight; what is left runs again elsewhere. */
  stop(): Promise<void>
}>

type Place = Readonly<{ databaseUrl: string; schema: string; log: Logger }>
type Shift = Readonly<{ runner: Runner; lease: Lease }>

/** Runs jobs until stopped, starting the runner again whenever it breaks. @throws when the first start fails */
export async function run(place: Place, options: RunOptions): Promise<Running> {
  const { databaseUrl, schema, log } = place
  const max = (options.concurrency ?? 4) + EXTRA_CONNECTIONS
  const pool = newPool({ url: databaseUrl, name: schema, max, log })
  const ending = new AbortController()
  let shift: Shift
  try {
    shift = await startShift(place, options, pool)
  } catch (error) {
    await pool.end()
    throw error
  }
  const sweep = startSweep(pool, place)
  const supervised = supervise(shift, {
    log,
    signal: ending.signal,
    restart: async () => (shift = await startShift(place, options, pool)),
  })
  const stop = async (): Promise<void> => {
    ending.abort()
    await sweep.stop()
    await within(LEAVE_MS, Promise.allSettled([shift.runner.stop(), supervised]), () =>
      log.warn('left jobs behind that did not end in time'),
    )
    await shift.lease.release()
    await within(1000, pool.end())
  }
  let stopped: Promise<void> | undefined
  return { stop: () => (stopped ??= stop()) }
}

async function startShift(place: Place, options: RunOptions, pool: pg.Pool): Promise<Shift> {
  const { databaseUrl, schema, log } = place
  const events: WorkerEvents = new EventEmitter()
  let owner = ''
  events.once('pool:create', ({ workerPool }) => {
    owner = workerPool.id
  })
  const runner = await runWorker({
    pgPool: pool,
    schema,
    events,
    taskList: toTaskList(options.tasks, log),
    parsedCronItems: parseCrontab(options.crontab ?? ''),
    concurrency: options.concurrency ?? 4,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: ABORT_MS,
    preset: IN_BATCHES,
    logger: graphileLogger(log),
  })
  // Whoever supervises hears of a failure; until then it must not count as unhandled.
  runner.promise.catch(() => undefined)
  stopWhenBlind(runner, events, log)
  try {
    return { runner, lease: await holdLease({ databaseUrl, schema, owner, log }) }
  } catch (error) {
    await runner.stop().catch(() => undefined)
    throw error
  }
}

/** Ends a runner that cannot look for jobs any more, so that whoever supervises starts another. */
function stopWhenBlind(runner: Runner, events: WorkerEvents, log: Logger): void {
  let blindSince: number | undefined
  const sees = (): void => {
    blindSince = undefined
  }
  events.on('job:start', sees)
  events.on('worker:getJob:empty', sees)
  events.on('worker:getJob:error', ({ error }) => {
    blindSince ??= performance.now()
    if (performance.now() - blindSince < BLIND_MS) return
    log.error({ err: error }, 'the job runner could not look for jobs for five seconds')
    sees()
    runner.stop().catch(() => undefined)
  })
}

type Supervision = Readonly<{ log: Logger; signal: AbortSignal; restart: () => Promise<Shift> }>

/** Waits for the runner to end; one that ended without being asked, by a lost database, is started again. */
async function supervise(first: Shift, { log, signal, restart }: Supervision): Promise<void> {
  let shift: Shift | undefined = first
  while (!signal.aborted) {
    try {
      shift ??= await restart()
      // Asked to stop in the middle of a restart: only the runner before this one has heard of it.
      if (shift !== first && signal.aborted) await shift.runner.stop()
      await shift.runner.promise
      // It also ends in peace when it could not write off a job; the reason is in the line before.
      if (!signal.aborted) log.error('the job runner broke and is started again')
    } catch (error) {
      if (!signal.aborted) log.error({ err: error }, 'the job runner broke and is started again')
    }
    if (signal.aborted) return
    await shift?.lease.release()
    shift = undefined
    await delay(RESTART_MS, undefined, { signal }).catch(() => undefined)
  }
}

/** Waits for `work`, but not longer than `ms`. */
async function within(
  ms: number,
  work: Promise<unknown>,
  onLate = (): void => undefined,
): Promise<void> {
  const timer = new AbortController()
  const late = delay(ms, 'late', { signal: timer.signal }).catch(() => 'on time')
  if ((await Promise.race([work, late])) === 'late') onLate()
  timer.abort()
}
