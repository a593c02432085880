/** Who was seen within a window: a bounded set, so that many callers cost no more than `max` of them. */
export type ActiveUsers = Readonly<{ see(id: string): void; count(): number }>

/** Whoever did nothing for this long is not active any more, in milliseconds. */
const WINDOW_MS = 5 * 60_000
/** PERFORMANCE: who was seen so shortly before is not put back each time, in milliseconds. */
const GRAIN_MS = 1_000

/** Makes an empty set. @param max persons; the count goes no higher */
export function newActiveUsers(max: number, now: () => number = Date.now): ActiveUsers {
  const seenAt = new Map<string, number>()
  const forget = (isEnough: (at: number) => boolean): void => {
    for (const [id, at] of seenAt) {
      if (isEnough(at)) return
      seenAt.delete(id)
    }
  }
  return {
    see(id) {
      const at = now()
      if (at - (seenAt.get(id) ?? Number.NEGATIVE_INFINITY) < GRAIN_MS) return
      // A Map keeps the order of insertion: put back, the person is the last to be forgotten.
      seenAt.delete(id)
      seenAt.set(id, at)
      if (seenAt.size > max) forget(() => seenAt.size <= max)
    },
    count() {
      forget((at) => at > now() - WINDOW_MS)
      return seenAt.size
    },
  }
}
