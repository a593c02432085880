import { accepted, type Result, refused } from '@tallystick/result'
import type { Role, User } from './user.ts'

/**
 * Decides a change of role.
 *
 * @param administrators every administrator, locked together with `user`, so that two who demote each other cannot both
 *   find the other one still there
 * @returns the user with exactly `role`; the same object when nothing changes
 */
export function changeRole(
  user: User,
  role: Role,
  administrators: readonly User[],
): Result<User, Readonly<{ code: 'LAST_ADMINISTRATOR' }>> {
  if (user.roles.length === 1 && user.roles[0] === role) return accepted(user)
  const isDemotion = user.roles.includes('ADMIN') && role !== 'ADMIN'
  // One who may not sign in cannot run the system, so they do not count as the one who stays.
  const isAnotherLeft = administrators.some(
    ({ id, status }) => id !== user.id && status === 'ACTIVE',
  )
  if (isDemotion && !isAnotherLeft) return refused({ code: 'LAST_ADMINISTRATOR' })
  return accepted({ ...user, roles: [role], rightsVersion: user.rightsVersion + 1 })
}
