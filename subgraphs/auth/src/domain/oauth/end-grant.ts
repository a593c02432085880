import type { Tx } from '@tallystick/db'
import type { Publish } from '@tallystick/outbox'
import { deleteAccessTokensOfClient, deleteArtifactsOf } from '../../db/oauth-artifacts.ts'
import { endGrantRow, lockGrant, lockGrantsOf, lockGrantsOfPerson } from '../../db/oauth-grants.ts'
import type { AuthEvent } from '../../events/published.ts'
import { ACCESS } from '../access-topic.ts'
import type { Means } from '../means.ts'
import type { OAuthClient } from '../rules/oauth-client.ts'
import type { GrantEnd, OAuthGrant } from '../rules/oauth-grant.ts'

type Change = Readonly<{ tx: Tx; publish: Publish<AuthEvent> }>
type Facts = Pick<Means, 'now' | 'cause'>

/** Ends a grant with every code and token that was made of it, and tells it. Its row must be locked, and it must live. */
export async function endLockedGrant(
  { tx, publish }: Change,
  { id, userId, clientId }: OAuthGrant,
  { reason, now, cause }: Facts & Readonly<{ reason: GrantEnd }>,
): Promise<void> {
  await endGrantRow(tx, id, now)
  await deleteArtifactsOf(tx, id)
  await publish({
    type: 'auth:oauth_grant:revoked',
    body: { grantId: id, userId, clientId, reason },
    aggregate: { type: 'oauthGrant', id },
    topics: [ACCESS],
    cause,
  })
}

/** Ends everything that a person lets programs do, and tells each. The person's row must be locked. */
export async function endGrantsOf(
  change: Change,
  userId: string,
  facts: Facts & Readonly<{ reason: GrantEnd }>,
): Promise<void> {
  for (const grant of await lockGrantsOfPerson(change.tx, userId))
    await endLockedGrant(change, grant, facts)
}

/** Ends a grant. One that has ended stays as it is and tells nobody. */
export function endGrant(
  { outbox, now, cause }: Facts & Pick<Means, 'outbox'>,
  { id, reason }: Readonly<{ id: string; reason: GrantEnd }>,
): Promise<void> {
  return outbox.transaction(async (tx, publish) => {
    const grant = await lockGrant(tx, id)
    if (!grant || grant.revokedAt) return
    await endLockedGrant({ tx, publish }, grant, { reason, now, cause })
  })
}

/** Ends every code and token of a grant, and leaves what the person allowed. Tells it where there was any. */
export function endTokensOf(
  { outbox, cause }: Facts & Pick<Means, 'outbox'>,
  grantId: string,
): Promise<void> {
  return outbox.transaction(async (tx, publish) => {
    const grant = await lockGrant(tx, grantId)
    if (!grant || grant.revokedAt || (await deleteArtifactsOf(tx, grantId)) === 0) return
    await publish(toEvent(grant, cause))
  })
}

/** Ends the access tokens that a program holds, and tells it of each grant. The program's row must be locked. */
export async function endAccessTokens(
  { tx, publish }: Change,
  { id: clientId, ownerId }: OAuthClient,
  { cause }: Facts,
): Promise<void> {
  const grants = await lockGrantsOf(tx, clientId)
  await deleteAccessTokensOfClient(tx, clientId)
  await publish(
    ...grants.map((grant) => toEvent(grant, cause)),
    toEvent({ id: null, userId: ownerId, clientId }, cause),
  )
}

/** Tells that tokens ended: of a grant, or of a program that acts for its owner. */
export const toEvent = (
  {
    id,
    userId,
    clientId,
  }: Pick<OAuthGrant, 'userId' | 'clientId'> & Readonly<{ id: string | null }>,
  cause: Means['cause'],
) => ({
  type: 'auth:oauth_token:revoked' as const,
  body: { grantId: id, userId, clientId },
  aggregate: id === null ? { type: 'oauthClient', id: clientId } : { type: 'oauthGrant', id },
  topics: [ACCESS],
  cause,
})
