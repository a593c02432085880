/**
 * One timer for all calls of this process.
 *
 * PERFORMANCE: a timer for each call would cost more than everything else that a deadline does, and hardly any call is
 * late. So the one timer rings when the first moment comes that anyone gave, looks who is late, and is set to the next;
 * who has ended meanwhile has only left the list.
 */

/** Somebody who is told that a moment has come. */
export type Sleeper = {
  /** As `performance.now()` tells it. Not to be changed while it sleeps. */
  readonly endsAt: number
  /** Where it is in the list; -1 while it is not. Kept by the alarm. */
  place: number
  /** Called once, with the sleeper out of the list. */
  wake(): void
}

/** Node takes a longer time for 1 ms. */
const TIMER_MS_MAX = 2 ** 31 - 1

const sleepers: Sleeper[] = []
let timer: NodeJS.Timeout | undefined
/** When the timer rings: never later than the first moment that is waited for. */
let ringsAt = Number.POSITIVE_INFINITY

/** Wakes `sleeper` once its moment has come, never before. Does not keep the process alive: what it waits for does. */
export function setAlarm(sleeper: Sleeper): void {
  sleeper.place = sleepers.push(sleeper) - 1
  if (sleeper.endsAt < ringsAt) setTimer(sleeper.endsAt)
}

/** Lets the sleeper alone. Does nothing for one that is not in the list. */
export function stopAlarm(sleeper: Sleeper): void {
  const { place } = sleeper
  if (place === -1) return
  sleeper.place = -1
  const last = sleepers.pop()
  if (last === undefined || last === sleeper) return
  sleepers[place] = last
  last.place = place
}

function setTimer(at: number): void {
  clearTimeout(timer)
  ringsAt = at
  const ms = Math.min(Math.max(1, Math.ceil(at - performance.now())), TIMER_MS_MAX)
  timer = setTimeout(ring, ms).unref()
}

function ring(): void {
  const now = performance.now()
  const late = sleepers.filter(({ endsAt }) => endsAt <= now)
  const next = sleepers.reduce(
    (at, { endsAt }) => (endsAt > now ? Math.min(at, endsAt) : at),
    Number.POSITIVE_INFINITY,
  )
  ringsAt = next
  if (Number.isFinite(next)) setTimer(next)
  for (const each of late) {
    // One who is woken may stop another.
    if (each.place === -1) continue
    stopAlarm(each)
    each.wake()
  }
}
