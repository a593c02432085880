import { accepted, type Result, refused } from '@tallystick/result'
import { findPasswordHash, lockUser } from '../db/users.ts'
import type { Means } from './means.ts'
import type { HasherBusy } from './password-hash.ts'
import type { OpenSession } from './rules/session.ts'
import { isEmail, tidyEmail } from './rules/sign-up.ts'
import { openSession, startSession } from './start-session.ts'

/** Why a person is not signed in. That they may not sign in is told only to those who know the password. */
export type SignInRefused =
  | HasherBusy
  | Readonly<{ code: 'INVALID_CREDENTIALS' | 'ACCOUNT_LOCKED' }>

/** Signs a person in. Takes the same time whether or not somebody has the address. */
export async function signIn(
  means: Means,
  input: { email: string; password: string },
): Promise<Result<OpenSession, SignInRefused>> {
  const email = tidyEmail(input.email)
  const found = isEmail(email) ? await findPasswordHash(means.db, email) : undefined
  const matches = await means.hasher.verify(input.password, found?.passwordHash)
  if (!matches.ok) return matches
  if (!found || !matches.value) return refused({ code: 'INVALID_CREDENTIALS' })

  const started = await means.outbox.transaction(async (tx, publish) => {
    // Read again under the lock: the person may have been stopped while their password was being checked.
    const user = await lockUser(tx, found.userId)
    return user.status === 'ACTIVE' ? startSession({ tx, publish }, user, means) : undefined
  })
  if (!started) return refused({ code: 'ACCOUNT_LOCKED' })
  return accepted(await openSession(started, means))
}
