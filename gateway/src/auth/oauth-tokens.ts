/** The only place where an access token of OAuth is verified. It is opaque: what it grants, Auth knows. */
import { hash } from 'node:crypto'
import { type Actor, ROLES } from '@tallystick/actor'
import type { Door } from '@tallystick/subgraph-client'
import { askAuth } from './ask-auth.ts'
import { newAuthsWord } from './auths-word.ts'
import { assertLive, type KeyGrant, type KeyLimits, type Keys } from './keys.ts'
import { badToken } from './refusals.ts'

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

/** A program of OAuth is held within its scopes, and what its person may do, and no more. */
const NO_LIMITS: KeyLimits = {
  amountMax: [],
  currencies: null,
  accountIds: null,
  requestsPerMinute: null,
  spendCaps: [],
}

/** Adds the tokens of OAuth to the keys: a program with either is a PARTNER. */
export function withOAuthTokens(
  keys: Keys,
  { auth, now = Date.now }: Readonly<{ auth: Door; now?: () => number }>,
): Keys {
  const grants = new WeakMap<Actor, KeyGrant>()
  const words = newAuthsWord<Actor>({
    now,
    async ask(tokenHash) {
      const question = { field: 'oauthGrant', query: GRANT, variables: { tokenHash } }
      const grant = await askAuth<Grant>(auth, question)
      if (!grant) return { value: undefined, concerns: [] }
      const actor = toPartner(grant)
      const { id, ownerId, clientId } = grant
      grants.set(actor, { keyId: id, clientId, limits: NO_LIMITS, isOAuth: true })
      return { value: actor, concerns: [id, clientId, ownerId] }
    },
  })
  return {
    async authenticate(text) {
      if (!isOAuthToken(text)) return await keys.authenticate(text)
      if (!TOKEN.test(text)) throw badToken()
      return assertLive(await words.find(hash('sha256', text)), now())
    },
    grantOf: (actor) => grants.get(actor) ?? keys.grantOf(actor),
    forget(id) {
      keys.forget(id)
      words.forget(id)
    },
  }
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
