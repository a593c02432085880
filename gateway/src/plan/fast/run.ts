import type { Run } from './execution.ts'
import { runFetch } from './fetch.ts'
import type { Step } from './step.ts'

/** Runs a step. Undefined when there was nothing to wait for. Never rejects: what goes wrong becomes errors of the run. */
export function runStep(step: Step | undefined, run: Run): Promise<unknown> | undefined {
  switch (step?.kind) {
    case 'fetch':
      return runFetch(step, run)
    case 'sequence':
      return runSequence(step.steps, run)
    case 'parallel':
      return runParallel(step.steps, run)
    case 'condition':
      return runStep(run.conditions.isTrue(step.variable) ? step.ifTrue : step.ifFalse, run)
    default:
      return undefined
  }
}

/** PERFORMANCE: a promise costs a turn; of steps that had nothing to do there is none. */
async function runSequence(steps: readonly Step[], run: Run): Promise<void> {
  for (const step of steps) {
    const pending = runStep(step, run)
    if (pending !== undefined) await pending
  }
}

function runParallel(steps: readonly Step[], run: Run): Promise<unknown> | undefined {
  const pending: Promise<unknown>[] = []
  for (const step of steps) {
    const started = runStep(step, run)
    if (started !== undefined) pending.push(started)
  }
  return pending.length > 1 ? Promise.all(pending) : pending[0]
}
