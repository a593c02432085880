/** A person's own identities: read, linked and unlinked. */
import { constraintOf } from '@tallystick/db'
import { isId, newId } from '@tallystick/ids'
import { accepted, type Result, refused } from '@tallystick/result'
import {
  countIdentities,
  deleteIdentity,
  insertIdentity,
  listIdentities,
} from '../../db/identities.ts'
import { lockUser, lockUserWithHash } from '../../db/users.ts'
import type { Means } from '../means.ts'
import { writeNotice } from '../passwords/notice.ts'
import { type Identity, mayUnlink } from '../rules/identity.ts'
import { endSessionsOf } from '../sessions/end-sessions.ts'
import { nameOf } from './identity-settings.ts'
import {
  type ProveIdentityRefused,
  type ProvenIdentity,
  proveIdentity,
  type ShownIdentity,
} from './state.ts'
import { tellRefused } from './tell-refused.ts'

/** An identity as its person sees it. */
export type OwnIdentity = Omit<Identity, 'userId' | 'issuer' | 'subject'> &
  Readonly<{
    /** What people call the provider. */
    title: string
  }>

/** A person's own identities, oldest first. */
export const readIdentities = async (
  means: Pick<Means, 'db' | 'settings'>,
  userId: string,
): Promise<OwnIdentity[]> =>
  (await listIdentities(means.db, userId)).map((each) => toOwn(each, means))

const toOwn = (
  { userId, issuer, subject, ...shown }: Identity,
  { settings: { identities } }: Pick<Means, 'settings'>,
): OwnIdentity => {
  const provider = nameOf({ ...shown, issuer }, identities)
  const { title = provider } = identities.providers.find(({ name }) => name === provider) ?? {}
  return { ...shown, provider, title }
}

/** Why no identity is linked. */
export type LinkIdentityRefused =
  | ProveIdentityRefused
  | Readonly<{ code: 'TOO_MANY_IDENTITIES'; max: number }>
  | Readonly<{ code: 'IDENTITY_TAKEN' }>

/** Adds an identity to the ways in of a person, and tells them by mail. It belongs to one person alone. */
export async function finishLinkIdentity(
  means: Means,
  shown: ShownIdentity & Readonly<{ userId: string }>,
): Promise<Result<OwnIdentity, LinkIdentityRefused>> {
  const proven = await proveIdentity(means, shown)
  if (!proven.ok) return proven
  try {
    const result = await link(means, shown.userId, proven.value)
    means.post.sendSoon()
    return result
  } catch (fault) {
    if (constraintOf(fault) !== 'identities_subject') throw fault
    const { name: provider } = proven.value.provider
    const { userId } = shown
    await tellRefused(means, { userId, provider, purpose: 'LINK', reason: 'TAKEN' })
    return refused({ code: 'IDENTITY_TAKEN' })
  }
}

const link = (
  means: Means,
  userId: string,
  { provider, issuer, subject, email }: ProvenIdentity,
): Promise<Result<OwnIdentity, LinkIdentityRefused>> =>
  means.outbox.transaction(async (tx, publish) => {
    const { now, cause, settings } = means
    const { perPersonMax: max } = settings.identities
    const user = await lockUser(tx, userId)
    if (user.status !== 'ACTIVE') return refused({ code: 'INVALID_IDENTITY' })
    if ((await countIdentities(tx, userId)) >= max)
      return refused({ code: 'TOO_MANY_IDENTITIES', max })
    const { name } = provider
    const whose = { id: newId('idn'), userId, provider: name, issuer, subject }
    const identity: Identity = { ...whose, email, createdAt: now, lastUsedAt: null }
    await insertIdentity(tx, identity)
    await writeNotice(tx, { user, what: 'IDENTITY_LINKED' }, means)
    await publish({
      type: 'auth:identity:linked',
      body: { userId, identityId: identity.id, provider: name, isNew: false },
      aggregate: { type: 'user', id: userId },
      cause,
    })
    return accepted(toOwn(identity, means))
  })

/** Why an identity stays. NOT_FOUND is anybody else's as one that never was. */
export type UnlinkIdentityRefused = Readonly<{ code: 'NOT_FOUND' | 'LAST_WAY_IN' }>

/**
 * Removes an identity from the ways in of a person, unless it is their last. Tells them by mail. Every session but the one
 * that asks ends: whoever was signed in by it is not to stay.
 */
export async function unlinkIdentity(
  means: Means,
  { id, userId, sessionId }: Pick<Identity, 'id' | 'userId'> & Readonly<{ sessionId: string }>,
): Promise<Result<Readonly<{ identityId: string }>, UnlinkIdentityRefused>> {
  if (!isId('idn', id)) return refused({ code: 'NOT_FOUND' })
  const outcome = await means.outbox.transaction(async (tx, publish) => {
    const { user, passwordHash } = await lockUserWithHash(tx, userId)
    const own = await listIdentities(tx, userId)
    const identity = own.find((each) => each.id === id)
    if (!identity) return 'NOT_FOUND'
    const issuers = means.settings.identities.providers.map(({ issuer }) => issuer)
    if (!mayUnlink({ id, hasPassword: passwordHash !== null }, own, issuers)) return 'LAST_WAY_IN'
    await deleteIdentity(tx, id)
    const others = { userId, exceptId: sessionId, reason: 'IDENTITY_UNLINKED' } as const
    await endSessionsOf({ tx, publish }, others, means)
    await writeNotice(tx, { user, what: 'IDENTITY_UNLINKED' }, means)
    await publish({
      type: 'auth:identity:unlinked',
      body: { userId, identityId: id, provider: identity.provider },
      aggregate: { type: 'user', id: userId },
      cause: means.cause,
    })
    return undefined
  })
  means.post.sendSoon()
  return outcome ? refused({ code: outcome }) : accepted({ identityId: id })
}
