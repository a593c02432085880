/** Counts wrong guesses and says when to stop listening: docs/decisions/0020-a-lockout-is-of-a-network.md. */
import type { Tx } from '@tallystick/db'
import type { Publish } from '@tallystick/outbox'
import { readSessionAddresses } from '../../db/known-places.ts'
import { deleteTally, readTallies, storeTally } from '../../db/sign-in-tallies.ts'
import { lockUserIfAny } from '../../db/users.ts'
import type { AuthEvent } from '../../events/published.ts'
import type { Means } from '../means.ts'
import {
  afterFailure,
  EVERYWHERE,
  type Guessed,
  judgeTally,
  networkOf,
  type Tally,
  type TallyLimit,
  type TallyVerdict,
} from '../rules/lockout.ts'
import type { User } from '../rules/user.ts'

type Facts = Pick<Means, 'settings' | 'now' | 'cause'>
type Change = Readonly<{ tx: Tx; publish: Publish<AuthEvent> }>

/** For how long a network where a person was signed in is known, in milliseconds: 30 days. */
const KNOWN_MS = 30 * 24 * 60 * 60 * 1000

/** Whether a right answer from here is listened to. The person's row must be locked. */
export async function judgeAttempt(
  tx: Tx,
  user: User,
  { facts, guessed }: Readonly<{ facts: Facts; guessed: Guessed }>,
): Promise<TallyVerdict> {
  const { now, cause } = facts
  const network = networkOf(cause.address)
  const limits = limitsOf(user, guessed, facts)
  const whose = { userId: user.id, guessed }
  const tallies = await readTallies(tx, whose, [network, EVERYWHERE])
  const here = judgeTally(tallies.get(network), limits.here, now)
  if (here !== 'OPEN') return here
  const everywhere = judgeTally(tallies.get(EVERYWHERE), limits.everywhere, now)
  if (everywhere === 'OPEN') return 'OPEN'
  const since = new Date(now.getTime() - KNOWN_MS)
  const known = await readSessionAddresses(tx, user.id, since)
  return known.some((address) => networkOf(address) === network) ? 'OPEN' : everywhere
}

/** Forgets the wrong guesses from here, because the right one came. The person's row must be locked. */
export const forgetAttempts = (
  tx: Tx,
  userId: string,
  { facts: { cause }, guessed }: Readonly<{ facts: Facts; guessed: Guessed }>,
): Promise<void> => deleteTally(tx, { userId, guessed }, networkOf(cause.address))

/**
 * Counts a wrong password, from here and from everywhere, and tells when that locks.
 *
 * @param userId whom it was for; an id that nobody has does the same work
 */
export function countAttempt(means: Facts & Pick<Means, 'outbox'>, userId: string): Promise<void> {
  return means.outbox.transaction(async (tx, publish) => {
    const user = await lockUserIfAny(tx, userId)
    const failed = { userId, user, guessed: 'PASSWORD' } as const
    await addAttempt({ tx, publish }, failed, means)
  })
}

/** Somebody who was guessed at; `user` is undefined when they are nobody. */
type Failed = Readonly<{ userId: string; user: User | undefined; guessed: Guessed }>

/**
 * Counts a wrong guess, from here and from everywhere, and tells when that locks. The person's row must be locked, or they
 * are nobody.
 *
 * @returns whether this one locked the person anywhere
 */
export async function addAttempt(
  { tx, publish }: Change,
  { userId, user, guessed }: Failed,
  facts: Facts,
): Promise<boolean> {
  const { now, cause } = facts
  const whose = { userId, guessed }
  const network = networkOf(cause.address)
  const limits = limitsOf(user, guessed, facts)
  const tallies = await readTallies(tx, whose, [network, EVERYWHERE])
  const count = async (name: string, limit: TallyLimit, before: Tally | undefined) => {
    const after = afterFailure(before, limit, now)
    await storeTally(tx, { ...whose, network: name, ...after })
    if (!user || after.failures !== limit.max) return false
    await publish(toEvent({ user, guessed, after, isEverywhere: name === EVERYWHERE, cause }))
    return true
  }
  const here = await count(network, limits.here, tallies.get(network))
  const everywhere = await count(EVERYWHERE, limits.everywhere, tallies.get(EVERYWHERE))
  return here || everywhere
}

type Locked = Readonly<{ user: User; guessed: Guessed; after: Tally; isEverywhere: boolean }> &
  Pick<Means, 'cause'>

const toEvent = ({
  user,
  guessed,
  after,
  isEverywhere,
  cause,
}: Locked): Parameters<Publish<AuthEvent>>[0] => ({
  type: 'auth:account:locked',
  body: {
    userId: user.id,
    guessed,
    scope: isEverywhere ? 'UNKNOWN_NETWORKS' : 'NETWORK',
    until: (after.lockedUntil ?? after.lastAt).toISOString(),
  },
  aggregate: { type: 'user', id: user.id },
  cause,
})

function limitsOf(
  user: User | undefined,
  guessed: Guessed,
  { settings: { passwords, factors } }: Facts,
): Readonly<{ here: TallyLimit; everywhere: TallyLimit }> {
  const { attemptsMax, attemptsWideMax } = guessed === 'PASSWORD' ? passwords : factors
  const { lockoutMinutes, lockoutMinutesAdmin } = passwords
  const minutes = user?.roles.includes('ADMIN') ? lockoutMinutesAdmin : lockoutMinutes
  const lockMs = minutes * 60_000
  return { here: { max: attemptsMax, lockMs }, everywhere: { max: attemptsWideMax, lockMs } }
}
