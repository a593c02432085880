/** Where the protocol's library keeps things: our tables, by way of the use cases that guard them. */
import { isId } from '@tallystick/ids'
import { type Adapter, type AdapterPayload, errors } from 'oidc-provider'
import type { Means } from '../domain/means.ts'
import { readGrant } from '../domain/oauth/allow-app.ts'
import {
  dropArtifact,
  dropArtifactsOf,
  findArtifact,
  findArtifactByUid,
  hashOfArtifact,
  keepArtifact,
  useArtifact,
} from '../domain/oauth/artifacts.ts'
import { endGrant } from '../domain/oauth/end-grant.ts'
import { scopesNow } from '../domain/oauth/grant-token.ts'
import { readLiveClient } from '../domain/oauth/manage-clients.ts'
import type { OAuthClient } from '../domain/rules/oauth-client.ts'

/** What an adapter works with; made anew for each call, because it holds the time and who asks. */
export type AdapterMeans = Pick<Means, 'db' | 'outbox' | 'settings' | 'now' | 'cause'>

/** A use that came too late, in the words of the protocol. */
const usedBefore = (kind: string): Error =>
  kind === 'PushedAuthorizationRequest'
    ? new errors.InvalidRequestUri('request_uri was already used')
    : new errors.InvalidGrant('already used')

/**
 * Makes the adapters of a provider.
 *
 * @param rotated the refresh token that the running request takes the place of, if it does
 */
export const newAdapters =
  (means: () => AdapterMeans, rotated: () => string | undefined) =>
  (kind: string): Adapter => {
    if (kind === 'Client') return only(kind, { find: (id) => findClient(means(), id) })
    if (kind === 'Grant')
      return only(kind, {
        find: (id) => findGrant(means(), id),
        destroy: (id) => endGrant(means(), { id, reason: 'TOKEN_REUSED' }),
      })
    return only(kind, {
      upsert: (id, payload, ttlS = 0) =>
        keepArtifact(means(), { kind, id }, { payload, ttlS, replaces: replaced(kind, rotated()) }),
      find: (id) => findThing(means(), { kind, id }),
      findByUid: async (uid) =>
        (await findArtifactByUid(means(), uid)) as AdapterPayload | undefined,
      async consume(id) {
        if (!(await useArtifact(means(), { kind, id }))) throw usedBefore(kind)
      },
      destroy: (id) => dropArtifact(means(), { kind, id }),
      revokeByGrantId: (grantId) => dropArtifactsOf(means(), grantId),
    })
  }

/** What an access token is said to be good for is what it grants now: its program asks to know that. */
async function findThing(
  means: AdapterMeans,
  thing: Readonly<{ kind: string; id: string }>,
): Promise<AdapterPayload | undefined> {
  const found: AdapterPayload | undefined = await findArtifact(means, thing)
  if (!found || !ACCESS_TOKENS.has(thing.kind)) return found
  return { ...found, scope: (await scopesNow(means, hashOfArtifact(thing.id))).join(' ') }
}

const ACCESS_TOKENS = new Set(['AccessToken', 'ClientCredentials'])

const replaced = (kind: string, token: string | undefined): string | undefined =>
  kind === 'RefreshToken' ? token : undefined

/** An adapter that does what is said and nothing else. */
function only(kind: string, does: Partial<Adapter>): Adapter {
  const never = async (): Promise<never> => {
    throw new TypeError(`nothing of the kind is done to a ${kind}`)
  }
  const methods = { upsert: never, find: never, findByUserCode: never, findByUid: never }
  return { ...methods, consume: never, destroy: never, revokeByGrantId: never, ...does }
}

async function findGrant(means: AdapterMeans, id: string): Promise<AdapterPayload | undefined> {
  const grant = isId('oag', id) ? await readGrant(means, id) : undefined
  return grant && toGrantPayload(grant)
}

/** A grant as the library knows it. */
export const toGrantPayload = ({
  id,
  userId,
  clientId,
  scopes,
  createdAt,
}: Readonly<{
  id: string
  userId: string
  clientId: string
  scopes: readonly string[]
  createdAt: Date
}>): AdapterPayload => ({
  jti: id,
  kind: 'Grant',
  accountId: userId,
  clientId,
  openid: { scope: scopes.join(' ') },
  iat: Math.floor(createdAt.getTime() / 1000),
})

async function findClient(means: AdapterMeans, id: string): Promise<AdapterPayload | undefined> {
  const client = isId('oac', id) ? await readLiveClient(means, id) : undefined
  return client && (toMetadata(client) as AdapterPayload)
}

/**
 * A program as the library knows it. Its secret is compared by us (`isClientSecret`): what stands here in its place is no secret,
 * and nothing that anybody could send matches it.
 */
function toMetadata({ id, kind, name, uri, redirectUris, scopes }: OAuthClient) {
  const isService = kind === 'SERVICE'
  return {
    client_id: id,
    client_name: name,
    client_uri: uri,
    application_type: kind === 'NATIVE' ? 'native' : 'web',
    redirect_uris: [...redirectUris],
    scope: scopes.join(' '),
    grant_types: isService ? ['client_credentials'] : ['authorization_code', 'refresh_token'],
    response_types: isService ? [] : ['code'],
    response_modes: ['query'],
    ...(kind === 'NATIVE'
      ? { token_endpoint_auth_method: 'none' }
      : { token_endpoint_auth_method: 'client_secret_basic', client_secret: 'compared-elsewhere' }),
  }
}
