/** Days and months as people have them: in their own time zone, where a day may have 23 hours, or 25, or begin at one. */
import { Temporal } from 'temporal-polyfill'
import type { Span, Windows } from '../rules/limit.ts'

/** Time zones whose day is remembered. There are some 600 names; in other capitals they are the same zones. */
const ZONES_MAX = 2_000

const remembered = new Map<string, Windows>()

/**
 * The day and the month that a moment is in, in a time zone.
 *
 * @param timeZone an IANA name; what is none is taken for UTC, so that a name that was given up stops nobody's payments
 */
export function windowsOf(at: Date, timeZone: string): Windows {
  const known = remembered.get(timeZone)
  if (known && known.day.start <= at && at < known.day.end) return known
  const windows = reckon(at, timeZone)
  if (remembered.size >= ZONES_MAX) remembered.clear()
  remembered.set(timeZone, windows)
  return windows
}

function reckon(at: Date, timeZone: string): Windows {
  const zone = isTimeZone(timeZone) ? timeZone : 'UTC'
  const day = Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDate()
  const first = day.with({ day: 1 })
  return {
    day: spanOf(zone, day, nextDayAfter(at, zone, day)),
    month: spanOf(zone, first, first.add({ months: 1 })),
  }
}

/** The next day that there is: islands have skipped one by moving across the date line. */
function nextDayAfter(at: Date, zone: string, day: Temporal.PlainDate): Temporal.PlainDate {
  let next = day.add({ days: 1 })
  while (startOf(zone, next) <= at) next = next.add({ days: 1 })
  return next
}

const spanOf = (zone: string, from: Temporal.PlainDate, to: Temporal.PlainDate): Span => ({
  start: startOf(zone, from),
  end: startOf(zone, to),
})

/** The first moment of a day, which is not midnight where the clock jumps over it. */
const startOf = (zone: string, day: Temporal.PlainDate): Date =>
  new Date(day.toZonedDateTime(zone).epochMilliseconds)

function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return true
  } catch {
    return false
  }
}
