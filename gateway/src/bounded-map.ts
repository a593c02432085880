/**
 * A map that forgets old entries once it holds too many, or too heavy ones; what was used since it was last looked at
 * stays for another round ("second chance").
 */
export type BoundedMap<Value> = Readonly<{
  get(key: string): Value | undefined
  set(key: string, value: Value): void
  delete(key: string): boolean
  clear(): void
  size(): number
  keys(): string[]
}>

/** How much an entry weighs, by whatever its memory grows with, and how much all of them together may. */
export type Weights<Value> = Readonly<{
  of(value: Value, key: string): number
  max: number
}>

type Entry<Value> = { readonly value: Value; readonly weight: number; wasUsed: boolean }

/**
 * Makes an empty bounded map. An entry that weighs too much alone is not kept.
 *
 * @param max 1 or more
 * @param onRemove told of each entry that is forgotten, removed or replaced, but not of those that `clear` removes
 */
export function newBoundedMap<Value>(
  max: number,
  weights?: Weights<Value>,
  onRemove?: (value: Value, key: string) => void,
): BoundedMap<Value> {
  const entries = new Map<string, Entry<Value>>()
  let total = 0
  const remove = (key: string): boolean => {
    const entry = entries.get(key)
    if (!entry) return false
    total -= entry.weight
    entries.delete(key)
    onRemove?.(entry.value, key)
    return true
  }
  const isFull = (): boolean => entries.size > max || total > (weights?.max ?? total)
  return {
    get(key) {
      const entry = entries.get(key)
      if (entry === undefined) return undefined
      // PERFORMANCE: a mark costs less than moving the entry to the end with every look.
      entry.wasUsed = true
      return entry.value
    },
    set(key, value) {
      remove(key)
      const weight = weights?.of(value, key) ?? 0
      if (weight > (weights?.max ?? weight)) return
      entries.set(key, { value, weight, wasUsed: false })
      total += weight
      // A Map keeps the order of insertion, and goes on to what is put back at its end.
      for (const [oldest, entry] of entries) {
        if (!isFull()) return
        if (entry.wasUsed) {
          entry.wasUsed = false
          entries.delete(oldest)
          entries.set(oldest, entry)
        } else if (oldest !== key) remove(oldest)
      }
    },
    delete: remove,
    clear() {
      entries.clear()
      total = 0
    },
    size: () => entries.size,
    keys: () => [...entries.keys()],
  }
}
