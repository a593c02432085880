import type { Currency } from '@tallystick/money'

/** A provider's or bank's statement. It counts when it is imported. */
export type ProviderStatement = Readonly<{
  id: string
  /** As in the name of its clearing account. */
  provider: string
  /** `2026-11-01`, in UTC: the first day that it covers … */
  fromDay: string
  /** … and the last. */
  toDay: string
  /** The one currency that it is about; null for all. */
  currency: Currency | null
  lineCount: number
  linesHash: Buffer
  createdAt: Date
  importedAt: Date | null
  /** The last finished comparison of it. */
  reconciliationId: string | null
}>

/** Which statement: of whom, of which days, in which currency. */
export type StatementPeriod = Pick<ProviderStatement, 'provider' | 'fromDay' | 'toDay' | 'currency'>

/** The most days in one statement: more is a mistake in a date. */
export const STATEMENT_DAYS_MAX = 366
