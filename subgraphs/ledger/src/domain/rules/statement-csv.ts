/** The lines of a statement as CSV (RFC 4180), exact to the last digit, for programs and for spreadsheets. */
import { csvLine, csvText } from '@tallystick/csv'
import { toDecimal } from '@tallystick/money'
import type { Statement, StatementEntry } from './statement.ts'

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
  csvLine(COLUMNS) + balanceLine('OPENING', '', statement.opening)

/** The line of an entry. */
export const csvEntry = (entry: StatementEntry): string =>
  csvLine([
    'ENTRY',
    entry.recordedAt.toISOString(),
    entry.effectiveAt.toISOString(),
    csvText(entry.description),
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
  csvLine([kind, at, '', '', '', '', toDecimal(balance), balance.currency, '', ''])
