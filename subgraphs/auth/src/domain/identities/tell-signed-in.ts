import type { Tx } from '@tallystick/db'
import type { Publish } from '@tallystick/outbox'
import { markIdentityUsed } from '../../db/identities.ts'
import type { AuthEvent } from '../../events/published.ts'
import type { Means } from '../means.ts'
import { nameOf } from './identity-settings.ts'

/** Stores and tells that an identity signs its person in: once nothing is in the way of a session any more. */
export async function tellSignedIn(
  { tx, publish }: Readonly<{ tx: Tx; publish: Publish<AuthEvent> }>,
  { userId, identityId }: Readonly<{ userId: string; identityId: string }>,
  { settings, now, cause }: Pick<Means, 'settings' | 'now' | 'cause'>,
): Promise<void> {
  const identity = await markIdentityUsed(tx, identityId, now)
  await publish({
    type: 'auth:identity:signed_in',
    body: { userId, identityId, provider: nameOf(identity, settings.identities) },
    aggregate: { type: 'user', id: userId },
    cause,
  })
}
