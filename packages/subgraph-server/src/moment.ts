/** What both ISO 8601 with four digits of year and the database can name; JavaScript's own dates go far beyond. */
const FIRST_MS = Date.parse('0001-01-01T00:00:00.000Z')
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z')

/** Reads a moment in milliseconds since 1970; undefined for anything but a whole number within the years 1 to 9999. */
export function toMoment(ms: unknown): Date | undefined {
  if (typeof ms !== 'number' || !Number.isSafeInteger(ms)) return undefined
  return ms < FIRST_MS || ms > LAST_MS ? undefined : new Date(ms)
}
