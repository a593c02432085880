import { newId } from '@tallystick/ids'
import type { Message } from '@tallystick/notify'
import {
  insertUserIfFree,
  isUnclaimed,
  lockUserByEmail,
  replaceChoice,
} from '../../db/unverified-users.ts'
import { isUsernameTaken } from '../../db/users.ts'
import { asUser, type Means } from '../means.ts'
import { noticeOf } from '../passwords/notice.ts'
import type { Identity } from '../rules/sign-up.ts'
import { newUser, type User } from '../rules/user.ts'
import { emailCode } from './email-code.ts'
import { type CodeRequest, issueCode } from './issue-code.ts'

/** A notice that comes later than a day tells its owner nothing any more. */
const NOTICE_MINUTES = 24 * 60

/**
 * Signs a person up who must show that the address is theirs before they sign in.
 *
 * The answer and the work are the same for an address that somebody has: its owner is told by mail. A handle is given out
 * with the verification and not before, or trying for one handle with two addresses would tell whether the first address
 * was free. An address that was never verified goes to whoever signed up with it last: or one could wait with a password
 * of one's own for its owner to verify it.
 *
 * @param hash of the password
 */
export async function signUpUnverified(
  means: Means,
  identity: Identity,
  hash: string,
): Promise<Readonly<{ code: 'USERNAME_TAKEN' | 'VERIFICATION_REQUIRED' }>> {
  const { email, name, username: wantedUsername } = identity
  if (wantedUsername !== null && (await isUsernameTaken(means.db, wantedUsername)))
    return { code: 'USERNAME_TAKEN' }
  const choice = { name, wantedUsername, passwordHash: hash }
  const user = newUser({ email, name, username: null }, { id: newId('usr'), now: means.now })
  await means.outbox.transaction(async (tx, publish) => {
    const isNew = await insertUserIfFree(tx, user, choice)
    const owner = await lockUserByEmail(tx, email)
    const isTheirs = await isUnclaimed(tx, owner.id)
    if (isNew)
      await publish({
        type: 'auth:user:registered',
        body: { userId: user.id, email, name, username: null },
        aggregate: { type: 'user', id: user.id },
        cause: asUser(means.cause, user.id),
      })
    const { verification } = means.settings
    const request = isTheirs
      ? emailCode({ email: owner.email, name }, verification)
      : takenNotice(owner)
    const who = owner.status === 'ACTIVE' ? owner : undefined
    const isSent = await issueCode({ tx, publish }, who, { request, facts: means })
    // Whom no message tells of it has chosen nothing: the code that is still good is of an earlier choice.
    await replaceChoice(tx, isTheirs && isSent ? owner.id : newId('usr'), choice)
  })
  means.post.sendSoon()
  return { code: 'VERIFICATION_REQUIRED' }
}

/** Tells the owner of an address that somebody tried to sign up with it. */
const takenNotice = (owner: User): CodeRequest => ({
  purpose: 'NOTICE',
  by: { digits: false, link: false },
  to: { email: owner.email },
  minutes: NOTICE_MINUTES,
  compose: (): Message => noticeOf(owner, 'EMAIL_TAKEN'),
})
