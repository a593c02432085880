import type { Tx } from '@tallystick/db'
import { isId, newId } from '@tallystick/ids'
import type { Publish } from '@tallystick/outbox'
import { accepted, type Result, refused } from '@tallystick/result'
import { deleteArtifactsOfClient } from '../../db/oauth-artifacts.ts'
import {
  countLiveOAuthClients,
  endOAuthClient,
  findLiveOAuthClient,
  insertOAuthClient,
  listOAuthClients,
  lockOAuthClient,
  replaceClientSecret,
  updateOAuthClient as storeClient,
} from '../../db/oauth-clients.ts'
import { lockGrantsOf } from '../../db/oauth-grants.ts'
import { lockUser } from '../../db/users.ts'
import type { AuthEvent } from '../../events/published.ts'
import { ACCESS } from '../access-topic.ts'
import type { Means } from '../means.ts'
import { writeNotice } from '../passwords/notice.ts'
import {
  type MalformedOAuthClient,
  malformedPart,
  type OAuthClient,
  type OAuthClientForm,
} from '../rules/oauth-client.ts'
import { newClientSecret } from './client-secret.ts'
import { endAccessTokens, endLockedGrant } from './end-grant.ts'
import { scopesBeyond } from './scopes-to-give.ts'

type Needs = Pick<Means, 'outbox' | 'now' | 'cause'>

/** A program with the secret that is shown once; null for one that can keep none. */
export type ClientWithSecret = Readonly<{ client: OAuthClient; secret: string | null }>

/** Why a program is not as it was asked to be. */
export type ClientRefused =
  | MalformedOAuthClient
  | Readonly<{ code: 'SCOPE_NOT_ALLOWED'; scopes: readonly string[] }>

/** Somebody's program. Nobody else's is found. */
type Named = Readonly<{ ownerId: string; id: string }>
type NotFound = Readonly<{ code: 'NOT_FOUND' }>

/** How many programs are shown at most: the newest. */
const LISTED_MAX = 100

/** Lists the programs of a person, newest first, revoked ones included. */
export const readOAuthClients = ({ db }: Pick<Means, 'db'>, ownerId: string) =>
  listOAuthClients(db, { ownerId, limit: LISTED_MAX })

/**
 * Makes a program that may ask people to act for them, or that acts for its owner, who is then told by mail.
 *
 * The owner's row is locked, so that of two made at once the second one counts the first.
 */
export async function createOAuthClient(
  means: Needs & Pick<Means, 'settings' | 'post'>,
  { ownerId, ...asked }: OAuthClientForm & Readonly<{ ownerId: string }>,
): Promise<
  Result<
    ClientWithSecret,
    ClientRefused | Readonly<{ code: 'TOO_MANY_OAUTH_CLIENTS'; max: number }>
  >
> {
  const { outbox, now, cause, settings, post } = means
  const form = { ...asked, ...listsOf(asked) }
  const field = malformedPart(form)
  if (field) return refused({ code: 'MALFORMED_OAUTH_CLIENT', field })
  const made = await outbox.transaction(async (tx, publish) => {
    const owner = await lockUser(tx, ownerId)
    const beyond = scopesBeyond(form.scopes, owner.roles)
    if (beyond.length > 0) return refused({ code: 'SCOPE_NOT_ALLOWED', scopes: beyond })
    const max = settings.oauth.clientsPerPersonMax
    if ((await countLiveOAuthClients(tx, ownerId)) >= max)
      return refused({ code: 'TOO_MANY_OAUTH_CLIENTS', max })

    const secret = form.kind === 'NATIVE' ? null : newClientSecret()
    const once = { createdAt: now, revokedAt: null, previousSecretUntil: null }
    const client: OAuthClient = { id: newId('oac'), ownerId, ...form, ...once }
    await insertOAuthClient(tx, client, secret?.hash ?? null)
    const { id, kind, scopes } = client
    if (kind === 'SERVICE') await writeNotice(tx, { user: owner, what: 'KEY_CREATED' }, means)
    await publish({
      type: 'auth:oauth_client:created',
      body: { clientId: id, ownerId, kind, scopes },
      aggregate: { type: 'oauthClient', id },
      cause,
    })
    return accepted({ client, secret: secret?.text ?? null })
  })
  post.sendSoon()
  return made
}

/** What of a program is to be another way; what is left out stays. */
export type OAuthClientChange = Partial<Omit<OAuthClientForm, 'kind'>>

/**
 * Describes a program anew. When it loses a scope, the access tokens that it holds end: the next ones have what is left.
 */
