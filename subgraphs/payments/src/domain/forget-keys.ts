import { deleteKeys } from '../db/idempotency-keys.ts'
import type { Parts } from './parts.ts'
import { after, MS_PER_DAY } from './rules/timing.ts'

/** Keys that are forgotten in one statement. */
const BATCH = 1_000

/**
 * Forgets idempotency keys that were used more than `keyDays` days ago and have their answer: whoever sends such a request
 * again makes a new payment. A key without an answer stays, however old.
 *
 * @returns how many
 */
export async function forgetKeys(
  { db, keyDays, now }: Pick<Parts, 'db' | 'keyDays' | 'now'>,
  signal?: AbortSignal,
): Promise<number> {
  const usedBefore = after(now(), -keyDays * MS_PER_DAY)
  let forgotten = 0
  while (!signal?.aborted) {
    const count = await deleteKeys(db, { usedBefore, limit: BATCH })
    forgotten += count
    if (count < BATCH) break
  }
  return forgotten
}
