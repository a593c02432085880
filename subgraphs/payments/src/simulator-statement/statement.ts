import type { StatementRow } from '../db/simulator-statement.ts'

const DAY_MS = 86_400_000
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** From the beginning of the first day to the end of the last, in UTC. @throws {RangeError} for what is no day, or for no days */
export function dayRange(from: string, to: string): Readonly<{ from: Date; to: Date }> {
  const [first, last] = [dayOf('--from', from), dayOf('--to', to)]
  if (last < first) throw new RangeError('--to is not before --from')
  return { from: new Date(first), to: new Date(last + DAY_MS) }
}

function dayOf(name: string, text: string): number {
  const at = DAY.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  // 31 February is no day, and some parsers make it one in March.
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text)
    throw new RangeError(`${name} is a day such as 2026-11-01`)
  return at
}

/** A statement as `npm run statement:import` reads it: what the provider took it owes us. */
export const toStatementCsv = (rows: readonly StatementRow[]): string =>
  [
    'reference,side,amount,currency,bookedAt',
    ...rows.map(
      ({ reference, side, amountMinor, currency, bookedAt }) =>
        `${reference},${side},${amountMinor},${currency},${bookedAt.toISOString()}`,
    ),
    '',
  ].join('\n')
