import type { Db } from '@tallystick/db'
import { accepted, type Result, refused } from '@tallystick/result'
import { readClock, settleMoment, type Unsettled } from '../../db/moments.ts'
import type { Span } from '../rules/report-period.ts'

/**
 * The last moment of a period that can be told of: its own last, or now while it runs. Settled when this resolves.
 *
 * @returns FUTURE_MOMENT for a period that has not begun
 */
export async function settle(
  db: Db,
  { from, to }: Span,
): Promise<Result<Readonly<{ asOf: Date; isFinal: boolean }>, { code: Unsettled }>> {
  const now = await readClock(db)
  if (now < from) return refused({ code: 'FUTURE_MOMENT' })
  const isFinal = now >= to
  const asOf = isFinal ? new Date(to.getTime() - 1) : now
  const unsettled = await settleMoment(db, asOf)
  return unsettled ? refused({ code: unsettled }) : accepted({ asOf, isFinal })
}

/** What is recorded is recorded to the millisecond, so what counts ends right before the next one. */
export const justAfter = (moment: Date): Date => new Date(moment.getTime() + 1)
