import {
  type CryptoKey,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  jwtVerify,
  SignJWT,
} from 'jose'
import { type Actor, ROLES } from './actor.ts'

/** How long an assertion is believed, in seconds. Short, because it cannot be revoked. */
const LIFETIME_S = 60
/** An assertion is reused for this long, so that a busy actor costs one signature in 30 seconds. */
const REUSE_MS = 30_000
/** Signed assertions kept per process; the oldest goes first. */
const CACHE_MAX = 10_000
/** The one issuer that may speak for people. Every other process speaks only for itself. */
const GATEWAY = 'gateway'

/** A private signing key of one process. `kid` is the name of the process: the issuer it may claim to be. */
export type AssertionKey = Readonly<{ issuer: string; privateKey: JWK; publicKey: JWK }>

/** Signs that this process calls `audience` for `actor`. @returns a compact JWT */
export type AssertionSigner = (actor: Actor, audience: string) => Promise<string>

/** What an assertion proves: for whom, and which of our processes says so. */
export type Caller = Readonly<{ actor: Actor; issuer: string }>

/** Verifies an assertion addressed to this process. @throws when it is missing, forged, expired or for someone else */
export type AssertionVerifier = (assertion: string) => Promise<Caller>

/** Makes an Ed25519 key for the process `issuer`. */
export async function newAssertionKey(issuer: string): Promise<AssertionKey> {
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const [privateKey, publicKey] = await Promise.all([
    exportJWK(pair.privateKey),
    exportJWK(pair.publicKey),
  ])
  return {
    issuer,
    privateKey: { ...privateKey, kid: issuer },
    publicKey: { ...publicKey, kid: issuer },
  }
}

/** Reads a private JWK as `newAssertionKey` made it. @throws {TypeError} without a `kid` or a private part */
export function assertionKeyFrom(privateKey: JWK): AssertionKey {
  const { d, ...publicKey } = privateKey
  if (!privateKey.kid || !d)
    throw new TypeError('an assertion key is a private Ed25519 JWK with a kid')
  return { issuer: privateKey.kid, privateKey, publicKey }
}

/** Signs with `key`, reusing an assertion of the same actor, credential and audience while it is fresh. */
export function newAssertionSigner(
  key: AssertionKey,
  now: () => number = Date.now,
): AssertionSigner {
  const cached = new Map<string, { assertion: Promise<string>; at: number }>()
  const imported = importJWK(key.privateKey, 'EdDSA')
  return (actor, audience) => {
    const name = JSON.stringify([audience, actor])
    const hit = cached.get(name)
    if (hit && now() - hit.at < REUSE_MS) return hit.assertion
    const assertion = imported.then((privateKey) =>
      sign(actor, audience, key.issuer, privateKey as CryptoKey, now()),
    )
    cached.delete(name)
    cached.set(name, { assertion, at: now() })
    const oldest = cached.keys().next().value
    if (cached.size > CACHE_MAX && oldest !== undefined) cached.delete(oldest)
    return assertion
  }
}

function sign(
  actor: Actor,
  audience: string,
  issuer: string,
  key: CryptoKey,
  nowMs: number,
): Promise<string> {
  const { kind, roles, scopes, sessionId, expiresAt } = actor
  return new SignJWT({ kind, roles, scopes, sessionId, expiresAt: expiresAt?.getTime() ?? null })
    .setProtectedHeader({ alg: 'EdDSA', kid: issuer, typ: 'actor+jwt' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(actor.id ?? '')
    .setIssuedAt(Math.floor(nowMs / 1000))
    .setExpirationTime(Math.floor(nowMs / 1000) + LIFETIME_S)
    .sign(key)
}

/**
 * Verifies assertions addressed to `audience` with the public keys of the processes that may call.
 *
 * A process other than the gateway is believed only when it speaks for itself, so that a stolen key of Payments cannot
 * act as a customer.
 */
export function newAssertionVerifier(
  audience: string,
  publicKeys: readonly JWK[],
): AssertionVerifier {
  const keys = new Map(publicKeys.map((jwk) => [jwk.kid, importJWK(jwk, 'EdDSA')]))
  return async (assertion) => {
    const { payload, protectedHeader } = await jwtVerify(
      assertion,
      async ({ kid }) => (await keys.get(kid)) ?? fail(`no key for issuer ${kid}`),
      { algorithms: ['EdDSA'], audience, typ: 'actor+jwt', requiredClaims: ['sub', 'iss', 'exp'] },
    )
    const issuer = payload.iss ?? ''
    if (issuer !== protectedHeader.kid) fail('the issuer is not the owner of the key')
    const actor = toActor(payload)
    if (issuer !== GATEWAY && (actor.kind !== 'SERVICE' || actor.id !== issuer))
      fail(`${issuer} may speak only for itself`)
    return { actor, issuer }
  }
}

function toActor(payload: Record<string, unknown>): Actor {
  const kinds = ['ANONYMOUS', 'USER', 'SERVICE'] as const
  const kind = kinds.find((each) => each === payload['kind']) ?? fail('unknown kind of actor')
  const expiresAt = payload['expiresAt']
  const texts = (value: unknown): string[] =>
    Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
  return {
    kind,
    id: (payload['sub'] as string) || null,
    roles: ROLES.filter((role) => texts(payload['roles']).includes(role)),
    scopes: texts(payload['scopes']),
    sessionId: typeof payload['sessionId'] === 'string' ? payload['sessionId'] : null,
    expiresAt: typeof expiresAt === 'number' ? new Date(expiresAt) : null,
  }
}

function fail(reason: string): never {
  throw new TypeError(`actor assertion refused: ${reason}`)
}
