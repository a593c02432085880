import type { Run } from './execution.ts'
import { runFetch } from './fetch.ts'
import type { Step } from './step.ts'

/** Runs a step. Undefined when there was nothing to wait for. Never rejects: what goes wrong becomes errors of the run. */
export function runStep(step: Step | undefined, run: Run): Promise<void> | undefined {
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

async function runSequence(steps: readonly Step[], run: Run): Promise<void> {
  for (const step of steps) await runStep(step, run)
}

function runParallel(steps: readonly Step[], run: Run): Promise<void> | undefined {
  const pending = steps.flatMap((step) => runStep(step, run) ?? [])
  return pending.length === 0 ? undefined : Promise.all(pending).then(() => undefined)
}
