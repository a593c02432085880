/** The only place where an API key is verified. */
import { hash } from 'node:crypto'
import { type Actor, ROLES } from '@tallystick/actor'
import type { Door } from '@tallystick/subgraph-client'
import { askAuth } from './ask-auth.ts'
import { newAuthsWord } from './auths-word.ts'
import { badToken } from './refusals.ts'
import type { SignatureCheck } from './signatures.ts'

/** A sum in minor units of a currency. */
type Sum = Readonly<{ minor: bigint; currency: string }>

/** What a key may be used for, beside its scopes. Null is any, and an empty list of maxima or caps sets none. */
export type KeyLimits = Readonly<{
  /** The most that one amount may be, by currency; when there are any, other currencies are not moved at all. */
  amountMax: readonly Sum[]
  currencies: readonly string[] | null
  accountIds: readonly string[] | null
  requestsPerMinute: number | null
  /** The most that may be moved within so many hours. */
  spendCaps: readonly (Sum & Readonly<{ hours: number }>)[]
}>

/** What Auth says of a live key. */
export type KeyGrant = Readonly<{
  keyId: string
  /** Whose registered operations the key runs. */
  clientId: string
  limits: KeyLimits
  /** A person let a program of OAuth do something, and limits nothing but its scopes. */
  isOAuth?: boolean
  /** What each request must be signed with; left out where it need not be. */
  signature?: SignatureCheck
}>

/** Verifies API keys. */
export type Keys = Readonly<{
  /** @throws {GraphQLError} UNAUTHENTICATED for a key that does not live; SERVICE_UNAVAILABLE while Auth cannot be asked */
  authenticate(key: string): Promise<Actor>
  /** What the key of a PARTNER may be used for; undefined for everyone else. */
  grantOf(actor: Actor): KeyGrant | undefined
  /** Forgets what was known of a key, a client or an owner's keys: they have changed. Without an id, of every key. */
  forget(id?: string | null): void
}>

const KEY = /^tsk_([0-9a-z]{26})_([\w-]{43})$/

/** Whether a credential is meant to be an API key, well-formed or not. */
export const isKey = (credential: string): boolean => credential.startsWith('tsk_')

const GRANT = `query ApiKeyGrant($id: ID!, $secretHash: String!) {
  apiKeyGrant(id: $id, secretHash: $secretHash) {
    id ownerId clientId roles scopes expiresAt requestsPerMinute currencies accountIds
    amountMax { amount currency } spendCaps { amount { amount currency } hours }
    signature { algorithm key }
  }
}`

type Grant = Readonly<{
  id: string
  ownerId: string
  clientId: string
  roles: readonly string[]
  scopes: readonly string[]
  expiresAt: string
  requestsPerMinute: number | null
  currencies: readonly string[] | null
  accountIds: readonly string[] | null
  amountMax: readonly Money[]
  spendCaps: readonly Readonly<{ amount: Money; hours: number }>[]
  signature?: SignatureCheck | null
}>
type Money = Readonly<{ amount: string; currency: string }>

/** For a gateway without our Auth behind it: there are no keys. */
export const NO_KEYS: Keys = {
  authenticate: async () => {
    throw badToken()
  },
  grantOf: () => undefined,
  forget: () => {},
}

/** Makes the verifier of API keys over the door to Auth. */
export function newKeys({ auth, now = Date.now }: { auth: Door; now?: () => number }): Keys {
  const grants = new WeakMap<Actor, KeyGrant>()
  const words = newAuthsWord<Actor>({
    now,
    async ask(name) {
      const [id = '', secretHash = ''] = name.split('.')
      const variables = { id, secretHash }
      const grant = await askAuth<Grant>(auth, { field: 'apiKeyGrant', query: GRANT, variables })
      if (!grant) return { value: undefined, concerns: [id] }
      const actor = toPartner(grant)
      grants.set(actor, toKeyGrant(grant))
      return { value: actor, concerns: [id, grant.ownerId] }
    },
  })
  return {
    async authenticate(text) {
      const [, id, secret] = KEY.exec(text) ?? []
      if (!id || !secret) throw badToken()
      return assertLive(await words.find(`key_${id}.${hash('sha256', secret)}`), now())
    },
    grantOf: (actor) => grants.get(actor),
    forget: words.forget,
  }
}

/** @returns the actor of a program whose credential lives @throws {GraphQLError} UNAUTHENTICATED */
export function assertLive(actor: Actor | undefined, now: number): Actor {
  if (!actor || (actor.expiresAt !== null && actor.expiresAt.getTime() <= now)) throw badToken()
  return actor
}

const toPartner = ({ id, ownerId, roles, scopes, expiresAt }: Grant): Actor => ({
  kind: 'PARTNER',
  id: ownerId,
  roles: ROLES.filter((role) => roles.includes(role)),
  scopes: [...scopes],
  sessionId: null,
  keyId: id,
  expiresAt: new Date(expiresAt),
})

const toSum = ({ amount, currency }: Money): Sum => ({ minor: BigInt(amount), currency })

const toKeyGrant = (grant: Grant): KeyGrant => ({
  keyId: grant.id,
  clientId: grant.clientId,
  ...(grant.signature ? { signature: grant.signature } : {}),
  limits: {
    amountMax: grant.amountMax.map(toSum),
    currencies: grant.currencies,
    accountIds: grant.accountIds,
    requestsPerMinute: grant.requestsPerMinute,
    spendCaps: grant.spendCaps.map(({ amount, hours }) => ({ ...toSum(amount), hours })),
  },
})
