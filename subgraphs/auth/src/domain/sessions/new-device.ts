import type { Tx } from '@tallystick/db'
import type { Publish } from '@tallystick/outbox'
import { type Place, readPlaces } from '../../db/known-places.ts'
import type { AuthEvent } from '../../events/published.ts'
import { asUser, type Means } from '../means.ts'
import { writeNotice } from '../passwords/notice.ts'
import { deviceOf } from '../rules/device.ts'
import { networkOf } from '../rules/lockout.ts'
import type { User } from '../rules/user.ts'

/** For how long a device on a network is known, in milliseconds: 90 days. */
export const KNOWN_MS = 90 * 24 * 60 * 60 * 1000

/** Whether nobody has seen a person on this device and network for 90 days. To be asked before the session is stored. */
export async function isNewPlace(
  tx: Tx,
  userId: string,
  { now, cause }: Pick<Means, 'now' | 'cause'>,
): Promise<boolean> {
  const { userAgent = null, address = null } = cause
  const here = nameOf({ userAgent, address })
  const places = await readPlaces(tx, userId, new Date(now.getTime() - KNOWN_MS))
  return places.every((place) => nameOf(place) !== here)
}

/** Versions change and addresses move within a network: neither makes a device new. */
const nameOf = ({ userAgent, address }: Place): string =>
  `${deviceOf(userAgent)} in ${networkOf(address)}`

/** Tells a person, by mail, and the log that a session began on a device or network that is new. */
export async function tellNewDevice(
  { tx, publish }: Readonly<{ tx: Tx; publish: Publish<AuthEvent> }>,
  { user, sessionId }: Readonly<{ user: User; sessionId: string }>,
  facts: Pick<Means, 'post' | 'now' | 'cause'>,
): Promise<void> {
  const { id: userId } = user
  const device = deviceOf(facts.cause.userAgent ?? null)
  await writeNotice(tx, { user, what: 'NEW_DEVICE' }, facts)
  await publish({
    type: 'auth:device:new',
    body: { userId, sessionId, device },
    aggregate: { type: 'user', id: userId },
    cause: asUser(facts.cause, userId),
  })
}
