import type { Db } from '@tallystick/db'
import { accepted, type Result, refused } from '@tallystick/result'
import { addUses, type Uses } from '../db/registered-operations.ts'
import { isPlainId } from './rules/client.ts'

/** How many operations one call may count. */
export const USES_PER_CALL_MAX = 1_000

/**
 * Adds to the counts of operations. @returns how many of them are registered
 *
 * Counts are for people who wonder what can be retired. A call whose answer was lost may be counted twice.
 */
export async function countOperationUses(
  db: Db,
  uses: readonly Uses[],
): Promise<Result<number, Readonly<{ code: 'BAD_USES' }>>> {
  const isBad = uses.length > USES_PER_CALL_MAX || uses.some((each) => each.uses < 1)
  if (isBad) return refused({ code: 'BAD_USES' })
  const known = uses.filter(({ clientId, id }) => isPlainId(clientId) && isPlainId(id))
  return accepted(known.length > 0 ? await addUses(db, known) : 0)
}
