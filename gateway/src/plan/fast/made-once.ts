import type { PlanPath } from './places.ts'
import type { Shape } from './shape.ts'
import type { FetchStep, Step } from './step.ts'

/**
 * Finds the paths whose objects come from one fetch alone. What other fetches say is then said of these objects
 * themselves, or of what is in them; no answer about what they are in speaks of them again.
 *
 * @param steps all of one plan
 */
export function withMadeOnce(steps: readonly (Step | undefined)[]): (step: Step) => Step {
  const fetches = steps.flatMap(fetchesIn)
  const isMadeOnce = (path: PlanPath): boolean => {
    const makers = fetches.flatMap(({ paths, shape }) =>
      paths.filter((each) => reaches(namesOf(each), shape, namesOf(path))),
    )
    return makers.length === 1
  }
  const mark = (step: Step): Step => {
    switch (step.kind) {
      case 'fetch':
        return { ...step, isMadeOnce: step.paths.map(isMadeOnce) }
      case 'condition':
        return {
          ...step,
          ifTrue: step.ifTrue && mark(step.ifTrue),
          ifFalse: step.ifFalse && mark(step.ifFalse),
        }
      default:
        return { ...step, steps: step.steps.map(mark) }
    }
  }
  return mark
}

function fetchesIn(step: Step | undefined): FetchStep[] {
  if (step === undefined) return []
  switch (step.kind) {
    case 'fetch':
      return [step]
    case 'condition':
      return [...fetchesIn(step.ifTrue), ...fetchesIn(step.ifFalse)]
    default:
      return step.steps.flatMap(fetchesIn)
  }
}

const namesOf = (path: PlanPath): string[] => path.flatMap(({ name }) => name ?? [])

/** Whether answers of this shape to objects at one path hold objects at another. */
function reaches(from: readonly string[], shape: Shape, to: readonly string[]): boolean {
  if (from.length >= to.length || from.some((name, at) => name !== to[at])) return false
  let inner: Shape | undefined = shape
  for (const name of to.slice(from.length)) inner = inner?.find((each) => each.name === name)?.shape
  return inner !== undefined
}
