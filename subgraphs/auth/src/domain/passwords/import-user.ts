import { constraintOf } from '@tallystick/db'
import { newId } from '@tallystick/ids'
import { accepted, type Result, refused } from '@tallystick/result'
import { insertUser } from '../../db/users.ts'
import type { Means } from '../means.ts'
import { isImportedHash } from '../password-hash.ts'
import { checkIdentity, type MalformedIdentity } from '../rules/sign-up.ts'
import { newUser, type User } from '../rules/user.ts'

/** Why a person is not imported. */
export type ImportUserRefused =
  | MalformedIdentity
  | Readonly<{ code: 'UNUSABLE_HASH' | 'EMAIL_TAKEN' | 'USERNAME_TAKEN' }>

/** A person of another system. */
export type ImportUser = Readonly<{
  email: string
  name: string
  username: string | null
  emailVerified: boolean
  /** bcrypt, `$2a$` or `$2b$`, cost 12 to 15. */
  passwordHash: string
}>

/** Takes a person over from another system: a CUSTOMER who keeps their password. Signs nobody in. */
export async function importUser(
  { outbox, now, cause }: Pick<Means, 'outbox' | 'now' | 'cause'>,
  input: ImportUser,
): Promise<Result<User, ImportUserRefused>> {
  const identity = checkIdentity(input)
  if (!identity.ok) return identity
  if (!isImportedHash(input.passwordHash)) return refused({ code: 'UNUSABLE_HASH' })
  const fresh = newUser(identity.value, { id: newId('usr'), now })
  const user = { ...fresh, emailVerified: input.emailVerified }
  const { id: userId, email, name, username } = user
  try {
    await outbox.transaction(async (tx, publish) => {
      await insertUser(tx, user, input.passwordHash)
      await publish({
        type: 'auth:user:registered',
        body: { userId, email, name, username },
        aggregate: { type: 'user', id: userId },
        cause,
      })
    })
    return accepted(user)
  } catch (fault) {
    const constraint = constraintOf(fault)
    if (constraint === 'users_email_unique') return refused({ code: 'EMAIL_TAKEN' })
    if (constraint === 'users_username_unique') return refused({ code: 'USERNAME_TAKEN' })
    throw fault
  }
}
