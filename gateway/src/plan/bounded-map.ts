/** A map that forgets what was used longest ago once it holds too many entries, or too heavy ones. */
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

/** Makes an empty bounded map. An entry that weighs too much alone is not kept. @param max 1 or more */
export function newBoundedMap<Value>(max: number, weights?: Weights<Value>): BoundedMap<Value> {
  const entries = new Map<string, { value: Value; weight: number }>()
  let total = 0
  const remove = (key: string): boolean => {
    total -= entries.get(key)?.weight ?? 0
    return entries.delete(key)
  }
  return {
    get(key) {
      const entry = entries.get(key)
      if (entry === undefined) return undefined
      // A Map keeps the order of insertion: put back, the entry is the youngest again.
      entries.delete(key)
      entries.set(key, entry)
      return entry.value
    },
    set(key, value) {
      remove(key)
      const weight = weights?.of(value, key) ?? 0
      entries.set(key, { value, weight })
      total += weight
      for (const oldest of entries.keys()) {
        if (entries.size <= max && total <= (weights?.max ?? total)) return
        remove(oldest)
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
