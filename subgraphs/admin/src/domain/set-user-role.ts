import { isId } from '@tallystick/ids'
import type { Cause, Outbox } from '@tallystick/outbox'
import { type Result, refused } from '@tallystick/result'
import type { AdminEvent } from '../events/published.ts'
import type { AssignRoleRefused, AuthPort } from '../providers/auth/port.ts'
import type { Role } from './rules/user.ts'
import { tellUpdated } from './tell-updated.ts'

/** Why a role is not set. */
export type SetUserRoleRefused = AssignRoleRefused

/**
 * Has Auth, who owns roles, give a user exactly one role, and tells of it.
 *
 * Auth's answer comes first, outside any transaction. Should we die before the second step, Auth's own event has told of
 * the change already; asking again is granted and completes it.
 *
 * @param actorId the administrator who decided
 */
export async function setUserRole(
  { auth, outbox, cause }: { auth: AuthPort; outbox: Outbox<AdminEvent>; cause: Cause },
  { userId, role, actorId }: { userId: string; role: Role; actorId: string },
): Promise<Result<{ userId: string }, SetUserRoleRefused>> {
  if (!isId('usr', userId)) return refused({ code: 'USER_NOT_FOUND' })
  const assigned = await auth.assignRole({ userId, role, assignedBy: actorId }, cause)
  if (!assigned.ok) return assigned

  await tellUpdated({ outbox, cause }, { userId, role })
  return assigned
}
