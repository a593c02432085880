import { isId } from '@tallystick/ids'
import { type Result, refused } from '@tallystick/result'
import { lockUserAndAdministrators, updateRoles } from '../db/users.ts'
import { ACCESS } from './access-topic.ts'
import { asUser, type Means } from './means.ts'
import { changeRole } from './rules/role.ts'
import type { Role, User } from './rules/user.ts'

/** Why a role is not assigned. */
export type AssignRoleRefused = Readonly<{ code: 'USER_UNKNOWN' | 'LAST_ADMINISTRATOR' }>

/**
 * Gives a user exactly one role. Assigning the role they have is accepted and tells nobody.
 *
 * @param assignedBy the administrator who decided, `usr_…`; null for an operator at the machine
 */
export async function assignRole(
  { outbox, cause }: Pick<Means, 'outbox' | 'cause'>,
  { userId, role, assignedBy }: { userId: string; role: Role; assignedBy: string | null },
): Promise<Result<User, AssignRoleRefused>> {
  if (!isId('usr', userId)) return refused({ code: 'USER_UNKNOWN' })
  return outbox.transaction(async (tx, publish) => {
    const { user, administrators } = await lockUserAndAdministrators(tx, userId)
    if (!user) return refused({ code: 'USER_UNKNOWN' })
    const decision = changeRole(user, role, administrators)
    if (!decision.ok || decision.value === user) return decision

    const { rightsVersion } = decision.value
    await updateRoles(tx, decision.value)
    await publish({
      type: 'auth:user:role_assigned',
      body: { userId, role, assignedBy, rightsVersion },
      aggregate: { type: 'user', id: userId },
      topics: [ACCESS],
      cause: assignedBy ? asUser(cause, assignedBy) : cause,
    })
    return decision
  })
}
