import { isId } from '@tallystick/ids'
import { accepted, type Result, refused } from '@tallystick/result'
import { deletePasskeysOf } from '../../db/passkeys.ts'
import { deleteRecoveryCodes } from '../../db/recovery-codes.ts'
import { deleteTotp } from '../../db/totp-factors.ts'
import { lockUserIfAny } from '../../db/users.ts'
import { asUser, type Means } from '../means.ts'
import { writeNotice } from '../passwords/notice.ts'
import { hasFactor } from '../rules/mfa-challenge.ts'
import { isReason } from '../rules/status.ts'
import type { User } from '../rules/user.ts'
import { endSessionsOf } from '../sessions/end-sessions.ts'
import { factorsOf } from './own-factors.ts'

/** Why the factors of somebody stay. */
export type ClearFactorsRefused = Readonly<{
  code: 'USER_UNKNOWN' | 'FACTORS_OWN' | 'MALFORMED_REASON'
}>

/** Whose factors are to go. */
export type ClearFactors = Readonly<{
  userId: string
  /** Why, in words for the audit log. */
  reason: string
  /** The administrator who decided, `usr_…`; null for an operator at the machine. */
  removedBy: string | null
}>

/**
 * Removes every second factor of a person who has lost all of them: their app, their passkeys, their recovery codes. Their
 * sessions end in the same transaction, and they are told by mail. Who has none is left as they are, and nobody is told.
 */
export async function clearFactors(
  means: Means,
  { userId, reason, removedBy }: ClearFactors,
): Promise<Result<User, ClearFactorsRefused>> {
  if (!isReason(reason)) return refused({ code: 'MALFORMED_REASON' })
  if (!isId('usr', userId)) return refused({ code: 'USER_UNKNOWN' })
  if (removedBy === userId) return refused({ code: 'FACTORS_OWN' })
  const cause = removedBy ? asUser(means.cause, removedBy) : means.cause
  const user = await means.outbox.transaction(async (tx, publish) => {
    const locked = await lockUserIfAny(tx, userId)
    if (!locked) return undefined
    const factors = await factorsOf(tx, userId)
    // An app that is still to be confirmed may be whoever's the sessions were.
    await deleteTotp(tx, userId, 'PENDING')
    if (!hasFactor(factors)) return locked

    await deleteTotp(tx, userId, 'CONFIRMED')
    await deletePasskeysOf(tx, userId)
    await deleteRecoveryCodes(tx, userId)
    await writeNotice(tx, { user: locked, what: 'FACTOR_REMOVED' }, means)
    const { totpSince, passkeys, recoveryCodesLeft: recoveryCodes } = factors
    await publish({
      type: 'auth:second_factors:removed',
      body: { userId, hadTotp: totpSince !== null, passkeys, recoveryCodes, reason, removedBy },
      aggregate: { type: 'user', id: userId },
      cause,
    })
    const all = { userId, exceptId: null, reason: 'FACTORS_REMOVED' } as const
    await endSessionsOf({ tx, publish }, all, { ...means, cause })
    return locked
  })
  means.post.sendSoon()
  return user ? accepted(user) : refused({ code: 'USER_UNKNOWN' })
}
