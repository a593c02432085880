/**
 * How much a caller has spent in the window that ends now.
 *
 * The window slides: at no moment has anyone spent more than the bucket holds within one window's length, also not across
 * the end of one. What is spent within a sixtieth of the window is kept as one entry, so a caller costs at most about
 * sixty entries, whatever the bucket holds. What is refused is not counted: who waits as told is admitted.
 */
import { type BoundedMap, newBoundedMap } from '../bounded-map.ts'

/** How many points anyone may spend within a window. */
export type Bucket = Readonly<{ name: string; points: number; windowMs: number }>

/** What came of an attempt to spend. */
export type Taken = Readonly<{
  isAdmitted: boolean
  /** Points that are left in the window. */
  left: number
  /** When as many points as were asked for will be free, in milliseconds; 0 when they were. */
  waitMs: number
}>

/** Keeps what callers have spent. */
export type Counters = Readonly<{
  /** Spends points or, when they are not left, spends nothing. @param points 1 to what the bucket holds */
  take(bucket: Bucket, key: string, points: number): Promise<Taken>
}>

/** Into how many entries a window is told apart. */
export const GRAINS = 60

type Entry = { readonly firstAt: number; lastAt: number; points: number }

/** Keeps what callers have spent in this process. @param keysMax callers; who has not called lately is forgotten first */
export function newMemoryCounters(keysMax: number, now: () => number = Date.now): Counters {
  const spent: BoundedMap<Entry[]> = newBoundedMap(keysMax)
  return {
    async take(bucket, key, points) {
      const name = `${bucket.name}:${key}`
      const at = now()
      const known = spent.get(name)
      const live = known ?? []
      const firstLive = live.findIndex(({ lastAt }) => lastAt + bucket.windowMs > at)
      if (firstLive !== 0) live.splice(0, firstLive < 0 ? live.length : firstLive)
      const taken = spend(live, bucket, { points, now: at })
      if (!known && live.length > 0) spent.set(name, live)
      return taken
    },
  }
}

function spend(
  live: Entry[],
  { points: limit, windowMs }: Bucket,
  { points, now }: { points: number; now: number },
): Taken {
  const used = live.reduce((sum, entry) => sum + entry.points, 0)
  if (used + points > limit) {
    const freed = live.find((_entry, index) => {
      const free = live.slice(0, index + 1).reduce((sum, entry) => sum + entry.points, 0)
      return used - free + points <= limit
    })
    return {
      isAdmitted: false,
      left: limit - used,
      waitMs: (freed?.lastAt ?? now) + windowMs - now,
    }
  }
  const youngest = live.at(-1)
  if (youngest && now - youngest.firstAt < windowMs / GRAINS) {
    youngest.lastAt = now
    youngest.points += points
  } else live.push({ firstAt: now, lastAt: now, points })
  return { isAdmitted: true, left: limit - used - points, waitMs: 0 }
}
