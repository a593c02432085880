import { accepted, type Result, refused } from '@tallystick/result'
import { findHashOfUser, getUser, lockUserWithHash, updatePasswordHash } from '../../db/users.ts'
import { COMMON_PASSWORDS } from '../common-passwords.ts'
import type { Means } from '../means.ts'
import type { HasherBusy } from '../password-hash.ts'
import { checkPassword, type WeakPassword } from '../rules/password.ts'
import type { User } from '../rules/user.ts'
import { endSessionsOf } from '../sessions/end-sessions.ts'
import { countAttempt, forgetAttempts, judgeAttempt } from './attempts.ts'
import { writeNotice } from './notice.ts'

/** Why a password is not changed. A person who is locked is told no more than that the password is not right. */
export type ChangePasswordRefused =
  | WeakPassword
  | HasherBusy
  | Readonly<{ code: 'INVALID_CREDENTIALS' }>

/** Who changes what. */
export type ChangePassword = Readonly<{
  userId: string
  /** The session that goes on; every other one ends. */
  sessionId: string
  currentPassword: string
  newPassword: string
}>

/**
 * Changes a person's own password. A wrong current one counts as at sign-in: a session that was left open must not become
 * a place to guess at leisure.
 */
export async function changePassword(
  means: Means,
  change: ChangePassword,
): Promise<Result<User, ChangePasswordRefused>> {
  const { db, hasher, settings } = means
  const { userId } = change
  const { composition } = settings.passwords
  const rule = { common: COMMON_PASSWORDS, composition }
  const user = await getUser(db, userId)
  const password = checkPassword(change.newPassword, user, rule)
  if (!password.ok) return password
  const known = await findHashOfUser(db, userId)
  const matches = await hasher.verify(change.currentPassword, known)
  if (!matches.ok) return matches
  if (known === undefined || !matches.value) {
    await countAttempt(means, userId)
    return refused({ code: 'INVALID_CREDENTIALS' })
  }
  const hash = await hasher.hash(password.value)
  if (!hash.ok) return hash
  const isChanged = await store(means, change, { known, next: hash.value })
  means.post.sendSoon()
  return isChanged ? accepted(user) : refused({ code: 'INVALID_CREDENTIALS' })
}

const store = (
  means: Means,
  { userId, sessionId }: ChangePassword,
  { known, next }: Readonly<{ known: string; next: string }>,
): Promise<boolean> =>
  means.outbox.transaction(async (tx, publish) => {
    const { user, passwordHash } = await lockUserWithHash(tx, userId)
    // Of two changes at once the second one was made with a password that is not the current one any more.
    const guess = { facts: means, guessed: 'PASSWORD' } as const
    if (passwordHash !== known || user.status !== 'ACTIVE') return false
    if ((await judgeAttempt(tx, user, guess)) !== 'OPEN') return false
    await updatePasswordHash(tx, userId, next)
    await forgetAttempts(tx, userId, guess)
    const others = { userId, exceptId: sessionId, reason: 'PASSWORD_CHANGED' } as const
    await endSessionsOf({ tx, publish }, others, means)
    await writeNotice(tx, { user, what: 'PASSWORD_CHANGED' }, means)
    await publish({
      type: 'auth:password:changed',
      body: { userId },
      aggregate: { type: 'user', id: userId },
      cause: means.cause,
    })
    return true
  })
