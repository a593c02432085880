import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { windowsOf } from './windows.ts'

/** The zones and what is odd about each. */
const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  // Half an hour.
  'Australia/Lord_Howe',
  // At midnight: some days begin at one.
  'America/Santiago',
  'Asia/Beirut',
]

/** What a calendar on the wall says there, by another way than the code's. */
function wallOf(at: Date, timeZone: string) {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
  const day = format.format(at)
  return { day, month: day.slice(0, 7) }
}

/** Every moment from 2015 to 2037 at which the zone's clock is changed. */
function changesOf(timeZone: string): Date[] {
  const changes: Date[] = []
  let from = Temporal.ZonedDateTime.from(`2015-01-01T00:00[${timeZone}]`)
  for (;;) {
    const next = from.getTimeZoneTransition('next')
    if (!next || next.year > 2037) return changes
    changes.push(new Date(next.epochMilliseconds))
    from = next
  }
}

const HOUR = 60 * 60 * 1_000
const before = (at: Date) => new Date(at.getTime() - 1)

describe.each(ZONES)('days and months in %s (LIM-4)', (zone) => {
  const changes = changesOf(zone)

  it('has changes to be tried at', () => {
    expect(changes.length).toBeGreaterThan(40)
  })

  it('begin and end where the calendar on the wall turns, around every change of the clock', () => {
    for (const change of changes)
      for (const hours of [-26, -13, -1.5, -0.001, 0, 0.001, 1.5, 13, 26]) {
        const at = new Date(change.getTime() + hours * HOUR)
        const wall = wallOf(at, zone)
        const { day, month } = windowsOf(at, zone)
        expect(day.start <= at && at < day.end).toBe(true)
        expect(month.start <= at && at < month.end).toBe(true)
        expect([day.start, before(day.end)].map((each) => wallOf(each, zone).day)).toEqual([
          wall.day,
          wall.day,
        ])
        expect([month.start, before(month.end)].map((each) => wallOf(each, zone).month)).toEqual([
          wall.month,
          wall.month,
        ])
        for (const outside of [before(day.start), day.end])
          expect(wallOf(outside, zone).day).not.toBe(wall.day)
        for (const outside of [before(month.start), month.end])
          expect(wallOf(outside, zone).month).not.toBe(wall.month)
      }
  })

  it('follow one another without a gap', () => {
    for (const change of changes) {
      const { day } = windowsOf(change, zone)
      expect(windowsOf(day.end, zone).day.start).toEqual(day.end)
      expect(windowsOf(before(day.start), zone).day.end).toEqual(day.start)
    }
  })
})

const hoursOf = (at: string, zone: string): number => {
  const { day } = windowsOf(new Date(at), zone)
  return (day.end.getTime() - day.start.getTime()) / HOUR
}

describe('a day', () => {
  it.each([
    ['2026-03-29T12:00:00Z', 'Europe/Berlin', 23],
    ['2026-10-25T12:00:00Z', 'Europe/Berlin', 25],
    ['2026-06-01T12:00:00Z', 'Europe/Berlin', 24],
    ['2026-04-04T20:00:00Z', 'Australia/Lord_Howe', 24.5],
  ])('of %s in %s has %d hours', (at, zone, hours) => {
    expect(hoursOf(at, zone)).toBe(hours)
  })

  it('that an island skipped is nobody’s: the one before ends where the one after begins', () => {
    const at = new Date('2011-12-30T05:00:00Z')
    expect(windowsOf(at, 'Pacific/Apia').day).toEqual({
      start: new Date('2011-12-29T10:00:00Z'),
      end: new Date('2011-12-30T10:00:00Z'),
    })
  })

  it('of what is no time zone is one of UTC', () => {
    const at = new Date('2026-02-03T04:05:06Z')
    expect(windowsOf(at, 'Atlantis/Capital')).toEqual({
      day: { start: new Date('2026-02-03T00:00:00Z'), end: new Date('2026-02-04T00:00:00Z') },
      month: { start: new Date('2026-02-01T00:00:00Z'), end: new Date('2026-03-01T00:00:00Z') },
    })
  })
})
