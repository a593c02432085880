import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { newLogger, SILENT } from '@tallystick/telemetry'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import pg from 'pg'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newTestDatabase } from '../../../db/testing/index.ts'
import { type Jobs, migrateJobs, newJobs, type Tasks } from '../src/index.ts'

const SCHEMA = 'spec_jobs'

let database: Awaited<ReturnType<typeof newTestDatabase>>
let databaseUrl: string
let client: postgres.Sql
let db: PostgresJsDatabase
let jobs: Jobs
const doomed: ChildProcess[] = []

beforeAll(async () => {
  database = await newTestDatabase()
  databaseUrl = database.urls.payments
  const admin = postgres(database.adminUrl, { max: 1, onnotice: () => undefined })
  await admin.unsafe(`create schema ${SCHEMA} authorization tallystick_payments`)
  await admin.end()
  await migrateJobs({ databaseUrl, schema: SCHEMA })
  client = postgres(databaseUrl, { max: 4, onnotice: () => undefined })
  db = drizzle(client)
})

beforeEach(async () => {
  jobs = newJobs({ databaseUrl, schema: SCHEMA, log: SILENT })
  await client.unsafe(`truncate ${SCHEMA}._private_jobs cascade`)
})

afterEach(async () => {
  await jobs.close()
  for (const child of doomed.splice(0)) child.kill('SIGKILL')
})

afterAll(async () => {
  await client?.end()
  await database?.drop()
})

const waiting = async (): Promise<number> =>
  (await client.unsafe(`select from ${SCHEMA}._private_jobs`)).count

/** Waits until `done` says so; a guarantee that is never kept ends in the test's own time limit. */
async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await done())) await delay(20)
}

/** A task that remembers the payloads it was given. */
function recorder(): { seen: unknown[]; tasks: Tasks } {
  const seen: unknown[] = []
  return { seen, tasks: { note: async (payload) => void seen.push(payload) } }
}

describe('migrateJobs', () => {
  test('works as a role that may not create schemas, again and at the same time', async () => {
    await Promise.all([1, 2, 3].map(() => migrateJobs({ databaseUrl, schema: SCHEMA })))
  })
})

describe('enqueue', () => {
  test('runs a job once its transaction has committed, and not before', async () => {
    const { seen, tasks } = recorder()
    await jobs.run({ tasks })
    await db.transaction(async (tx) => {
      await jobs.enqueue(tx, {
        task: 'note',
        payload: { id: 'pay_1', text: `"quoted" 'and' \\ π` },
      })
      await delay(300)
      expect(seen).toEqual([])
    })
    await until(() => seen.length > 0)
    expect(seen).toEqual([{ id: 'pay_1', text: `"quoted" 'and' \\ π` }])
    await until(async () => (await waiting()) === 0)
  })

  test('leaves no job behind when the transaction rolls back', async () => {
    const rolledBack = db.transaction(async (tx) => {
      await jobs.enqueue(tx, { task: 'note', payload: 1 })
      throw new Error('roll back')
    })
    await expect(rolledBack).rejects.toThrow('roll back')
    expect(await waiting()).toBe(0)
  })

  test('keeps one waiting job per key, the last', async () => {
    const { seen, tasks } = recorder()
    await jobs.enqueue(db, { task: 'note', payload: 'first', key: 'one' })
    await jobs.enqueue(db, { task: 'note', payload: 'second', key: 'one' })
    expect(await waiting()).toBe(1)
    await jobs.run({ tasks })
    await until(() => seen.length > 0)
    expect(seen).toEqual(['second'])
  })

  test('waits until runAt', async () => {
    const { seen, tasks } = recorder()
    const runAt = new Date(Date.now() + 1500)
    await jobs.enqueue(db, { task: 'note', payload: null, runAt })
    await jobs.run({ tasks })
    await until(() => seen.length > 0)
    expect(Date.now()).toBeGreaterThanOrEqual(runAt.getTime())
  })

  test('remove drops the waiting job of a key, in the transaction', async () => {
    await jobs.enqueue(db, { task: 'note', payload: 1, key: 'one' })
    await db.transaction((tx) => jobs.remove(tx, 'one'))
    expect(await waiting()).toBe(0)
  })
})