export async function updateOAuthClient(
  { outbox, now, cause }: Needs,
  { ownerId, id, ...change }: Named & OAuthClientChange,
): Promise<Result<OAuthClient, ClientRefused | NotFound>> {
  if (!isId('oac', id)) return refused({ code: 'NOT_FOUND' })
  return outbox.transaction(async (tx, publish) => {
    const owner = await lockUser(tx, ownerId)
    const before = await lockOAuthClient(tx, id)
    if (before?.ownerId !== ownerId || before.revokedAt) return refused({ code: 'NOT_FOUND' })
    const wanted = { ...before, ...change }
    const client: OAuthClient = { ...wanted, ...listsOf(wanted) }
    const field = malformedPart(client)
    if (field) return refused({ code: 'MALFORMED_OAUTH_CLIENT', field })
    const added = client.scopes.filter((scope) => !before.scopes.includes(scope))
    const beyond = scopesBeyond(added, owner.roles)
    if (beyond.length > 0) return refused({ code: 'SCOPE_NOT_ALLOWED', scopes: beyond })

    await storeClient(tx, client)
    const { scopes } = client
    await publish({
      type: 'auth:oauth_client:updated',
      body: { clientId: id, ownerId, scopes },
      aggregate: { type: 'oauthClient', id },
      cause,
    })
    const isNarrower = before.scopes.some((scope) => !scopes.includes(scope))
    if (isNarrower) await endAccessTokens({ tx, publish }, client, { now, cause })
    return accepted(client)
  })
}

/**
 * Gives a program a new secret. The old one works on for the overlap; one that was in its overlap already ends at once.
 *
 * @param overlapMinutes 0 or more, checked by the caller
 */
export async function rotateOAuthClientSecret(
  { outbox, now, cause }: Needs,
  { ownerId, id, overlapMinutes }: Named & Readonly<{ overlapMinutes: number }>,
): Promise<Result<ClientWithSecret, NotFound | Readonly<{ code: 'NO_SECRET' }>>> {
  if (!isId('oac', id)) return refused({ code: 'NOT_FOUND' })
  return outbox.transaction(async (tx, publish) => {
    const client = await lockOAuthClient(tx, id)
    if (client?.ownerId !== ownerId || client.revokedAt) return refused({ code: 'NOT_FOUND' })
    if (client.kind === 'NATIVE') return refused({ code: 'NO_SECRET' })
    const previousSecretUntil =
      overlapMinutes === 0 ? null : new Date(now.getTime() + overlapMinutes * 60_000)
    const { text, hash } = newClientSecret()
    await replaceClientSecret(tx, id, { hash, previousUntil: previousSecretUntil })
    await publish({
      type: 'auth:oauth_client:secret_rotated',
      body: { clientId: id, ownerId, previousUntil: previousSecretUntil?.toISOString() ?? null },
      aggregate: { type: 'oauthClient', id },
      cause,
    })
    return accepted({ client: { ...client, previousSecretUntil }, secret: text })
  })
}

/** Ends a program for good, with everything that people let it do. Ending one that has ended changes nothing. */
export async function revokeOAuthClient(
  { outbox, now, cause }: Needs,
  { ownerId, id }: Named,
): Promise<Result<OAuthClient, NotFound>> {
  if (!isId('oac', id)) return refused({ code: 'NOT_FOUND' })
  return outbox.transaction(async (tx, publish) => {
    const client = await lockOAuthClient(tx, id)
    if (client?.ownerId !== ownerId) return refused({ code: 'NOT_FOUND' })
    if (client.revokedAt) return accepted(client)
    await endEverythingOf({ tx, publish }, client, { now, cause })
    return accepted({ ...client, revokedAt: now })
  })
}

async function endEverythingOf(
  { tx, publish }: Readonly<{ tx: Tx; publish: Publish<AuthEvent> }>,
  { id, ownerId }: OAuthClient,
  { now, cause }: Pick<Means, 'now' | 'cause'>,
): Promise<void> {
  await endOAuthClient(tx, id, now)
  await publish({
    type: 'auth:oauth_client:revoked',
    body: { clientId: id, ownerId },
    aggregate: { type: 'oauthClient', id },
    topics: [ACCESS],
    cause,
  })
  const reason = 'CLIENT_REVOKED'
  for (const grant of await lockGrantsOf(tx, id))
    await endLockedGrant({ tx, publish }, grant, { reason, now, cause })
  await deleteArtifactsOfClient(tx, id)
}

/** Each address and each scope once. */
const listsOf = ({ redirectUris, scopes }: Pick<OAuthClient, 'redirectUris' | 'scopes'>) => ({
  redirectUris: [...new Set(redirectUris)],
  scopes: [...new Set(scopes)],
})

/** Finds a program that was not revoked, and whose owner may sign in. */
export const readLiveClient = async (
  { db }: Pick<Means, 'db'>,
  id: string,
): Promise<OAuthClient | undefined> => (isId('oac', id) ? findLiveOAuthClient(db, id) : undefined)
