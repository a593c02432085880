/** Texts are this long on average, in characters, or fewer of them are remembered: memory grows with text, not with entries. */
const LENGTH_EXPECTED = 500
/** Up to this share of what it may hold, a cache does not keep account of who was used when. */
const ROOMY_SHARE = 0.75

/** Remembers values by text, up to a number of entries; the one not used for longest goes first. */
export type BoundedCache<Value> = Readonly<{
  /** The value for `text`, made and remembered when it is not there. */
  get(text: string, make: () => Value): Value
  size(): number
}>

/**
 * Makes a cache for what is derived from operation texts.
 *
 * @param entriesMax how many texts are remembered, fewer if they are long
 * @param lengthMax texts longer than this, in characters, are worked out each time: nobody fills the memory with them
 */
export function newBoundedCache<Value>(entriesMax: number, lengthMax: number): BoundedCache<Value> {
  const known = new Map<string, Value>()
  const totalMax = Math.max(entriesMax * LENGTH_EXPECTED, lengthMax)
  let total = 0
  const isRoomy = (): boolean =>
    known.size < entriesMax * ROOMY_SHARE && total < totalMax * ROOMY_SHARE
  return {
    size: () => known.size,
    get(text, make) {
      if (text.length > lengthMax) return make()
      const hit = known.get(text)
      // PERFORMANCE: the order is of no interest before somebody may have to go soon; what is in use moves then.
      if (hit !== undefined && isRoomy()) return hit
      const value = hit ?? make()
      // A Map keeps the order of insertion: what is read moves to the end.
      if (!known.delete(text)) total += text.length
      known.set(text, value)
      for (const oldest of known.keys()) {
        if (known.size <= entriesMax && total <= totalMax) break
        known.delete(oldest)
        total -= oldest.length
      }
      return value
    },
  }
}