describe('run', () => {
  test('runs every one of many jobs exactly once in two runners', async () => {
    const { seen, tasks } = recorder()
    const other = newJobs({ databaseUrl, schema: SCHEMA, log: SILENT })
    await Promise.all([jobs.run({ tasks }), other.run({ tasks })])
    await db.transaction(async (tx) => {
      for (let id = 0; id < 200; id += 1) await jobs.enqueue(tx, { task: 'note', payload: id })
    })
    await until(async () => (await waiting()) === 0)
    await other.close()
    expect(seen.toSorted((a, b) => Number(a) - Number(b))).toEqual([...Array(200).keys()])
  })

  test('tries a task that throws again and counts the attempts', async () => {
    const attempts: number[] = []
    const flaky: Tasks[string] = async (_payload, { attempt }) => {
      attempts.push(attempt)
      if (attempt === 1) throw new Error('not yet')
    }
    await jobs.enqueue(db, { task: 'flaky', payload: null })
    await jobs.run({ tasks: { flaky } })
    await until(() => attempts.length === 2)
    expect(attempts).toEqual([1, 2])
  })

  test('gives a job up after maxAttempts and keeps it, saying so once and storing no parameter', async () => {
    let lines = ''
    const log = newLogger({ name: 'test', destination: { write: (line) => (lines += line) } })
    jobs = newJobs({ databaseUrl, schema: SCHEMA, log })
    await jobs.enqueue(db, { task: 'broken', payload: { secret: 'canary' }, maxAttempts: 1 })
    await jobs.run({
      tasks: { broken: () => Promise.reject(new Error('Failed query: select 1\nparams: canary')) },
    })
    await until(() => lines.includes('job given up'))
    await until(async () => {
      const [row] = await client.unsafe(`select last_error from ${SCHEMA}._private_jobs`)
      return row?.['last_error'] === 'Failed query: select 1'
    })
    expect(lines.match(/Failed query/g)?.length).toBeLessThanOrEqual(3)
    expect(lines).not.toContain('canary')
  })

  test('runs the crontab, making good the minutes that nobody was there for', async () => {
    const { seen, tasks } = recorder()
    await client.unsafe(`insert into ${SCHEMA}._private_known_crontabs (identifier, known_since)
      values ('note', now() - interval '10 minutes')`)
    await jobs.run({ tasks, crontab: '* * * * * note ?fill=3m {"from":"cron"}' })
    await until(() => seen.length >= 3)
    expect(seen[0]).toMatchObject({ from: 'cron', _cron: { backfilled: true } })
  })

  test('refuses a malformed crontab and frees its connections', async () => {
    await expect(jobs.run({ tasks: {}, crontab: 'now and then' })).rejects.toThrow()
  })
})

describe('stop', () => {
  test('waits for the job in flight and takes no other', async () => {
    const begun: unknown[] = []
    const ended: unknown[] = []
    const slow: Tasks[string] = async (payload) => {
      begun.push(payload)
      await delay(400)
      ended.push(payload)
    }
    for (const id of [1, 2]) await jobs.enqueue(db, { task: 'slow', payload: id })
    const running = await jobs.run({ tasks: { slow }, concurrency: 1 })
    await until(() => begun.length === 1)
    await running.stop()
    expect(ended).toEqual(begun)
    expect(await waiting()).toBe(1)
  })

  test('aborts the signal of a task that does not end, leaves the task, and a runner takes it over', async () => {
    let aborted = false
    const stubborn: Tasks[string] = async (_payload, { signal }) => {
      signal?.addEventListener('abort', () => {
        aborted = true
      })
      await delay(60_000, undefined, { ref: false })
    }
    await jobs.enqueue(db, { task: 'stubborn', payload: null })
    const running = await jobs.run({ tasks: { stubborn } })
    await until(async () => (await lockedJobs()) === 1)
    const from = performance.now()
    await running.stop()
    expect(performance.now() - from).toBeLessThan(9500)
    expect(aborted).toBe(true)
    const attempts: number[] = []
    await jobs.run({ tasks: { stubborn: async (_, { attempt }) => void attempts.push(attempt) } })
    await until(() => attempts.length === 1)
    expect(attempts).toEqual([2])
  })

  test('is the same when called twice', async () => {
    const running = await jobs.run({ tasks: {} })
    await Promise.all([running.stop(), running.stop()])
  })
})

