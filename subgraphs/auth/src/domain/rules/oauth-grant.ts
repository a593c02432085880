import type { OAuthClient } from './oauth-client.ts'
import type { Role, User } from './user.ts'

/** What is kept of the protocol, by the names that it gives them. */
export type ArtifactKind =
  | 'AccessToken'
  | 'AuthorizationCode'
  | 'ClientCredentials'
  | 'RefreshToken'
  | (string & {})

/** What a person let a program do, as stored. */
export type OAuthGrant = Readonly<{
  id: string
  userId: string
  clientId: string
  scopes: readonly string[]
  createdAt: Date
  lastUsedAt: Date | null
  revokedAt: Date | null
}>

/** A program that may act for a person, as the person sees it. */
export type ConnectedApp = Readonly<{
  clientId: string
  name: string
  uri: string
  scopes: readonly string[]
  connectedAt: Date
  lastUsedAt: Date | null
}>

/** Why a grant ended. */
export type GrantEnd = 'DISCONNECTED' | 'CLIENT_REVOKED' | 'TOKEN_REUSED' | 'PASSWORD_RESET'

/** What a live token grants to who holds it. */
export type OAuthTokenGrant = Readonly<{
  /** The grant; of a program that acts for its owner, the program. */
  id: string
  ownerId: string
  clientId: string
  roles: readonly Role[]
  scopes: readonly string[]
  expiresAt: Date
}>

/** A token, the program that holds it, and the person whom it acts as. */
export type HeldToken = Readonly<{
  scopes: readonly string[]
  expiresAt: Date
  client: OAuthClient
  /** Null for a program that acts for its owner. */
  grant: OAuthGrant | null
  user: User
  /** The scopes that the person's roles give to programs. */
  may: readonly string[]
}>

/**
 * Works out what a token grants now; undefined when it grants nothing.
 *
 * Scopes are those of the token that the program still has, the person still allows, and their roles still give. Nobody is an
 * administrator by a token. One that expires exactly now has expired.
 */
export function toTokenGrant(held: HeldToken, now: Date): OAuthTokenGrant | undefined {
  const { client, grant, user, expiresAt, may } = held
  if (client.revokedAt || grant?.revokedAt || user.status !== 'ACTIVE' || expiresAt <= now)
    return undefined
  const allowed = (scope: string) =>
    may.includes(scope) &&
    client.scopes.includes(scope) &&
    (grant === null || grant.scopes.includes(scope))
  return {
    id: grant?.id ?? client.id,
    ownerId: user.id,
    clientId: client.id,
    roles: user.roles.filter((role) => role !== 'ADMIN'),
    scopes: held.scopes.filter(allowed),
    expiresAt,
  }
}

/** What people read about a scope before they allow it. */
const MEANINGS: Readonly<Record<string, string>> = {
  openid: 'Know who you are',
  profile: 'See your name and handle',
  email: 'See your e-mail address',
  offline_access: 'Go on while you are away, for up to a week without asking again',
  'accounts:read': 'See your accounts and balances',
  'payments:read': 'See your payments',
  'payments:write': 'Send money from your accounts',
  'reports:read': 'See reports of your sales',
}

/** A scope with what it means to people; one that nobody has described says its name. */
export const describeScope = (name: string): Readonly<{ name: string; description: string }> => ({
  name,
  description: MEANINGS[name] ?? name,
})
