/** What a report on payments says. */
import type { Currency, Money } from '@tallystick/money'

/** What makes a row of a report, besides the currency. */
export type ReportGroup = 'DAY' | 'WEEK' | 'MONTH' | 'KIND' | 'STATUS'

/** The longest stretch of time that a report is about, in days. */
export const REPORT_DAYS_MAX = 366

/** What came of the payments of one group in one currency. */
export type ReportRow = Readonly<{
  /** A day as 2026-11-22, a kind, or a status. */
  group: string
  currency: Currency
  count: number
  /** Of those the payee got something. */
  completedCount: number
  /** Of those nobody will get anything. */
  failedCount: number
  captured: Money
  refunded: Money
  fees: Money
}>
