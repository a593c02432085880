/**
 * Signatures of requests, by keys that have to sign each one (docs/how-to/sign-partner-requests.md).
 *
 * How a key signs is Auth's to say, never the request's: a public key that is taken for a secret would be one that
 * everybody knows.
 */
import { createHmac, createPublicKey, type KeyObject, timingSafeEqual, verify } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { textOf } from '../request.ts'
import { badSignature } from './refusals.ts'

/** What a signature is checked with: a secret for HMAC_SHA256, a public key in base64url for ED25519. */
export type SignatureCheck = Readonly<{ algorithm: 'HMAC_SHA256' | 'ED25519'; key: string }>

/** What of a request is signed, and the headers that say so. */
export type SignedRequest = Readonly<{
  method: string
  /** With the query, as it came. */
  path: string
  /** SHA-256 of the body's bytes, in lower-case hexadecimal. */
  bodyDigest: string
  headers: IncomingHttpHeaders
}>

/** A request whose signature is good, and by what it is told apart until it is too old. */
export type Signed = Readonly<{ nonce: string; expiresAt: Date }>

const HEADERS = ['x-signature', 'x-signature-timestamp', 'x-signature-nonce'] as const
const FORMS = {
  'x-signature': { HMAC_SHA256: /^[A-Za-z0-9_-]{43}$/, ED25519: /^[A-Za-z0-9_-]{86}$/ },
  'x-signature-timestamp': /^[1-9]\d{0,11}$/,
  'x-signature-nonce': /^[A-Za-z0-9_-]{16,64}$/,
} as const

/** What is signed: a line each, and no line's value can hold the end of a line. */
export const signedText = (
  { method, path, bodyDigest }: Omit<SignedRequest, 'headers'>,
  { timestamp, nonce, keyId }: Readonly<{ timestamp: string; nonce: string; keyId: string }>,
): string => ['v1', method.toUpperCase(), path, bodyDigest, timestamp, nonce, keyId].join('\n')

/**
 * Checks the signature of a request, by its form, its time and its text, in this order; nothing is written.
 *
 * @param now in milliseconds @param windowMs how far the timestamp may be from it, either way
 * @throws {GraphQLError} UNAUTHENTICATED, with what is wrong as `details.reason`
 */
export function checkSignature(
  request: SignedRequest,
  { keyId, check }: Readonly<{ keyId: string; check: SignatureCheck }>,
  { now, windowMs }: Readonly<{ now: number; windowMs: number }>,
): Signed {
  const [signature, timestamp, nonce] = headersOf(request.headers, check)
  const signedAt = Number(timestamp) * 1_000
  if (Math.abs(now - signedAt) > windowMs)
    throw badSignature('SIGNATURE_OUTSIDE_WINDOW', {
      windowS: windowMs / 1_000,
      serverTime: Math.floor(now / 1_000),
    })
  const text = signedText(request, { timestamp, nonce, keyId })
  if (!isSignedBy(check, text, signature))
    throw badSignature('SIGNATURE_INVALID', { algorithm: check.algorithm, signedText: text })
  return { nonce, expiresAt: new Date(signedAt + windowMs) }
}

/** The three headers. @throws for one that is missing, came twice, or is not of its form */
function headersOf(
  headers: IncomingHttpHeaders,
  { algorithm }: SignatureCheck,
): readonly [string, string, string] {
  const [signature = '', timestamp = '', nonce = ''] = HEADERS.map((header) => {
    const text = textOf(headers[header])
    if (text === undefined) throw badSignature('SIGNATURE_MISSING', { header })
    const form = header === 'x-signature' ? FORMS[header][algorithm] : FORMS[header]
    // Node joins what came twice by a comma, which is in no form.
    if (!form.test(text)) throw badSignature('SIGNATURE_MALFORMED', { header })
    return text
  })
  return [signature, timestamp, nonce]
}

function isSignedBy({ algorithm, key }: SignatureCheck, text: string, signature: string): boolean {
  const shown = Buffer.from(signature, 'base64url')
  if (algorithm === 'ED25519') return verify(null, Buffer.from(text), publicKeyOf(key), shown)
  const expected = createHmac('sha256', key).update(text).digest()
  return shown.length === expected.length && timingSafeEqual(shown, expected)
}

const publicKeyOf = (x: string): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
