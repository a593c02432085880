/** A stretch of time that a report is about. */
export type ReportPeriod = 'DAY' | 'WEEK' | 'MONTH'

/** From when, and the first moment after it. Both are the beginning of a day of UTC. */
export type Span = Readonly<{ from: Date; to: Date }>

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/
const MONTH = /^(\d{4})-(\d{2})$/
const MONDAY = 1
/** The days that ISO 8601 and the database can name, with a month to spare at both ends. */
const YEARS = { first: 2, last: 9_998 }

/**
 * The day, week or month that a day lies in; weeks start on Monday, as ISO 8601 has it.
 *
 * @param date `2026-11-22`, in the years 2 to 9998; undefined for a day that is none, such as 30 February
 */
export function spanOf(period: ReportPeriod, date: string): Span | undefined {
  const [, year, month, day] = DAY.exec(date)?.map(Number) ?? []
  if (year === undefined || month === undefined || day === undefined) return undefined
  if (year < YEARS.first || year > YEARS.last) return undefined
  const named = newDay(year, month, day)
  if (named.toISOString().slice(0, 10) !== date) return undefined
  switch (period) {
    case 'DAY':
      return days(named, { from: 0, count: 1 })
    case 'WEEK':
      return days(named, { from: MONDAY - (named.getUTCDay() || 7), count: 7 })
    case 'MONTH':
      return { from: newDay(year, month, 1), to: newDay(year, month + 1, 1) }
  }
}

/** The month named as `2026-11`; undefined for text that names none. */
export const monthOf = (month: string): Span | undefined =>
  MONTH.test(month) ? spanOf('MONTH', `${month}-01`) : undefined

function days(named: Date, { from, count }: { from: number; count: number }): Span {
  const day = (offset: number): Date =>
    newDay(named.getUTCFullYear(), named.getUTCMonth() + 1, named.getUTCDate() + offset)
  return { from: day(from), to: day(from + count) }
}

/** Counts months from 1. The years below 100 are what they say, which they are not for `Date.UTC`. */
function newDay(year: number, month: number, day: number): Date {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return date
}
