import type { Logger } from '@tallystick/telemetry'
import { type SQL, sql } from 'drizzle-orm'
import { type Running, type RunOptions, run } from './run.ts'

/** Where a subgraph's jobs live: a schema that its role owns, made by `migrateJobs`. */
export type JobsOptions = Readonly<{ databaseUrl: string; schema: string; log: Logger }>

/** The caller's transaction: a Drizzle transaction, or a database handle when there is none. */
export type JobTx = Readonly<{ execute(query: SQL): PromiseLike<unknown> }>

/** One job to be. */
export type NewJob = Readonly<{
  /** The name under which `run` is given the task. */
  task: string
  /** What the task is told: JSON, without secrets, for it is stored in clear. */
  payload: unknown
  /** At most one waiting job has this key: a second `enqueue` replaces the first. One that runs already is left alone. */
  key?: string | undefined
  /** Not before this moment. @default at once */
  runAt?: Date | undefined
  /** How often it is tried in all before it is given up. @default 25, about four days */
  maxAttempts?: number | undefined
}>

/** The jobs of one subgraph. */
export type Jobs = Readonly<{
  /** Adds a job when the caller's transaction commits, and none when it rolls back. */
  enqueue(tx: JobTx, job: NewJob): Promise<void>
  /** Adds many in one statement. No two of them may have the same key. */
  enqueueAll(tx: JobTx, jobs: readonly NewJob[]): Promise<void>
  /** Drops the waiting job with this key, in the caller's transaction; one that runs is not tried again. */
  remove(tx: JobTx, key: string): Promise<void>
  /** The same for many keys in one statement. */
  removeAll(tx: JobTx, keys: readonly string[]): Promise<void>
  /**
   * Runs jobs in this process until stopped, and those that a killed process left behind.
   * @throws when the database cannot be reached or the crontab is malformed; later losses are mended by themselves
   */
  run(options: RunOptions): Promise<Running>
  /** Stops everything that `run` started. */
  close(): Promise<void>
}>

/** Opens the jobs of one subgraph; no connection is made before `run`. */
export function newJobs({ databaseUrl, schema, log }: JobsOptions): Jobs {
  const started = new Set<Running>()
  const name = sql.identifier(schema)
  const enqueueAll: Jobs['enqueueAll'] = async (tx, jobs) => {
    if (jobs.length === 0) return
    // Everything travels as text in one parameter: no driver's idea of JSON or dates comes between, and the statement
    // stays prepared however many jobs there are.
    const rows = JSON.stringify(jobs.map(toRow))
    await tx.execute(sql`select from ${name}.add_jobs(array(
      select row(task, payload::json, null, run_at, max_attempts, key, null, null)::${name}.job_spec
      from jsonb_to_recordset(${rows}::text::jsonb)
        as job (task text, payload text, run_at timestamptz, max_attempts smallint, key text)))`)
  }
  const removeAll: Jobs['removeAll'] = async (tx, keys) => {
    if (keys.length === 0) return
    await tx.execute(sql`select
      from jsonb_array_elements_text(${JSON.stringify(keys)}::text::jsonb) as job (key),
           ${name}.remove_job(job.key)`)
  }
  return {
    enqueue: (tx, job) => enqueueAll(tx, [job]),
    enqueueAll,
    remove: (tx, key) => removeAll(tx, [key]),
    removeAll,
    async run(options) {
      const running = await run({ databaseUrl, schema, log }, options)
      started.add(running)
      return running
    },
    async close() {
      await Promise.all([...started].map((running) => running.stop()))
    },
  }
}

const toRow = ({ task, payload, key, runAt, maxAttempts }: NewJob) => ({
  task,
  payload: JSON.stringify(payload ?? null),
  run_at: runAt ?? null,
  max_attempts: maxAttempts ?? null,
  key: key ?? null,
})
