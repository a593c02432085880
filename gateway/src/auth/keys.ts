/** The only place where an API key is verified. */
import { hash } from 'node:crypto'
import { type Actor, ROLES } from '@tallystick/actor'
import type { Door } from '@tallystick/subgraph-client'
import { newBoundedMap } from '../plan/bounded-map.ts'
import { ownFacts } from '../request.ts'
import { badToken, noKeys } from './refusals.ts'
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
  /** Forgets what was known of a key: it has changed. Without an id, of every key. */
  forget(keyId?: string): void
}>

/** How long Auth's word on a key is taken, in milliseconds, when no change is heard of. */
const FRESH_MS = 30_000
/** How long a key that does not live is refused without asking again, in milliseconds. */
const REFUSED_MS = 5_000
/** How many keys are remembered, live ones and others. */
const KEYS_MAX = 10_000
/** How long Auth may take, in milliseconds. */
const DEADLINE_MS = 3_000

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
type Known = Readonly<{ keyId: string; actor: Actor | undefined; until: number }>

/** For a gateway without our Auth behind it: there are no keys. */
export const NO_KEYS: Keys = {
  authenticate: async () => {
    throw badToken()
  },
  grantOf: () => undefined,
  forget: () => {},
}

/** Makes the verifier of API keys over the door to Auth. A key is asked about once in half a minute, or when it changes. */
export function newKeys({ auth, now = Date.now }: { auth: Door; now?: () => number }): Keys {
  const known = newBoundedMap<Known>(KEYS_MAX)
  const byKey = new Map<string, Set<string>>()
  const grants = new WeakMap<Actor, KeyGrant>()
  // What was asked before a key changed may be answered after it.
  let changes = 0
  const remember = (name: string, entry: Known) => {
    known.set(name, entry)
    if (byKey.size > KEYS_MAX) byKey.clear()
    byKey.set(entry.keyId, (byKey.get(entry.keyId) ?? new Set()).add(name))
  }
  const ask = async (id: string, secretHash: string): Promise<Actor | undefined> => {
    const grant = await askForGrant(auth, { id, secretHash })
    if (!grant) return undefined
    const actor = toPartner(grant)
    grants.set(actor, toKeyGrant(grant))
    return actor
  }
  return {
    async authenticate(text) {
      const [, id, secret] = KEY.exec(text) ?? []
      if (!id || !secret) throw badToken()
      const keyId = `key_${id}`
      const name = hash('sha256', text, 'base64')
      let entry = known.get(name)
      if (!entry || entry.until <= now()) {
        const before = changes
        const actor = await ask(keyId, hash('sha256', secret))
        entry = { keyId, actor, until: now() + (actor ? FRESH_MS : REFUSED_MS) }
        if (changes === before) remember(name, entry)
      }
      const { actor } = entry
      if (!actor || (actor.expiresAt !== null && actor.expiresAt.getTime() <= now()))
        throw badToken()
      return actor
    },
    grantOf: (actor) => grants.get(actor),
    forget(keyId) {
      changes += 1
      if (keyId === undefined) {
        known.clear()
        byKey.clear()
        return
      }
      for (const name of byKey.get(keyId) ?? []) known.delete(name)
      byKey.delete(keyId)
    },
  }
}

async function askForGrant(
  auth: Door,
  variables: { id: string; secretHash: string },
): Promise<Grant | undefined> {
  const facts = ownFacts(AbortSignal.timeout(DEADLINE_MS))
  const { data, errors } = await auth
    .execute({ query: GRANT, variables }, facts)
    .catch((cause: unknown) => {
      throw noKeys(cause)
    })
  if (errors) throw noKeys(errors[0])
  return (data?.['apiKeyGrant'] as Grant | null | undefined) ?? undefined
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
