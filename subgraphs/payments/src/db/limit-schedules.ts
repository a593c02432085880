import type { Db } from '@tallystick/db'
import { asc } from 'drizzle-orm'
import type { LimitRule } from '../domain/rules/limit.ts'
import type { Decided } from '../domain/rules/version.ts'
import { limitSchedules } from './limit-tables.ts'

/** A version of limits, and who set it why. */
export type LimitScheduleVersion = LimitRule & Decided

/** Reads every version there is or was, in the order in which they were set. */
export const listLimitSchedules = (db: Db): Promise<LimitScheduleVersion[]> =>
  db.select().from(limitSchedules).orderBy(asc(limitSchedules.version))

/** Stores a new version. */
export async function insertLimitSchedule(
  db: Db,
  schedule: Omit<LimitScheduleVersion, 'version'>,
): Promise<LimitScheduleVersion> {
  const [stored] = await db.insert(limitSchedules).values(schedule).returning()
  if (!stored) throw new Error('limits that were stored were not returned')
  return stored
}
