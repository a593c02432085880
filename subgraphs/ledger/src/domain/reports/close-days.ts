import type { Db } from '@tallystick/db'
import { closeNextDay } from '../../db/reports/reports.ts'

/**
 * Sums up every day that is over, the oldest first, and answers how many steps that took; days without entries are closed
 * in one step with the next that has some.
 *
 * To be run every minute or so, by one process or by many. Reports are true without it, and quick with it.
 * @param signal stops it between two days
 */
export async function closeDays(db: Db, signal?: AbortSignal): Promise<number> {
  let steps = 0
  while (!signal?.aborted && (await closeNextDay(db)) !== null) steps += 1
  return steps
}
