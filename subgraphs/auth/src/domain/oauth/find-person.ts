import type { Db } from '@tallystick/db'
import { isId } from '@tallystick/ids'
import { findUsers } from '../../db/users.ts'

/** A person as OpenID Connect tells of them. */
export type PersonClaims = Readonly<{
  accountId: string
  claims(): Promise<{ sub: string; [claim: string]: string | boolean | null }>
}>

/** Finds a person who may sign in, and what may be told of them: which part of it, the scopes say. */
export async function findPerson(
  { db }: Readonly<{ db: Db }>,
  id: string,
): Promise<PersonClaims | undefined> {
  const [user] = isId('usr', id) ? await findUsers(db, [id]) : []
  if (user?.status !== 'ACTIVE') return undefined
  const { email, emailVerified, name, username } = user
  return {
    accountId: id,
    claims: async () => ({
      sub: id,
      email,
      email_verified: emailVerified,
      name,
      ...(username === null ? {} : { preferred_username: username }),
    }),
  }
}
