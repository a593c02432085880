import { type Logger, redactText } from '@tallystick/telemetry'
import type { TaskList } from 'graphile-worker'

/** What a task knows of the attempt that it is. */
export type TaskFacts = Readonly<{
  /** 1 for the first attempt; also counts attempts that died with their process. */
  attempt: number
  /** Adds the task's name, the job's id and the attempt to every line. */
  log: Logger
  /** Aborts when the process must end; a task that heeds it is tried again elsewhere. */
  signal: AbortSignal | undefined
}>

/**
 * Does one job. It may run more than once, so it must be repeatable; it fails by throwing.
 *
 * The payload is JSON from the database and is parsed at the task's edge.
 */
export type Task = (payload: unknown, facts: TaskFacts) => Promise<void>

/** Tasks by the name that `enqueue` calls them. */
export type Tasks = Readonly<Record<string, Task>>

/** The tasks as graphile-worker wants them, with their failures logged once and stored without secrets. */
export function toTaskList(tasks: Tasks, log: Logger): TaskList {
  const list: TaskList = {}
  for (const [name, task] of Object.entries(tasks)) {
    list[name] = async (payload, { job, abortSignal }) => {
      const facts = { task: name, jobId: job.id, attempt: job.attempts }
      const child = log.child(facts)
      try {
        await task(payload, { attempt: job.attempts, log: child, signal: abortSignal })
      } catch (error) {
        const last = job.attempts >= job.max_attempts
        child[last ? 'error' : 'warn']({ err: error }, last ? 'job given up' : 'job failed')
        throw withoutSecrets(error)
      }
    }
  }
  return list
}

/** The worker stores the message of what a task throws, and a failed statement's message carries its parameters. */
function withoutSecrets(error: unknown): Error {
  return new Error(redactText(error instanceof Error ? error.message : String(error)))
}
