import { accepted, type Result, refused } from '@tallystick/result'
import { deleteLinkedIdentities } from '../../db/identities.ts'
import { findCodeByToken } from '../../db/one-time-codes.ts'
import { deleteTallies } from '../../db/sign-in-tallies.ts'
import {
  getUser,
  giveWantedUsername,
  lockUser,
  setEmailVerified,
  updatePasswordHash,
} from '../../db/users.ts'
import { COMMON_PASSWORDS } from '../common-passwords.ts'
import { asUser, type Means } from '../means.ts'
import { endGrantsOf } from '../oauth/end-grant.ts'
import type { HasherBusy } from '../password-hash.ts'
import { checkPassword, type WeakPassword } from '../rules/password.ts'
import type { User } from '../rules/user.ts'
import { endSessionsOf } from '../sessions/end-sessions.ts'
import { hashOfLinkToken } from '../verification/code-secrets.ts'
import { type InvalidCode, useLink } from '../verification/use-code.ts'
import { writeNotice } from './notice.ts'

/** Why a password is not set. */
export type ResetPasswordRefused = InvalidCode | WeakPassword | HasherBusy

/**
 * Sets a new password by the link of a message.
 *
 * Signs nobody in: who holds the mailbox has not shown a second factor. Every session ends, and so do what programs were let
 * do and the identities that were linked: a thief may have let in their own. API keys go on, which machines rely on and
 * whose making was told by mail. The wrong passwords that were counted are forgotten, and the address is known to be the
 * person's. A weak password leaves the link as it is.
 */
export async function resetPassword(
  means: Means,
  input: { token: string; password: string },
): Promise<Result<User, ResetPasswordRefused>> {
  const { db, settings } = means
  const code = await findCodeByToken(db, hashOfLinkToken(input.token), 'PASSWORD_RESET')
  if (!code?.userId) return refused({ code: 'INVALID_CODE' })
  const chooser = await getUser(db, code.userId)
  const { composition } = settings.passwords
  const rule = { common: COMMON_PASSWORDS, composition }
  const password = checkPassword(input.password, chooser, rule)
  if (!password.ok) return password
  const hash = await means.hasher.hash(password.value)
  if (!hash.ok) return hash
  const isSet = await store(means, { userId: chooser.id, codeId: code.id, hash: hash.value })
  means.post.sendSoon()
  return isSet ? accepted(chooser) : refused({ code: 'INVALID_CODE' })
}

const store = (
  means: Means,
  { userId, codeId, hash }: Readonly<{ userId: string; codeId: string; hash: string }>,
): Promise<boolean> =>
  means.outbox.transaction(async (tx, publish) => {
    const user = await lockUser(tx, userId)
    if (user.status !== 'ACTIVE') return false
    const code = await useLink(tx, codeId, means)
    if (code?.target !== user.email) return false
    await updatePasswordHash(tx, userId, hash)
    // Those of second factors stay: a mailbox must not make room for more guesses at them.
    await deleteTallies(tx, { userId, guessed: 'PASSWORD' })
    const facts = { ...means, cause: asUser(means.cause, userId) }
    const aggregate = { type: 'user', id: userId }
    const { cause } = facts
    if (!user.emailVerified) {
      // The link was in the mailbox.
      await setEmailVerified(tx, userId)
      const username = await giveWantedUsername(tx, user)
      await publish({ type: 'auth:email:verified', body: { userId, username }, aggregate, cause })
    }
    await endSessionsOf(
      { tx, publish },
      { userId, exceptId: null, reason: 'PASSWORD_RESET' },
      facts,
    )
    await endGrantsOf({ tx, publish }, userId, { ...facts, reason: 'PASSWORD_RESET' })
    for (const { id, provider } of await deleteLinkedIdentities(tx, userId)) {
      const body = { userId, identityId: id, provider }
      await publish({ type: 'auth:identity:unlinked', body, aggregate, cause })
    }
    await writeNotice(tx, { user, what: 'PASSWORD_RESET' }, means)
    await publish({ type: 'auth:password:reset', body: { userId }, aggregate, cause })
    return true
  })
