import { constraintOf } from '@tallystick/db'
import { newId } from '@tallystick/ids'
import { accepted, type Result, refused } from '@tallystick/result'
import { insertUser } from '../db/users.ts'
import { COMMON_PASSWORDS } from './common-passwords.ts'
import { asUser, type Means } from './means.ts'
import type { HasherBusy } from './password-hash.ts'
import { checkPassword, type WeakPassword } from './rules/password.ts'
import type { OpenSession } from './rules/session.ts'
import { checkIdentity, type MalformedIdentity } from './rules/sign-up.ts'
import { newUser, type User } from './rules/user.ts'
import { openSession, type StartedSession, startSession } from './start-session.ts'
import { signUpUnverified } from './verification/sign-up-unverified.ts'

/** Why a person is not signed up. */
export type SignUpRefused =
  | MalformedIdentity
  | WeakPassword
  | HasherBusy
  | Readonly<{ code: 'EMAIL_TAKEN' | 'USERNAME_TAKEN' | 'VERIFICATION_REQUIRED' }>

/** Opens an account for a person, who starts as CUSTOMER, and their first session, or asks them to verify their address. */
export async function signUp(
  means: Means,
  input: { email: string; password: string; name: string; username?: string | null | undefined },
): Promise<Result<OpenSession, SignUpRefused>> {
  const identity = checkIdentity(input)
  if (!identity.ok) return identity
  const { passwords, verification } = means.settings
  const rule = { common: COMMON_PASSWORDS, composition: passwords.composition }
  const password = checkPassword(input.password, identity.value, rule)
  if (!password.ok) return password
  const hash = await means.hasher.hash(password.value)
  if (!hash.ok) return hash
  if (verification.email === 'required')
    return refused(await signUpUnverified(means, identity.value, hash.value))

  const user = newUser(identity.value, { id: newId('usr'), now: means.now })
  try {
    return accepted(await openSession(await store(means, user, hash.value), means))
  } catch (fault) {
    // Only the index can tell: two people may ask for one address at the same moment.
    const taken = TAKEN.get(constraintOf(fault) ?? '')
    if (!taken) throw fault
    return refused({ code: taken })
  }
}

const TAKEN = new Map([
  ['users_email_unique', 'EMAIL_TAKEN'],
  ['users_username_unique', 'USERNAME_TAKEN'],
] as const) as ReadonlyMap<string, 'EMAIL_TAKEN' | 'USERNAME_TAKEN'>

const store = (means: Means, user: User, hash: string): Promise<StartedSession> =>
  means.outbox.transaction(async (tx, publish) => {
    const { id: userId, email, name, username } = user
    await insertUser(tx, user, hash)
    await publish({
      type: 'auth:user:registered',
      body: { userId, email, name, username },
      aggregate: { type: 'user', id: userId },
      cause: asUser(means.cause, userId),
    })
    return startSession({ tx, publish }, user, { facts: means, provedBy: 'PASSWORD' })
  })
