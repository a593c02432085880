/** Reading one line of a statement: every fault has a reason that a person can act on. */
import { isId } from '@tallystick/ids'
import {
  type Currency,
  isCurrency,
  type Money,
  money,
  parseMinorUnits,
  parseMoney,
} from '@tallystick/money'
import { accepted, type Result, refused } from '@tallystick/result'
import type { Side } from './side.ts'

/** A line of a statement. */
export type StatementLine = Readonly<{
  reference: string
  side: Side
  amount: Money
  bookedAt: Date
}>

/** A line as text, as a file has it. */
export type StatementFields = Readonly<{
  reference: string
  side: string
  amount: string
  currency: string
  bookedAt: string
}>

/** What holds for every line of a statement. */
export type StatementFrame = Readonly<{
  /** `2026-11-01`, in UTC. */
  fromDay: string
  toDay: string
  /** The one currency that the statement is about; null for all. */
  currency: Currency | null
}>

/** How a file writes amounts: `12.50`, or `1250`. */
export type AmountUnit = 'MAJOR' | 'MINOR'

/** Why a line is refused, in a sentence for whoever has the file. */
export type LineFault = Readonly<{ code: 'BAD_LINE'; reason: string }>

const REFERENCE_MAX = 200
const DAY = /^\d{4}-\d{2}-\d{2}$/
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/

/** Reads a line of text. Amounts are exact or refused; a day without a time is its first moment in UTC. */
export function toStatementLine(
  { reference, side, amount, currency, bookedAt }: StatementFields,
  unit: AmountUnit,
): Result<StatementLine, LineFault> {
  if (side !== 'DEBIT' && side !== 'CREDIT')
    return bad(`side is DEBIT or CREDIT, not ${shown(side)}`)
  if (!isCurrency(currency)) return bad(`currency is none that is known: ${shown(currency)}`)
  const parsed = unit === 'MAJOR' ? parseMoney(amount, currency) : parseMinor(amount, currency)
  if (!parsed.ok) return bad(`amount ${shown(amount)} ${AMOUNT_FAULTS[parsed.refusal.code]}`)
  const moment = toBookedAt(bookedAt)
  if (!moment) return bad(`bookedAt is a day or a moment with its offset, not ${shown(bookedAt)}`)
  return accepted({ reference, side, amount: parsed.value, bookedAt: moment })
}

const AMOUNT_FAULTS = {
  NOT_A_NUMBER: 'is no decimal number',
  TOO_MANY_DECIMALS: 'has more decimals than its currency',
  TOO_LARGE: 'has more than 78 digits',
} as const

function parseMinor(text: string, currency: Currency) {
  const minor = parseMinorUnits(text)
  return minor === undefined
    ? refused({ code: 'NOT_A_NUMBER' as const })
    : accepted(money(minor, currency))
}

/** Why a line cannot be in this statement; undefined when it can. */
export function faultOfLine(line: StatementLine, frame: StatementFrame): string | undefined {
  if (line.amount.minor <= 0n) return 'amount is greater than zero; the side says which way'
  if (line.amount.minor.toString().length > 78) return 'amount has more than 78 digits'
  if (line.reference.length > REFERENCE_MAX)
    return `reference has more than ${REFERENCE_MAX} characters`
  if (line.reference.includes('\0') || !line.reference.isWellFormed()) return 'reference is no text'
  if (frame.currency !== null && line.amount.currency !== frame.currency)
    return `currency is ${line.amount.currency}, the statement is of ${frame.currency}`
  const day = line.bookedAt.toISOString().slice(0, 10)
  if (day < frame.fromDay || day > frame.toDay)
    return `bookedAt is on ${day}, outside of ${frame.fromDay} to ${frame.toDay}`
  return undefined
}

/** Whether text is a day such as `2026-11-01` that the calendar has. */
export const isDay = (text: string): boolean =>
  DAY.test(text) && toBookedAt(text)?.toISOString().slice(0, 10) === text && text >= '0001-01-01'

/** The payment that a reference names; null when it is the provider's own word. */
export const paymentOf = (reference: string): string | null =>
  isId('pay', reference) ? reference : null

/** The line in one spelling, for the hash by which the same statement is known again. */
export const canonical = ({ reference, side, amount, bookedAt }: StatementLine): string =>
  JSON.stringify([
    reference,
    side,
    amount.minor.toString(),
    amount.currency,
    bookedAt.toISOString(),
  ])

function toBookedAt(text: string): Date | undefined {
  if (!DAY.test(text) && !MOMENT.test(text)) return undefined
  const ms = Date.parse(text)
  if (Number.isNaN(ms)) return undefined
  const moment = new Date(ms)
  // `2026-02-30` is no day, though JavaScript would make it the 2nd of March.
  const day = Date.parse(`${text.slice(0, 10)}T00:00:00.000Z`)
  return new Date(day).toISOString().slice(0, 10) === text.slice(0, 10) ? moment : undefined
}

const shown = (text: string): string =>
  JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)

const bad = (reason: string) => refused({ code: 'BAD_LINE' as const, reason })
