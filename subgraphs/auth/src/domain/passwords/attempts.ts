/** Counts wrong passwords and says when to stop listening: docs/decisions/0020-a-lockout-is-of-a-network.md. */
import type { Tx } from '@tallystick/db'
import type { Publish } from '@tallystick/outbox'
import { readSessionAddresses } from '../../db/known-networks.ts'
import { deleteTally, readTallies, storeTally } from '../../db/sign-in-tallies.ts'
import { lockUserIfAny } from '../../db/users.ts'
import type { AuthEvent } from '../../events/published.ts'
import type { Means } from '../means.ts'
import {
  afterFailure,
  EVERYWHERE,
  judgeTally,
  networkOf,
  type Tally,
  type TallyLimit,
  type TallyVerdict,
} from '../rules/lockout.ts'
import type { User } from '../rules/user.ts'

type Facts = Pick<Means, 'settings' | 'now' | 'cause'>

/** For how long a network where a person was signed in is known, in milliseconds: 30 days. */
const KNOWN_MS = 30 * 24 * 60 * 60 * 1000

/** Whether a right password from here is listened to. The person's row must be locked. */
export async function judgeAttempt(tx: Tx, user: User, facts: Facts): Promise<TallyVerdict> {
  const { now, cause } = facts
  const network = networkOf(cause.address)
  const limits = limitsOf(user, facts)
  const tallies = await readTallies(tx, user.id, [network, EVERYWHERE])
  const here = judgeTally(tallies.get(network), limits.here, now)
  if (here !== 'OPEN') return here
  const everywhere = judgeTally(tallies.get(EVERYWHERE), limits.everywhere, now)
  if (everywhere === 'OPEN') return 'OPEN'
  const since = new Date(now.getTime() - KNOWN_MS)
  const known = await readSessionAddresses(tx, user.id, since)
  return known.some((address) => networkOf(address) === network) ? 'OPEN' : everywhere
}

/** Forgets the wrong passwords from here, because the right one came. The person's row must be locked. */
export const forgetAttempts = (tx: Tx, userId: string, { cause }: Facts): Promise<void> =>
  deleteTally(tx, userId, networkOf(cause.address))

/**
 * Counts a wrong password, from here and from everywhere, and tells when that locks.
 *
 * @param userId whom it was for; an id that nobody has does the same work
 */
export function countAttempt(means: Facts & Pick<Means, 'outbox'>, userId: string): Promise<void> {
  const { outbox, now, cause } = means
  const network = networkOf(cause.address)
  return outbox.transaction(async (tx, publish) => {
    const user = await lockUserIfAny(tx, userId)
    const limits = limitsOf(user, means)
    const tallies = await readTallies(tx, userId, [network, EVERYWHERE])
    const count = async (name: string, limit: TallyLimit, before: Tally | undefined) => {
      const after = afterFailure(before, limit, now)
      await storeTally(tx, { userId, network: name, ...after })
      if (user && after.failures === limit.max)
        await publish(toEvent({ user, after, isEverywhere: name === EVERYWHERE, cause }))
    }
    await count(network, limits.here, tallies.get(network))
    await count(EVERYWHERE, limits.everywhere, tallies.get(EVERYWHERE))
  })
}

type Locked = Readonly<{ user: User; after: Tally; isEverywhere: boolean }> & Pick<Means, 'cause'>

const toEvent = ({
  user,
  after,
  isEverywhere,
  cause,
}: Locked): Parameters<Publish<AuthEvent>>[0] => ({
  type: 'auth:account:locked',
  body: {
    userId: user.id,
    scope: isEverywhere ? 'UNKNOWN_NETWORKS' : 'NETWORK',
    until: (after.lockedUntil ?? after.lastAt).toISOString(),
  },
  aggregate: { type: 'user', id: user.id },
  cause,
})

function limitsOf(
  user: User | undefined,
  { settings }: Facts,
): Readonly<{ here: TallyLimit; everywhere: TallyLimit }> {
  const { attemptsMax, attemptsWideMax, lockoutMinutes, lockoutMinutesAdmin } = settings.passwords
  const minutes = user?.roles.includes('ADMIN') ? lockoutMinutesAdmin : lockoutMinutes
  const lockMs = minutes * 60_000
  return { here: { max: attemptsMax, lockMs }, everywhere: { max: attemptsWideMax, lockMs } }
}
