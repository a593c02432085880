import type { Db, Tx } from '@tallystick/db'
import { asc } from 'drizzle-orm'
import type { FeeBand, FeeRule } from '../domain/rules/fee.ts'
import type { Decided } from '../domain/rules/version.ts'
import { feeBands, feeSchedules } from './fee-tables.ts'

/** A version of a fee rule, and who set it why. */
export type FeeScheduleVersion = FeeRule & Decided

/** Reads every version there is or was, in the order in which they were set. They are few: people write them. */
export async function listFeeSchedules(db: Db): Promise<FeeScheduleVersion[]> {
  const [schedules, bands] = await Promise.all([
    db.select().from(feeSchedules).orderBy(asc(feeSchedules.version)),
    db.select().from(feeBands).orderBy(asc(feeBands.version), asc(feeBands.fromMinor)),
  ])
  const bandsOf = Map.groupBy(bands, ({ version }) => version)
  return schedules.map((schedule) => ({
    ...schedule,
    bands: (bandsOf.get(schedule.version) ?? []).map(({ version: _version, ...band }) => band),
  }))
}

/** Stores a new version with its bands. */
export async function insertFeeSchedule(
  tx: Tx,
  { bands, ...schedule }: Omit<FeeScheduleVersion, 'version'>,
): Promise<FeeScheduleVersion> {
  const [stored] = await tx.insert(feeSchedules).values(schedule).returning()
  if (!stored) throw new Error('a fee schedule that was stored was not returned')
  const { version } = stored
  await tx.insert(feeBands).values(bands.map((band: FeeBand) => ({ ...band, version })))
  return { ...stored, bands }
}
