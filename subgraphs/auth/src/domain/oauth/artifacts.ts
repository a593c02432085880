/**
 * What the protocol keeps: codes, tokens, browsers' sessions and sign-ins under way.
 *
 * Of the thing itself only its hash is stored. What else is known of it is stored without it, and gets it back when somebody
 * shows the thing again.
 */
import { isId } from '@tallystick/ids'
import {
  type Artifact,
  deleteArtifact,
  deleteArtifactByUid,
  findArtifact as findStored,
  findArtifactByUid as findStoredByUid,
  isSuccessorUsed,
  putArtifact,
  takeArtifact,
} from '../../db/oauth-artifacts.ts'
import { findOAuthClient } from '../../db/oauth-clients.ts'
import { lockGrant } from '../../db/oauth-grants.ts'
import type { Means } from '../means.ts'
import { hashOfSecret } from '../random-secret.ts'
import type { ArtifactKind } from '../rules/oauth-grant.ts'
import { endGrant, endTokensOf, toEvent } from './end-grant.ts'

/** What is known of an artifact. */
export type Payload = Readonly<Record<string, unknown>>

type Needs = Pick<Means, 'db' | 'outbox' | 'settings' | 'now' | 'cause'>
type Thing = Readonly<{ kind: ArtifactKind; id: string }>

/** What the table knows a code or token by. */
export const hashOfArtifact = hashOfSecret

/**
 * Keeps an artifact for so many seconds.
 *
 * What is made of a grant that has just ended is not kept: whoever was handed it holds nothing. They must not be told, or who
 * shows a used code first could make the one who comes second fail.
 *
 * @param replaces the refresh token that it takes the place of
 */
export async function keepArtifact(
  { db, outbox, now }: Needs,
  { kind, id }: Thing,
  {
    payload,
    ttlS,
    replaces,
  }: Readonly<{ payload: Payload; ttlS: number; replaces?: string | undefined }>,
): Promise<void> {
  const grantId = textIn(payload, 'grantId')
  const clientId = textIn(payload, 'clientId')
  const artifact: Artifact = {
    kind,
    hash: hashOfArtifact(id),
    payload: hidden(payload, id),
    grantId: grantId && isId('oag', grantId) ? grantId : null,
    clientId: clientId && isId('oac', clientId) ? clientId : null,
    uid: textIn(payload, 'uid') ?? null,
    replaces: replaces === undefined ? null : hashOfArtifact(replaces),
    createdAt: now,
    expiresAt: new Date(now.getTime() + ttlS * 1000),
    usedAt: null,
  }
  if (artifact.grantId === null) return putArtifact(db, artifact)
  const of = artifact.grantId
  return outbox.transaction(async (tx) => {
    const grant = await lockGrant(tx, of)
    if (grant && !grant.revokedAt) await putArtifact(tx, artifact)
  })
}

/**
 * Finds what is known of an artifact, expired ones included; one that was used says so as `consumed`.
 *
 * A refresh token that was just replaced is not found for a moment, as long as what took its place was not used: two tabs, or
 * an answer that was lost, send the same one again (`REFRESH_RACE_S`). Later it is found, used, and then everything ends.
 */
export async function findArtifact(means: Needs, thing: Thing): Promise<Payload | undefined> {
  const hash = hashOfArtifact(thing.id)
  const found = await findStored(means.db, { kind: thing.kind, hash })
  if (!found) return undefined
  if (await isRace(means, found)) return undefined
  return shown(found, thing.id)
}

/** Finds a browser's session by the name that others know it by. Its id is not told. */
export async function findArtifactByUid(
  { db }: Pick<Means, 'db'>,
  uid: string,
): Promise<Payload | undefined> {
  const found = await findStoredByUid(db, uid)
  return found && shown(found, undefined)
}

/**
 * Uses an artifact. Of any number of concurrent uses exactly one gets through; another one ends the whole grant, because then
 * two parties hold it, unless it is the race of a client with itself.
 *
 * @returns whether this use is the one that got through
 */
export async function useArtifact(means: Needs, { kind, id }: Thing): Promise<boolean> {
  const { db, now } = means
  const name = { kind, hash: hashOfArtifact(id) }
  if (await takeArtifact(db, name, now)) return true
  const found = await findStored(db, name)
  if (found?.grantId && !(await isRace(means, found)))
    await endGrant(means, { id: found.grantId, reason: 'TOKEN_REUSED' })
  return false
}

/** Deletes an artifact. The end of a token of a program that acts for its owner is told. */
export async function dropArtifact(
  { db, outbox, cause }: Needs,
  { kind, id }: Thing,
): Promise<void> {
  const gone = await deleteArtifact(db, { kind, hash: hashOfArtifact(id) })
  const { clientId } = gone ?? {}
  if (!clientId || kind !== 'ClientCredentials') return
  const client = await findOAuthClient(db, clientId)
  if (!client) return
  await outbox.transaction((_tx, publish) =>
    publish(toEvent({ id: null, userId: client.ownerId, clientId }, cause)),
  )
}

/** Deletes every code and token that was made of a grant. */
export const dropArtifactsOf = (means: Needs, grantId: string): Promise<void> =>
  isId('oag', grantId) ? endTokensOf(means, grantId) : Promise.resolve()

async function isRace(
  { db, now, settings }: Needs,
  { kind, hash, usedAt }: Artifact,
): Promise<boolean> {
  if (kind !== 'RefreshToken' || !usedAt) return false
  const agoMs = now.getTime() - usedAt.getTime()
  if (agoMs >= settings.sessions.refreshRaceS * 1000) return false
  return !(await isSuccessorUsed(db, hash))
}

/** Without the thing itself: as its own id, at the end of the address that a sign-in goes on at, and as another's cookie. */
function hidden({ jti, returnTo, session, ...rest }: Payload, id: string): Payload {
  const { cookie, ...visitor } = (session ?? {}) as Payload
  return {
    ...rest,
    ...(typeof returnTo === 'string' ? { returnTo: returnTo.slice(0, -id.length) } : {}),
    ...(session ? { session: visitor } : {}),
  }
}

const shown = ({ payload, usedAt }: Artifact, id: string | undefined): Payload => ({
  ...payload,
  ...(id === undefined ? {} : { jti: id }),
  ...(typeof payload['returnTo'] === 'string' ? { returnTo: `${payload['returnTo']}${id}` } : {}),
  ...(usedAt ? { consumed: Math.floor(usedAt.getTime() / 1000) } : {}),
})

function textIn(payload: Payload, name: string): string | undefined {
  const value = payload[name]
  return typeof value === 'string' ? value : undefined
}

/** Ends the session of a browser with the library, by the name that others know it by. */
export const dropVisit = ({ db }: Pick<Means, 'db'>, uid: string): Promise<void> =>
  deleteArtifactByUid(db, uid)
