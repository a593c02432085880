/** Bounds the walk, should two errors ever name each other as their cause. */
const CAUSES_MAX = 8

/**
 * The name of the constraint that a statement broke, or undefined when `error` is anything else.
 *
 * Looks through the wrappers: Drizzle throws a `DrizzleQueryError` whose `cause` is the driver's error.
 */
export function constraintOf(error: unknown): string | undefined {
  let current = error
  for (let depth = 0; depth < CAUSES_MAX && current instanceof Error; depth++) {
    const name = 'constraint_name' in current ? current.constraint_name : undefined
    if (typeof name === 'string' && name !== '') return name
    current = current.cause
  }
  return undefined
}
