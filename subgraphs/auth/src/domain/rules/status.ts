import { accepted, type Result, refused } from '@tallystick/result'
import { isLabel } from './label.ts'
import type { User, UserStatus } from './user.ts'

/** Why a person's status stays as it is. */
export type StatusRefused = Readonly<{
  code: 'LAST_ADMINISTRATOR' | 'STATUS_OWN' | 'STATUS_FINAL'
}>

/**
 * Decides a change of status. ARCHIVED is for ever: what is kept for the books comes back to nobody.
 *
 * @param decidedBy the administrator who decides; null for an operator at the machine
 * @param administrators every administrator, locked together with `user`, so that two who stop each other cannot both find
 *   the other one still there
 * @returns the user with `status`; the same object when nothing changes
 */
export function changeStatus(
  user: User,
  { status, decidedBy }: Readonly<{ status: UserStatus; decidedBy: string | null }>,
  administrators: readonly User[],
): Result<User, StatusRefused> {
  if (user.status === status) return accepted(user)
  if (user.status === 'ARCHIVED') return refused({ code: 'STATUS_FINAL' })
  if (status !== 'ACTIVE') {
    if (decidedBy === user.id) return refused({ code: 'STATUS_OWN' })
    const isOneAtWork = user.roles.includes('ADMIN') && user.status === 'ACTIVE'
    const isAnotherLeft = administrators.some(
      (each) => each.id !== user.id && each.status === 'ACTIVE',
    )
    if (isOneAtWork && !isAnotherLeft) return refused({ code: 'LAST_ADMINISTRATOR' })
  }
  return accepted({ ...user, status, rightsVersion: user.rightsVersion + 1 })
}

const REASON_MAX = 500

/** Whether text may be the reason of a change: 1 to 500 characters, none of them control characters. */
export const isReason = (text: string): boolean => isLabel(text, REASON_MAX)
