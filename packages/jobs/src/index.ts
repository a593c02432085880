/**
 * Jobs: what must still happen when the request, or the process, is gone.
 *
 * A use case enqueues in its own transaction → the commit wakes a runner → the runner runs the task outside any
 * transaction, at least once → a task that throws is run again after e^attempt seconds.
 */

export type { Jobs, JobsOptions, JobTx, NewJob } from './jobs.ts'
export { newJobs } from './jobs.ts'
export { migrateJobs } from './migrate.ts'
export type { Running, RunOptions } from './run.ts'
export type { Task, TaskFacts, Tasks } from './task.ts'
