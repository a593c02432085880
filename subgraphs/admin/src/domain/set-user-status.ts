import { isId } from '@tallystick/ids'
import type { Cause, Outbox } from '@tallystick/outbox'
import { type Result, refused } from '@tallystick/result'
import type { AdminEvent } from '../events/published.ts'
import type { AssignStatusRefused, AuthPort } from '../providers/auth/port.ts'
import { isReason, type UserStatus } from './rules/user.ts'
import { tellUpdated } from './tell-updated.ts'

/** Why a status is not set. */
export type SetUserStatusRefused = AssignStatusRefused | Readonly<{ code: 'MALFORMED_REASON' }>

/**
 * Has Auth, who owns statuses, give a user one, and tells of it with the reason: in the same two steps as a role.
 *
 * @param actorId the administrator who decided
 */
export async function setUserStatus(
  { auth, outbox, cause }: { auth: AuthPort; outbox: Outbox<AdminEvent>; cause: Cause },
  {
    actorId,
    ...change
  }: Readonly<{ userId: string; status: UserStatus; reason: string; actorId: string }>,
): Promise<Result<{ userId: string }, SetUserStatusRefused>> {
  const { userId, reason } = change
  if (!isReason(reason)) return refused({ code: 'MALFORMED_REASON' })
  if (!isId('usr', userId)) return refused({ code: 'USER_NOT_FOUND' })
  const assigned = await auth.assignStatus({ ...change, assignedBy: actorId }, cause)
  if (!assigned.ok) return assigned

  await tellUpdated({ outbox, cause }, change)
  return assigned
}
