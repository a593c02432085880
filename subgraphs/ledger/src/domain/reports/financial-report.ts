import type { Db } from '@tallystick/db'
import { accepted, type Result, refused } from '@tallystick/result'
import type { Unsettled } from '../../db/moments.ts'
import { countLedgerTransactions, sumTotals } from '../../db/reports/reports.ts'
import { type FinancialReport, toCurrencyReports } from '../rules/financial-report.ts'
import { type ReportPeriod, spanOf } from '../rules/report-period.ts'
import { justAfter, settle } from './settle.ts'

/** Which period to report on: the one that the day lies in. */
export type ReportRequest = Readonly<{ period: ReportPeriod; date: string }>

/** Why there is no report. */
export type ReportRefused = Readonly<{ code: Unsettled | 'NO_SUCH_DAY' }>

/**
 * What happened in the books within a day, a week or a month of UTC, by the time of recording.
 *
 * A period that runs now is reported up to now; a report on one that is over never changes.
 */
export async function reportFinances(
  db: Db,
  { period, date }: ReportRequest,
): Promise<Result<FinancialReport, ReportRefused>> {
  const span = spanOf(period, date)
  if (!span) return refused({ code: 'NO_SUCH_DAY' })
  const settled = await settle(db, span)
  if (!settled.ok) return settled
  const { asOf, isFinal } = settled.value
  const within = { since: span.from, before: justAfter(asOf) }
  const [opening, changes, ledgerTransactionCount] = await Promise.all([
    sumTotals(db, { since: null, before: span.from }),
    sumTotals(db, within),
    countLedgerTransactions(db, within),
  ])
  return accepted({
    ...span,
    asOf,
    isFinal,
    ledgerTransactionCount,
    entryCount: changes.reduce((sum, { entryCount }) => sum + entryCount, 0n),
    currencies: toCurrencyReports(opening, changes),
  })
}
