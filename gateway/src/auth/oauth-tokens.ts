/** The only place where an access token of OAuth is verified. It is opaque: what it grants, Auth knows. */
import { hash } from 'node:crypto'
import { type Actor, ROLES } from '@tallystick/actor'
import type { Door } from '@tallystick/subgraph-client'
import { newBoundedMap } from '../plan/bounded-map.ts'
import { ownFacts } from '../request.ts'
import type { KeyGrant, KeyLimits, Keys } from './keys.ts'
import { badToken, noKeys } from './refusals.ts'

/** How long Auth's word on a token is taken, in milliseconds, when no change is heard of. */
const FRESH_MS = 30_000
/** How long a token that does not live is refused without asking again, in milliseconds. */
const REFUSED_MS = 5_000
/** How many tokens are remembered, live ones and others. */
const TOKENS_MAX = 10_000
/** How long Auth may take, in milliseconds. */
const DEADLINE_MS = 3_000

const TOKEN = /^tso_[\w-]{43}$/

/** Whether a credential is meant to be an access token of OAuth, well-formed or not. */
export const isOAuthToken = (credential: string): boolean => credential.startsWith('tso_')

const GRANT = `query OAuthGrant($tokenHash: String!) {
  oauthGrant(tokenHash: $tokenHash) { id ownerId clientId roles scopes expiresAt }
}`

type Grant = Readonly<{
  id: string
  ownerId: string
  clientId: string
  roles: readonly string[]
  scopes: readonly string[]
  expiresAt: string
}>
type Known = Readonly<{ names: readonly string[]; actor: Actor | undefined; until: number }>

/** A program of OAuth is held within its scopes, and what its person may do, and no more. */
const NO_LIMITS: KeyLimits = {
  amountMax: [],
  currencies: null,
  accountIds: null,
  requestsPerMinute: null,
  spendCaps: [],
}

/** Adds the tokens of OAuth to the keys: a program with either is a PARTNER. A token is asked about once in half a minute. */
export function withOAuthTokens(
  keys: Keys,
  { auth, now = Date.now }: Readonly<{ auth: Door; now?: () => number }>,
): Keys {
  const known = newBoundedMap<Known>(TOKENS_MAX)
  const byName = new Map<string, Set<string>>()
  const grants = new WeakMap<Actor, KeyGrant>()
  // What was asked before a grant ended may be answered after it.
  let changes = 0
  const remember = (tokenHash: string, entry: Known): void => {
    known.set(tokenHash, entry)
    if (byName.size > TOKENS_MAX) byName.clear()
    for (const name of entry.names) byName.set(name, (byName.get(name) ?? new Set()).add(tokenHash))
  }
  const ask = async (tokenHash: string): Promise<Known> => {
    const grant = await askForGrant(auth, tokenHash)
    if (!grant) return { names: [], actor: undefined, until: now() + REFUSED_MS }
    const actor = toPartner(grant)
    const { id, clientId } = grant
    grants.set(actor, { keyId: id, clientId, limits: NO_LIMITS, isOAuth: true })
    return { names: [id, clientId], actor, until: now() + FRESH_MS }
  }
  return {
    async authenticate(text) {
      if (!isOAuthToken(text)) return await keys.authenticate(text)
      if (!TOKEN.test(text)) throw badToken()
      const tokenHash = hash('sha256', text)
      let entry = known.get(tokenHash)
      if (!entry || entry.until <= now()) {
        const before = changes
        entry = await ask(tokenHash)
        if (changes === before) remember(tokenHash, entry)
      }
      const { actor } = entry
      if (!actor || (actor.expiresAt !== null && actor.expiresAt.getTime() <= now()))
        throw badToken()
      return actor
    },
    grantOf: (actor) => grants.get(actor) ?? keys.grantOf(actor),
    forget(name) {
      keys.forget(name)
      changes += 1
      if (name === undefined) {
        known.clear()
        byName.clear()
        return
      }
      for (const tokenHash of byName.get(name) ?? []) known.delete(tokenHash)
      byName.delete(name)
    },
  }
}

async function askForGrant(auth: Door, tokenHash: string): Promise<Grant | undefined> {
  const facts = ownFacts(AbortSignal.timeout(DEADLINE_MS))
  const { data, errors } = await auth
    .execute({ query: GRANT, variables: { tokenHash } }, facts)
    .catch((cause: unknown) => {
      throw noKeys(cause)
    })
  if (errors) throw noKeys(errors[0])
  return (data?.['oauthGrant'] as Grant | null | undefined) ?? undefined
}

const toPartner = ({ id, ownerId, roles, scopes, expiresAt }: Grant): Actor => ({
  kind: 'PARTNER',
  id: ownerId,
  roles: ROLES.filter((role) => role !== 'ADMIN' && roles.includes(role)),
  scopes: [...scopes],
  sessionId: null,
  keyId: id,
  expiresAt: new Date(expiresAt),
})
