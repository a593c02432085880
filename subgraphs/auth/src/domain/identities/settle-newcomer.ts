import type { Tx } from '@tallystick/db'
import type { Publish } from '@tallystick/outbox'
import { endCodes } from '../../db/one-time-codes.ts'
import { isUnclaimed } from '../../db/unverified-users.ts'
import { claimUser, findAnyUserByEmail, insertUser, lockUserIfAny } from '../../db/users.ts'
import type { AuthEvent } from '../../events/published.ts'
import { asUser, type Means } from '../means.ts'
import type { User } from '../rules/user.ts'

type Change = Readonly<{ tx: Tx; publish: Publish<AuthEvent> }>

/**
 * Stores somebody new whose address a provider has verified. An address that somebody signed up with, and never showed to be
 * theirs, becomes theirs, without the password that it was taken with: or whoever is first to name an address keeps its owner out.
 *
 * @returns the person as they are stored
 * @throws a violation of `users_email_unique` when somebody has the address
 */
export async function settleNewcomer(change: Change, user: User, means: Means): Promise<User> {
  const { tx, publish } = change
  const there = await findAnyUserByEmail(tx, user.email)
  const holder = there && (await lockUserIfAny(tx, there.id))
  if (holder && (await isUnclaimed(tx, holder.id))) return claim(change, { holder, user }, means)
  await insertUser(tx, user, null)
  const { id: userId, email, name, username } = user
  await publish({
    type: 'auth:user:registered',
    body: { userId, email, name, username },
    aggregate: { type: 'user', id: userId },
    cause: asUser(means.cause, userId),
  })
  return user
}

async function claim(
  { tx, publish }: Change,
  { holder, user: { name } }: Readonly<{ holder: User; user: User }>,
  { now, cause }: Means,
): Promise<User> {
  const { id: userId, username } = holder
  await claimUser(tx, userId, name)
  for (const purpose of ['EMAIL_VERIFICATION', 'PASSWORD_RESET'] as const)
    await endCodes(tx, { userId, purpose }, now)
  await publish({
    type: 'auth:email:verified',
    body: { userId, username },
    aggregate: { type: 'user', id: userId },
    cause: asUser(cause, userId),
  })
  return { ...holder, name, emailVerified: true }
}
