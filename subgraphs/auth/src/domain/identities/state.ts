/** What a browser is sent to a provider with, and what it has to come back with. */
import { createHash, randomBytes } from 'node:crypto'
import { accepted, type Result, refused } from '@tallystick/result'
import { insertIdentityState, takeIdentityState } from '../../db/identity-states.ts'
import type { Means } from '../means.ts'
import type { IdentityClaims, IdentityPurpose } from '../rules/identity.ts'
import type { IdentityProvider } from './identity-settings.ts'
import { tellRefused } from './tell-refused.ts'

const SECRET_BYTES = 32
/** Longer queries are not looked at, in characters: no provider sends half as much. */
const PARAMETERS_MAX = 8_192
const DOMAIN = 'tallystick identity state\n'

const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url')
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8')
const hashOf = (handle: string): string => sha256(handle).digest('hex')
const aboutState = (hash: string): string => `identity:${hash}`

/**
 * The `state` that goes with a handle. It follows from the handle, and nobody finds the handle by it: whoever sees the
 * addresses that a browser visits cannot finish what another browser began.
 */
const stateOf = (handle: string): string => sha256(DOMAIN + handle).digest('base64url')

/** Where the browser goes, and what it keeps to itself until it comes back. */
export type StartedIdentity = Readonly<{ url: string; handle: string }>

/** Why nobody is sent anywhere. */
export type StartIdentityRefused = Readonly<{
  code: 'IDENTITY_PROVIDER_UNKNOWN' | 'IDENTITY_PROVIDER_UNAVAILABLE'
}>

/**
 * Begins a visit to a provider.
 *
 * @param asked `userId` is who wants to link what they come back with, null to sign in; with `fresh` the provider has its
 * person prove anew who they are
 */
export async function startIdentity(
  { db, seal, settings, relyingParty, now }: Means,
  { fresh, ...asked }: Readonly<{ provider: string; userId: string | null; fresh: boolean }>,
): Promise<Result<StartedIdentity, StartIdentityRefused>> {
  const { providers, stateMinutes } = settings.identities
  const provider = providers.find(({ name }) => name === asked.provider)
  if (!provider) return refused({ code: 'IDENTITY_PROVIDER_UNKNOWN' })
  const handle = newSecret()
  const freshSince = fresh ? Math.floor(now.getTime() / 1000) : null
  const secrets = { nonce: newSecret(), verifier: newSecret(), freshSince }
  const url = await relyingParty.urlOf(provider, { state: stateOf(handle), ...secrets })
  if (url === 'UNAVAILABLE') return refused({ code: 'IDENTITY_PROVIDER_UNAVAILABLE' })
  const hash = hashOf(handle)
  await insertIdentityState(db, {
    hash,
    purpose: purposeOf(asked.userId),
    ...asked,
    sealed: seal.seal(JSON.stringify(secrets), aboutState(hash)),
    createdAt: now,
    expiresAt: new Date(now.getTime() + stateMinutes * 60_000),
  })
  return accepted({ url: url.href, handle })
}

/** What a browser comes back with, at which provider's address, and who is signed in there; null for a sign-in. */
export type ShownIdentity = Readonly<{
  provider: string
  handle: string
  parameters: string
  userId: string | null
}>

/** What a provider has just said of somebody. */
export type ProvenIdentity = IdentityClaims & Readonly<{ provider: IdentityProvider }>

/** Why nothing is known of who came back. */
export type ProveIdentityRefused = Readonly<{
  code: 'INVALID_IDENTITY' | 'IDENTITY_PROVIDER_UNAVAILABLE'
}>

/**
 * Ends a visit to a provider: the handle of the same browser and person, in time, for one try, and then whatever the provider
 * says, proven. A handle without the `state` that goes with it, or at another provider's address, is not spent: another page,
 * or that provider, may have sent the browser here.
 */
export async function proveIdentity(
  means: Means,
  { provider: name, handle, parameters, userId }: ShownIdentity,
): Promise<Result<ProvenIdentity, ProveIdentityRefused>> {
  const { db, seal, settings, relyingParty, now } = means
  const invalid = refused({ code: 'INVALID_IDENTITY' } as const)
  const state = stateOf(handle)
  if (parameters.length > PARAMETERS_MAX) return invalid
  if (new URLSearchParams(parameters).get('state') !== state) return invalid
  const hash = hashOf(handle)
  const purpose = purposeOf(userId)
  const provider = settings.identities.providers.find((each) => each.name === name)
  // An operator may have removed it meanwhile.
  if (!provider) return invalid
  const sealed = await takeIdentityState(db, { hash, purpose, userId, provider: name }, now)
  if (sealed === undefined) return invalid
  const secrets = JSON.parse(seal.open(sealed, aboutState(hash)))
  const claims = await relyingParty.prove(provider, { state, parameters, ...secrets })
  if (typeof claims !== 'string') return accepted({ ...claims, provider })
  await tellRefused(means, { userId, provider: name, purpose, reason: claims })
  return claims === 'UNAVAILABLE' ? refused({ code: 'IDENTITY_PROVIDER_UNAVAILABLE' }) : invalid
}

const purposeOf = (userId: string | null): IdentityPurpose => (userId === null ? 'SIGN_IN' : 'LINK')
