import type { Actor } from '@tallystick/actor'
import { accepted, type Result, refused } from '@tallystick/result'
import { isTimeZone, type ReportAsked, reportPayments } from '../db/payment-reports.ts'
import type { Parts } from './parts.ts'
import { seesAll } from './read-payments.ts'
import { REPORT_DAYS_MAX, type ReportRow } from './rules/payment-report.ts'
import { MS_PER_DAY } from './rules/timing.ts'

/** Why there is no report. */
export type ReportRefused = Readonly<{ code: 'NO_SUCH_TIME' | 'NO_SUCH_ZONE' | 'NO_SALES' }>

/** Sums up payments: everybody's for administrators, those to their own accounts for vendors. */
export async function reportOnPayments(
  { db }: Pick<Parts, 'db'>,
  actor: Actor,
  asked: Omit<ReportAsked, 'payeeUserId'>,
): Promise<Result<readonly ReportRow[], ReportRefused>> {
  const { from, to, timeZone } = asked
  const days = (to.getTime() - from.getTime()) / MS_PER_DAY
  if (days <= 0 || days > REPORT_DAYS_MAX) return refused({ code: 'NO_SUCH_TIME' })
  if (!(await isTimeZone(db, timeZone))) return refused({ code: 'NO_SUCH_ZONE' })
  const payeeUserId = seesAll(actor) ? null : actor.id
  if (payeeUserId === null && !seesAll(actor)) return refused({ code: 'NO_SALES' })
  return accepted(await reportPayments(db, { ...asked, payeeUserId }))
}