const lockedJobs = async (): Promise<number> =>
  (await client.unsafe(`select from ${SCHEMA}._private_jobs where locked_by is not null`)).count

describe('a killed process', () => {
  test('loses its jobs to a living runner within seconds', async () => {
    for (const id of [1, 2]) await jobs.enqueue(db, { task: 'note', payload: id })
    const file = fileURLToPath(new URL('doomed-process.ts', import.meta.url))
    const child = spawn(process.execPath, [file, databaseUrl, SCHEMA, 'note'])
    doomed.push(child)
    await until(async () => (await lockedJobs()) === 2)
    const { seen, tasks } = recorder()
    await jobs.run({ tasks })
    await delay(5000)
    expect(seen).toEqual([])
    child.kill('SIGKILL')
    await once(child, 'exit')
    const from = performance.now()
    await until(() => seen.length === 2)
    expect(performance.now() - from).toBeLessThan(8000)
    expect(seen.toSorted()).toEqual([1, 2])
  })
})

describe('a lost connection', () => {
  test('is mended: jobs go on after every connection of the runner was cut', async () => {
    const { seen, tasks } = recorder()
    await jobs.run({ tasks })
    const admin = new pg.Client({ connectionString: database.adminUrl })
    await admin.connect()
    await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name like $1`,
      [`${SCHEMA}%`],
    )
    await admin.end()
    await jobs.enqueue(db, { task: 'note', payload: 'after' })
    await until(() => seen.length === 1)
    expect(seen).toEqual(['after'])
  })

  test('is mended when it was lost at the very first look for jobs', async () => {
    const { seen, tasks } = recorder()
    const admin = new pg.Client({ connectionString: database.adminUrl })
    await admin.connect()
    await admin.query('begin')
    await admin.query(`lock table ${SCHEMA}._private_tasks in access exclusive mode`)
    await jobs.run({ tasks })
    const cut = async (): Promise<boolean> => {
      // A transaction sees other connections as they were when it first looked.
      await admin.query('select pg_stat_clear_snapshot()')
      const { rows } = await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and wait_event = 'relation'
           and query like '%_private_tasks%' and pid <> pg_backend_pid()`,
      )
      return rows.length > 0
    }
    await until(cut)
    await admin.query('rollback')
    await admin.end()
    await jobs.enqueue(db, { task: 'note', payload: 'after' })
    await until(() => seen.length === 1)
    expect(seen).toEqual(['after'])
  })
})

describe('a runner that breaks', () => {
  test('is started again, and runs again what it could not end', async () => {
    const attempts: number[] = []
    let lines = ''
    const log = newLogger({ name: 'test', destination: { write: (line) => (lines += line) } })
    jobs = newJobs({ databaseUrl, schema: SCHEMA, log })
    await client.unsafe(`
      create function ${SCHEMA}.refuse() returns trigger language plpgsql
        as $$ begin raise exception 'refused'; end $$;
      create trigger refuse before delete on ${SCHEMA}._private_jobs
        for each row execute function ${SCHEMA}.refuse()`)
    await jobs.enqueue(db, { task: 'note', payload: null })
    await jobs.run({ tasks: { note: async (_, { attempt }) => void attempts.push(attempt) } })
    await until(() => lines.includes('the job runner broke'))
    await client.unsafe(`drop function ${SCHEMA}.refuse cascade`)
    await until(async () => (await waiting()) === 0)
    expect(attempts).toEqual([1, 2])
  })
})
