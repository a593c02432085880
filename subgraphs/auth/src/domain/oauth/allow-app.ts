import { isId, newId } from '@tallystick/ids'
import { accepted, type Result, refused } from '@tallystick/result'
import { findLiveOAuthClient } from '../../db/oauth-clients.ts'
import {
  addGrant,
  findGrant,
  findLiveGrant,
  listConnectedApps,
  lockGrant,
} from '../../db/oauth-grants.ts'
import type { Means } from '../means.ts'
import { asUser } from '../means.ts'
import type { ConnectedApp, OAuthGrant } from '../rules/oauth-grant.ts'
import { endLockedGrant } from './end-grant.ts'

type Needs = Pick<Means, 'outbox' | 'now' | 'cause'>

/** How many programs are shown at most: those allowed last. */
const LISTED_MAX = 100

/**
 * Lets a program do something for a person. What they allowed it before stays.
 *
 * @returns NOT_FOUND for a program that has ended
 */
export function allowApp(
  { outbox, now, cause }: Needs,
  { userId, clientId, scopes }: Pick<OAuthGrant, 'userId' | 'clientId' | 'scopes'>,
): Promise<Result<OAuthGrant, Readonly<{ code: 'NOT_FOUND' }>>> {
  return outbox.transaction(async (tx, publish) => {
    if (!(await findLiveOAuthClient(tx, clientId))) return refused({ code: 'NOT_FOUND' })
    const once = { createdAt: now, lastUsedAt: null, revokedAt: null }
    const grant = await addGrant(tx, { id: newId('oag'), userId, clientId, scopes, ...once })
    await publish({
      type: 'auth:oauth_grant:given',
      body: { grantId: grant.id, userId, clientId, scopes: grant.scopes },
      aggregate: { type: 'oauthGrant', id: grant.id },
      cause: asUser(cause, userId),
    })
    return accepted(grant)
  })
}

/** Lists the programs that may act for a person, those allowed last first. */
export const readConnectedApps = (
  { db }: Pick<Means, 'db'>,
  userId: string,
): Promise<ConnectedApp[]> => listConnectedApps(db, { userId, limit: LISTED_MAX })

/**
 * Ends what a person let a program do, with every code and token that grew from it. Ending what has ended changes nothing.
 *
 * @returns NOT_FOUND for text that names no program
 */
export async function disconnectApp(
  { db, outbox, now, cause }: Needs & Pick<Means, 'db'>,
  { userId, clientId }: Pick<OAuthGrant, 'userId' | 'clientId'>,
): Promise<Result<Readonly<{ clientId: string }>, Readonly<{ code: 'NOT_FOUND' }>>> {
  if (!isId('oac', clientId)) return refused({ code: 'NOT_FOUND' })
  const live = await findLiveGrant(db, { userId, clientId })
  if (!live) return accepted({ clientId })
  return outbox.transaction(async (tx, publish) => {
    const grant = await lockGrant(tx, live.id)
    if (grant && !grant.revokedAt)
      await endLockedGrant({ tx, publish }, grant, { reason: 'DISCONNECTED', now, cause })
    return accepted({ clientId })
  })
}

/** Reads a grant that lives. */
export const readGrant = ({ db }: Pick<Means, 'db'>, id: string): Promise<OAuthGrant | undefined> =>
  findGrant(db, id)

/** Finds what a person lets a program do. */
export const readGrantOf = (
  { db }: Pick<Means, 'db'>,
  of: Pick<OAuthGrant, 'userId' | 'clientId'>,
): Promise<OAuthGrant | undefined> => findLiveGrant(db, of)
