/** The lines of a statement as CSV (RFC 4180), exact to the last digit, for programs and for spreadsheets. */
import { toDecimal } from '@tallystick/money'
import type { Statement, StatementEntry } from './statement.ts'

/** A spreadsheet reads a cell that begins so as a formula (OWASP, "CSV Injection"), the full-width signs included. */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/
const QUOTED = /[",\r\n]/

const COLUMNS = [
  'line',
  'recorded_at',
  'effective_at',
  'description',
  'side',
  'amount',
  'balance',
  'currency',
  'ledger_transaction_id',
  'payment_id',
]

/** The names of the columns, and the line of the opening balance. */
export const csvHead = (statement: Statement): string =>
  toLine(COLUMNS) + balanceLine('OPENING', '', statement.opening)

/** The line of an entry. */
export const csvEntry = (entry: StatementEntry): string =>
  toLine([
    'ENTRY',
    entry.recordedAt.toISOString(),
    entry.effectiveAt.toISOString(),
    toText(entry.description),
    entry.side,
    toDecimal(entry.amount),
    toDecimal(entry.balanceAfter),
    entry.amount.currency,
    entry.ledgerTransactionId,
    entry.paymentId ?? '',
  ])

/** The line of the closing balance; of a month that is not over, SO_FAR with the moment up to which it goes. */
export const csvTail = ({ closing, isSoFar, asOf }: Statement): string =>
  balanceLine(isSoFar ? 'SO_FAR' : 'CLOSING', asOf.toISOString(), closing)

const balanceLine = (kind: string, at: string, balance: Statement['opening']): string =>
  toLine([kind, at, '', '', '', '', toDecimal(balance), balance.currency, '', ''])

/** What a person wrote. Numbers of ours may begin with a minus; their words may not. */
const toText = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)

const toLine = (cells: readonly string[]): string => `${cells.map(toCell).join(',')}\r\n`
const toCell = (cell: string): string =>
  QUOTED.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
