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
/** Signed or verified assertions kept per process; the oldest goes first. */
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
  const cached = new Map<string, Signed>()
  // An actor lives as long as its request or its session: the same object calls again and again.
  const known = new WeakMap<Actor, Map<string, Signed>>()
  const imported = importJWK(key.privateKey, 'EdDSA')
  const find = (actor: Actor, audience: string): Signed => {
    const name = JSON.stringify([audience, actor])
    const hit = cached.get(name)
    if (hit && now() - hit.at < REUSE_MS) return hit
    const assertion = imported.then((privateKey) =>
      sign(actor, audience, key.issuer, privateKey as CryptoKey, now()),
    )
    const signed = { assertion, at: now() }
    cached.delete(name)
    cached.set(name, signed)
    const oldest = cached.keys().next().value
    if (cached.size > CACHE_MAX && oldest !== undefined) cached.delete(oldest)
    return signed
  }
  return (actor, audience) => {
    let byAudience = known.get(actor)
    const hit = byAudience?.get(audience)
    if (hit && now() - hit.at < REUSE_MS) return hit.assertion
    const signed = find(actor, audience)
    if (!byAudience) {
      byAudience = new Map()
      known.set(actor, byAudience)
    }
    byAudience.set(audience, signed)
    return signed.assertion
  }
}

type Signed = Readonly<{ assertion: Promise<string>; at: number }>

function sign(
  actor: Actor,
  audience: string,
  issuer: string,
  key: CryptoKey,
  nowMs: number,
): Promise<string> {
  const { kind, roles, scopes, sessionId, keyId, expiresAt } = actor
  const facts = { kind, roles, scopes, sessionId, keyId, expiresAt: expiresAt?.getTime() ?? null }
  return new SignJWT(facts)
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
 * act as a customer. What was verified is believed by its text until it expires; what was refused is judged anew.
 */
export function newAssertionVerifier(
  audience: string,
  publicKeys: readonly JWK[],
  now: () => number = Date.now,
): AssertionVerifier {
  const keys = new Map(publicKeys.map((jwk) => [jwk.kid, importJWK(jwk, 'EdDSA')]))
  const believed = new Map<string, { caller: Promise<Caller>; untilMs: number }>()
  const verify = async (assertion: string): Promise<Caller> => {
    const { payload, protectedHeader } = await jwtVerify(
      assertion,
      async ({ kid }) => (await keys.get(kid)) ?? fail(`no key for issuer ${kid}`),
      {
        algorithms: ['EdDSA'],
        audience,
        typ: 'actor+jwt',
        requiredClaims: ['sub', 'iss', 'exp'],
        currentDate: new Date(now()),
      },
    )
    const issuer = payload.iss ?? ''
    if (issuer !== protectedHeader.kid) fail('the issuer is not the owner of the key')
    const actor = toActor(payload)
    if (issuer !== GATEWAY && (actor.kind !== 'SERVICE' || actor.id !== issuer))
      fail(`${issuer} may speak only for itself`)
    const caller = { actor, issuer }
    believed.set(assertion, {
      caller: Promise.resolve(caller),
      untilMs: (payload.exp ?? 0) * 1000,
    })
    const oldest = believed.keys().next().value
    if (believed.size > CACHE_MAX && oldest !== undefined) believed.delete(oldest)
    return caller
  }
  return (assertion) => {
    const hit = believed.get(assertion)
    if (!hit) return verify(assertion)
    if (now() < hit.untilMs) return hit.caller
    believed.delete(assertion)
    return verify(assertion)
  }
}

function toActor(payload: Record<string, unknown>): Actor {
  const kinds = ['ANONYMOUS', 'USER', 'PARTNER', 'SERVICE'] as const
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
    keyId: typeof payload['keyId'] === 'string' ? payload['keyId'] : null,
    expiresAt: typeof expiresAt === 'number' ? new Date(expiresAt) : null,
  }
}

function fail(reason: string): never {
  throw new TypeError(`actor assertion refused: ${reason}`)
}
