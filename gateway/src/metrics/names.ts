/** What stands for every value that is not told apart. */
export const OTHER = 'other'

/**
 * Makes a label that has at most `max` values: the first that come, and one for all others. What strangers write must
 * never become a series, because a series is never forgotten.
 */
export function newBoundedLabel(max: number): (value: string) => string {
  const known = new Set<string>()
  return (value) => {
    if (known.has(value)) return value
    if (known.size >= max) return OTHER
    known.add(value)
    return value
  }
}

/** Names of operations that may be a label's value: those that were registered, at most `max`. */
export type KnownNames = Readonly<{
  add(name: string): void
  labelOf(name: string | undefined): string
}>

/** Makes an empty set of names. */
export function newKnownNames(max: number): KnownNames {
  const known = new Set<string>()
  return {
    add(name) {
      if (known.size < max) known.add(name)
    },
    labelOf: (name) => (name !== undefined && known.has(name) ? name : OTHER),
  }
}
