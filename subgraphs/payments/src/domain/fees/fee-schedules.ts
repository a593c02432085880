import { accepted, type Result, refused } from '@tallystick/result'
import {
  type FeeScheduleVersion,
  insertFeeSchedule,
  listFeeSchedules,
} from '../../db/fee-schedules.ts'
import type { Parts } from '../parts.ts'
import { type FeeRule, faultOfBands, keyOf } from '../rules/fee.ts'
import {
  type BadVersion,
  bad,
  type Decision,
  decided,
  faultOfDecision,
  inForce,
} from '../rules/version.ts'

/** A new version of the fees of one kind, currency and priority. */
export type SetFeeSchedule = Decision & Pick<FeeRule, 'kind' | 'currency' | 'priority' | 'bands'>

/**
 * Sets what payments of one kind, currency and priority cost from a moment on. What was set before stays written down.
 * Other processes go by it within five seconds.
 */
export async function setFeeSchedule(
  { db, schedules, now }: Parts,
  request: SetFeeSchedule,
): Promise<Result<FeeScheduleVersion, BadVersion>> {
  const at = now()
  const fault = faultOfDecision(request, at)
  if (fault) return refused(fault)
  const { kind, currency, priority, bands } = request
  const wrong = faultOfBands(bands)
  if (wrong !== undefined) return refused(bad('bands', wrong))
  const version = { ...decided(request, at), kind, currency, priority, bands }
  const stored = await db.transaction((tx) => insertFeeSchedule(tx, version))
  schedules.forget()
  return accepted(stored)
}

/** The versions that hold at a moment, one for each kind, currency and priority that has any. */
export async function feeSchedulesAt({ db }: Parts, at: Date): Promise<FeeScheduleVersion[]> {
  const versions = Map.groupBy(await listFeeSchedules(db), keyOf).values()
  return [...versions].flatMap((each) => inForce(each, at) ?? [])
}
