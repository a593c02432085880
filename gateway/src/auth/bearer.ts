/** The only place where an access token is verified. */
import { hash } from 'node:crypto'
import { type Actor, ANONYMOUS, ROLES } from '@tallystick/actor'
import { GraphQLError } from 'graphql'
import { type CryptoKey, importJWK, type JWTPayload, jwtVerify } from 'jose'
import { newBoundedMap } from '../plan/bounded-map.ts'
import type { JwksSource } from './jwks.ts'

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

/** What an access token must say. */
export type AuthenticateOptions = Readonly<{
  issuer: string
  audience: string
  jwks: JwksSource
  now?: () => Date
}>

/** Makes the verifier of access tokens: EdDSA only, `typ: at+jwt` (RFC 9068), a `kid` of Auth's key set. */
export function newAuthenticate({
  issuer,
  audience,
  jwks,
  now = () => new Date(),
}: AuthenticateOptions): Authenticate {
  const keyOf = newKeys(jwks)
  const verified = newBoundedMap<Verified>(VERIFIED_MAX)
  return async (authorization) => {
    if (authorization === undefined || authorization === '') return ANONYMOUS
    const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization.trim())?.[1]
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

/** The answer to a credential that proves nothing. */
export const badToken = (cause?: unknown): GraphQLError =>
  new GraphQLError('The access token is not valid (any more). Refresh the session or sign in.', {
    extensions: {
      code: 'UNAUTHENTICATED',
      http: {
        status: 401,
        headers: new Map([['www-authenticate', 'Bearer error="invalid_token"']]),
      },
    },
    originalError: cause instanceof Error ? cause : undefined,
  })

/** The answer while Auth's keys cannot be had. A client that took it for a bad token would throw a good one away. */
export const noKeys = (cause: unknown): GraphQLError =>
  new GraphQLError('Access tokens cannot be checked at the moment. Try again soon.', {
    extensions: { code: 'SERVICE_UNAVAILABLE', subgraph: 'auth', http: { status: 503 } },
    originalError: cause instanceof Error ? cause : undefined,
  })

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

function toActor({ sub, sid, roles, scope, exp }: JWTPayload): Actor {
  if (!sub || typeof sid !== 'string' || typeof exp !== 'number')
    throw new TypeError('the token names no person and session')
  const named = Array.isArray(roles) ? roles : []
  return {
    kind: 'USER',
    id: sub,
    roles: ROLES.filter((role) => named.includes(role)),
    scopes: typeof scope === 'string' ? scope.split(' ').filter(Boolean) : [],
    sessionId: sid,
    expiresAt: new Date(exp * 1000),
  }
}
