import { accepted, type Result, refused } from '@tallystick/result'
import {
  insertLimitSchedule,
  type LimitScheduleVersion,
  listLimitSchedules,
} from '../../db/limit-schedules.ts'
import type { Parts } from '../parts.ts'
import { faultOfLimits, type LimitRule } from '../rules/limit.ts'
import {
  type BadVersion,
  bad,
  type Decision,
  decided,
  faultOfDecision,
  inForce,
} from '../rules/version.ts'

/** A new version of the limits of one level and currency. */
export type SetLimits = Decision &
  Pick<LimitRule, 'level' | 'currency' | 'paymentMinor' | 'dayMinor' | 'monthMinor'>

/**
 * Sets how much accounts of a level may move from a moment on. What an account has moved before counts. Other processes go
 * by it within five seconds.
 */
export async function setLimits(
  { db, schedules, now }: Parts,
  request: SetLimits,
): Promise<Result<LimitScheduleVersion, BadVersion>> {
  const at = now()
  const wrong = faultOfLimits(request)
  const fault =
    faultOfDecision(request, at) ?? (wrong === undefined ? undefined : bad('input', wrong))
  if (fault) return refused(fault)
  const { level, currency, paymentMinor, dayMinor, monthMinor } = request
  const limits = { level, currency, paymentMinor, dayMinor, monthMinor }
  const stored = await insertLimitSchedule(db, { ...decided(request, at), ...limits })
  schedules.forget()
  return accepted(stored)
}

/** The versions that hold at a moment, one for each level and currency that has any. */
export async function limitSchedulesAt({ db }: Parts, at: Date): Promise<LimitScheduleVersion[]> {
  const versions = Map.groupBy(
    await listLimitSchedules(db),
    ({ level, currency }) => `${level} ${currency}`,
  ).values()
  return [...versions].flatMap((each) => inForce(each, at) ?? [])
}
