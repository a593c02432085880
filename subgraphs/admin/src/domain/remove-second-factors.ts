import { isId } from '@tallystick/ids'
import type { Cause, Outbox } from '@tallystick/outbox'
import { type Result, refused } from '@tallystick/result'
import { lockUser } from '../db/users.ts'
import type { AdminEvent } from '../events/published.ts'
import type { AuthPort, ClearFactorsRefused } from '../providers/auth/port.ts'
import { isReason } from './rules/user.ts'

/** Why second factors are not taken away. */
export type RemoveSecondFactorsRefused =
  | ClearFactorsRefused
  | Readonly<{ code: 'MALFORMED_REASON' }>

/**
 * Has Auth, who owns second factors, take all of a user's away, and tells of it with the reason: in the same two steps as a
 * role.
 *
 * @param actorId the administrator who decided
 */
export async function removeSecondFactors(
  { auth, outbox, cause }: { auth: AuthPort; outbox: Outbox<AdminEvent>; cause: Cause },
  { userId, reason, actorId }: Readonly<{ userId: string; reason: string; actorId: string }>,
): Promise<Result<{ userId: string }, RemoveSecondFactorsRefused>> {
  if (!isReason(reason)) return refused({ code: 'MALFORMED_REASON' })
  if (!isId('usr', userId)) return refused({ code: 'USER_NOT_FOUND' })
  const removed = await auth.clearFactors({ userId, reason, removedBy: actorId }, cause)
  if (!removed.ok) return removed

  await outbox.transaction(async (tx, publish) => {
    await lockUser(tx, userId)
    await publish({
      type: 'admin:user:updated',
      body: { userId, secondFactors: 'REMOVED', reason },
      aggregate: { type: 'user', id: userId },
      cause,
    })
  })
  return removed
}
