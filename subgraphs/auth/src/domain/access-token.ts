import { randomUUID } from 'node:crypto'
import { scopesOf } from '@tallystick/actor'
import { SignJWT } from 'jose'
import type { Role } from './rules/user.ts'
import type { SigningKeys } from './signing-keys/signing-keys.ts'

/** What tells one installation's access tokens from another's, and how long they live. */
export type TokenSettings = Readonly<{
  /** `iss`: who signs. */
  issuer: string
  /** `aud`: whom the token is for. */
  audience: string
  /** Lifetime of an access token, in seconds. */
  accessTokenS: number
  /** Lifetime of a refresh token, in seconds. */
  refreshTokenS: number
}>

/** 15 minutes and 7 days; issued by and for Tallystick. */
export const TOKEN_SETTINGS: TokenSettings = {
  issuer: 'tallystick',
  audience: 'tallystick',
  accessTokenS: 15 * 60,
  refreshTokenS: 7 * 24 * 60 * 60,
}

/** What an access token says. */
export type AccessTokenFacts = Readonly<{
  userId: string
  /** As it was at sign-in; for clients to show, never to recognise anybody by: that is what `sub` is for. */
  email: string
  roles: readonly Role[]
  rightsVersion: number
  sessionId: string
  /** The end of the session: the token does not outlive it. */
  notAfter: Date
}>

/** Signs access tokens. */
export type AccessTokens = Readonly<{
  settings: TokenSettings
  /** @returns a JWT (RFC 9068 profile, EdDSA) and the moment it ends, on a whole second */
  issue(facts: AccessTokenFacts, now: Date): Promise<{ token: string; expiresAt: Date }>
}>

/** Makes the signer of one process from the keys that all instances share. */
export const newAccessTokens = (keys: SigningKeys, settings: TokenSettings): AccessTokens => ({
  settings,
  async issue({ userId, email, roles, rightsVersion, sessionId, notAfter }, now) {
    const { kid, privateKey } = await keys.signingAt(now)
    const issuedAtS = Math.floor(now.getTime() / 1000)
    const sessionEndS = Math.floor(notAfter.getTime() / 1000)
    const expiresAtS = Math.min(issuedAtS + settings.accessTokenS, sessionEndS)
    // Other routers know no roles, and read scopes where RFC 9068 §2.2.3 has them.
    const scope = scopesOf(roles).join(' ')
    const facts = { email, roles: [...roles], scope, ver: rightsVersion, sid: sessionId }
    const token = await new SignJWT(facts)
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid })
      .setIssuer(settings.issuer)
      .setAudience(settings.audience)
      .setSubject(userId)
      .setJti(randomUUID())
      .setIssuedAt(issuedAtS)
      .setExpirationTime(expiresAtS)
      .sign(privateKey)
    return { token, expiresAt: new Date(expiresAtS * 1000) }
  },
})
