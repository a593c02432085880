/** Moments of the past, by the clock that records: that of the database. */
import { constraintOf, type Db } from '@tallystick/db'
import { sql } from 'drizzle-orm'

/** Why nothing can be said of a moment yet. */
export type Unsettled = 'FUTURE_MOMENT' | 'NOT_SETTLED'

/** What a fault says of the moment that was asked about; undefined when it is another fault. */
export function unsettledOf(fault: unknown): Unsettled | undefined {
  const constraint = constraintOf(fault)
  if (constraint === 'moment_in_future') return 'FUTURE_MOMENT'
  return constraint === 'moment_not_settled' ? 'NOT_SETTLED' : undefined
}

/**
 * Waits until nothing can be recorded up to a moment any more, so that what is read next is the answer for ever.
 *
 * @param db outside of a transaction that has written
 * @returns why that cannot be said, undefined when it can
 */
export async function settleMoment(db: Db, moment: Date): Promise<Unsettled | undefined> {
  try {
    await db.execute(sql`select ledger.await_moment(${moment.toISOString()}::timestamptz)`)
    return undefined
  } catch (fault) {
    const unsettled = unsettledOf(fault)
    if (unsettled === undefined) throw fault
    return unsettled
  }
}

/** The moment that it is for the database, whose clock is the one that records. */
export async function readClock(db: Db): Promise<Date> {
  const [row] = await db.execute<{ now: string }>(
    sql`select (extract(epoch from date_trunc('milliseconds', clock_timestamp())) * 1000)::bigint::text as now`,
  )
  return new Date(Number(row?.now))
}
