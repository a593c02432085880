/** The only place where an access token is verified. API keys are verified in `keys.ts`. */
import { hash } from 'node:crypto'
import { type Actor, ANONYMOUS, ROLES } from '@tallystick/actor'
import { GraphQLError } from 'graphql'
import { type CryptoKey, importJWK, type JWTPayload, jwtVerify } from 'jose'
import { newBoundedMap } from '../bounded-map.ts'
import type { JwksSource } from './jwks.ts'
import { isKey, type Keys } from './keys.ts'
import { isOAuthToken } from './oauth-tokens.ts'
import type { Credential } from './recent-changes.ts'
import { badToken, noKeys } from './refusals.ts'

/** Clocks of two machines differ; a token is believed this much longer, in seconds. */
const CLOCK_TOLERANCE_S = 0
/** Longer credentials are no tokens of ours and are not worth decoding. */
const TOKEN_CHARS_MAX = 4_096
/** Tokens that are remembered as verified, by their hash: a token itself would be a credential in memory for longer. */
const VERIFIED_MAX = 10_000

/**
 * Turns the value of an `Authorization` header into the actor. No value: nobody.
 *
 * @throws {GraphQLError} UNAUTHENTICATED for anything that is not a valid token: a client whose token has expired must not
 *   go on as nobody without noticing. SERVICE_UNAVAILABLE while there are no keys to check with: the token may be fine
 */
export type Authenticate = (authorization: string | undefined) => Promise<Actor>

/** What an access token must say, and who knows API keys. */
export type AuthenticateOptions = Readonly<{
  issuer: string
  audience: string
  jwks: JwksSource
  keys: Pick<Keys, 'authenticate'>
  now?: () => Date
}>

/** Makes the verifier of access tokens: EdDSA only, `typ: at+jwt` (RFC 9068), a `kid` of Auth's key set. */
export function newAuthenticate({
  issuer,
  audience,
  jwks,
  keys,
  now = () => new Date(),
}: AuthenticateOptions): Authenticate {
  const keyOf = newKeys(jwks)
  const verified = newBoundedMap<Verified>(VERIFIED_MAX)
  return async (authorization) => {
    if (authorization === undefined || authorization === '') return ANONYMOUS
    const credential = /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1]
    if (credential !== undefined && (isKey(credential) || isOAuthToken(credential)))
      return await keys.authenticate(credential)
    const token = credential && /^[\w-]+\.[\w-]+\.[\w-]+$/.exec(credential)?.[0]
    if (!token || token.length > TOKEN_CHARS_MAX) throw badToken()
    const digest = hash('sha256', token, 'base64')
    try {
      const known = verified.get(digest)
      if (known && isBefore(now(), known.actor) && (await keyOf(known.kid)) === known.key)
        return known.actor
      verified.delete(digest)
      const { payload, protectedHeader, key } = await jwtVerify(token, ({ kid }) => keyOf(kid), {
        algorithms: ['EdDSA'],
        typ: 'at+jwt',
        issuer,
        audience,
        requiredClaims: ['sub', 'exp', 'iat', 'sid'],
        clockTolerance: CLOCK_TOLERANCE_S,
        currentDate: now(),
      })
      const actor = toActor(payload)
      verified.set(digest, { actor, kid: protectedHeader.kid, key })
      return actor
    } catch (cause) {
      throw cause instanceof GraphQLError ? cause : badToken(cause)
    }
  }
}

/**
 * A token whose signature was checked. It is believed again until it expires, as long as its key is in the set; all that
 * is saved is the arithmetic.
 */
type Verified = Readonly<{ actor: Actor; kid: string | undefined; key: unknown }>

/** Before the end of the token: `exp` itself is too late. */
const isBefore = (now: Date, { expiresAt }: Actor): boolean => expiresAt !== null && now < expiresAt

/** Imports each key once. A key that has left the set is not found any more, even when it was imported before. */
function newKeys(jwks: JwksSource): (kid: string | undefined) => Promise<CryptoKey> {
  const imported = new Map<string, Promise<CryptoKey>>()
  return async (kid) => {
    if (!kid) throw new TypeError('the token names no key')
    const { keys } = await jwks(kid).catch((cause: unknown) => {
      throw noKeys(cause)
    })
    const jwk = keys.find((key) => key.kid === kid && key.kty === 'OKP' && key.crv === 'Ed25519')
    if (!jwk?.x) throw new TypeError('the token names an unknown key')
    const name = `${kid}\0${jwk.x}`
    const { kty, crv, x } = jwk
    const key =
      imported.get(name) ??
      (importJWK({ kty, crv, x } as typeof jwk, 'EdDSA') as Promise<CryptoKey>)
    // Keys change every few weeks; a set of this size is a set of someone's inventions.
    if (imported.size > 100) imported.clear()
    imported.set(name, key)
    return key
  }
}

/** A person, and since when their token says so: what happened to them later counts against it. */
function toActor({ sub, sid, roles, scope, ver, iat, exp }: JWTPayload): Credential {
  if (!sub || typeof sid !== 'string' || typeof exp !== 'number' || typeof iat !== 'number')
    throw new TypeError('the token names no person and session')
  const named = Array.isArray(roles) ? roles : []
  return {
    kind: 'USER',
    id: sub,
    roles: ROLES.filter((role) => named.includes(role)),
    scopes: typeof scope === 'string' ? scope.split(' ').filter(Boolean) : [],
    sessionId: sid,
    keyId: null,
    expiresAt: new Date(exp * 1000),
    issuedAt: new Date(iat * 1000),
    rightsVersion: typeof ver === 'number' ? ver : undefined,
  }
}
