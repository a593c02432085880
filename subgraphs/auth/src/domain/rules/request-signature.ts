/** How the requests of a key are signed, where they have to be. */
import { accepted, type Result, refused } from '@tallystick/result'

/** By a secret that both sides have, or by a private key that only the partner has. */
export type SignatureAlgorithm = 'HMAC_SHA256' | 'ED25519'

/** How requests with a key must be signed, as its owner may see it. */
export type KeySignature = Readonly<{
  algorithm: SignatureAlgorithm
  /** The partner's Ed25519 key, its 32 bytes in base64url; null for HMAC. */
  publicKey: string | null
}>

/** What a signature is checked with: for HMAC that is the secret itself. */
export type SignatureCheck = Readonly<{ algorithm: SignatureAlgorithm; key: string }>

/** Why text is no public key to check signatures with. */
export type PublicKeyProblem = 'MISSING' | 'UNREADABLE' | 'PRIVATE' | 'WEAK' | 'UNUSED'

/** 32 bytes: the last character of 43 has two bits that stand for nothing and must be zero. */
const RAW = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/

/**
 * Points of small order, the bit of their sign left out (the list is libsodium's): by the letter of RFC 8032 anybody can write
 * signatures for such a "key". OpenSSL believes none; the partner hears it now rather than at their first request.
 */
const WEAK_POINTS: ReadonlySet<string> = new Set([
  '00'.repeat(32),
  `01${'00'.repeat(31)}`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  `ec${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
])

/** Reads an Ed25519 public key: a JWK (RFC 8037) in JSON, or its 32 bytes in base64url. @returns the bytes in base64url */
export function toPublicKey(text: string): Result<string, PublicKeyProblem> {
  const raw = text.trimStart().startsWith('{') ? fromJwk(text) : accepted(text.trim())
  if (!raw.ok) return raw
  if (!RAW.test(raw.value)) return refused('UNREADABLE')
  const bytes = Buffer.from(raw.value, 'base64url')
  bytes.writeUInt8(bytes.readUInt8(31) & 0x7f, 31)
  return WEAK_POINTS.has(bytes.toString('hex')) ? refused('WEAK') : raw
}

function fromJwk(text: string): Result<string, PublicKeyProblem> {
  const { kty, crv, x, d } = parse(text)
  if (d !== undefined) return refused('PRIVATE')
  return kty === 'OKP' && crv === 'Ed25519' && typeof x === 'string'
    ? accepted(x)
    : refused('UNREADABLE')
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text))
  } catch {
    return {}
  }
}

/** Whether text may be the nonce of a request: 16 to 64 letters, digits, dashes and underscores. */
export const isNonce = (text: string): boolean => /^[A-Za-z0-9_-]{16,64}$/.test(text)
