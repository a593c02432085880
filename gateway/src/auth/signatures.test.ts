import { createHmac, generateKeyPairSync, hash, sign } from 'node:crypto'
import { GraphQLError } from 'graphql'
import { describe, expect, it } from 'vitest'
import { checkSignature, type SignatureCheck, signedText } from './signatures.ts'

const NOW = Date.parse('2026-11-22T10:00:00.000Z')
const S = NOW / 1_000
const WINDOW_MS = 300_000
const SECRET = 'tss_a-secret-of-the-tests-of-43-characters-long'
const pair = generateKeyPairSync('ed25519')
const x = pair.publicKey.export({ format: 'jwk' }).x ?? ''
const HMAC: SignatureCheck = { algorithm: 'HMAC_SHA256', key: SECRET }
const ED: SignatureCheck = { algorithm: 'ED25519', key: x }
const byHmac = (text: string) => createHmac('sha256', SECRET).update(text).digest('base64url')
const byEd = (text: string) => sign(null, Buffer.from(text), pair.privateKey).toString('base64url')

const REQUEST = { method: 'POST', path: '/graphql', bodyDigest: hash('sha256', '{}') }
const FACTS = { timestamp: String(S), nonce: 'nonce-0123456789', keyId: 'key_1' }
const headersOf = (signature: string, { timestamp, nonce }: typeof FACTS = FACTS) => ({
  'x-signature': signature,
  'x-signature-timestamp': timestamp,
  'x-signature-nonce': nonce,
})

/** What becomes of a request: ok, or the reason. */
function told(
  headers: Record<string, string | string[] | undefined>,
  over: {
    check?: SignatureCheck
    now?: number
    request?: Partial<typeof REQUEST>
    keyId?: string
  } = {},
): unknown {
  const { check = HMAC, now = NOW, request = {}, keyId = 'key_1' } = over
  try {
    checkSignature(
      { ...REQUEST, ...request, headers },
      { keyId, check },
      { now, windowMs: WINDOW_MS },
    )
    return 'ok'
  } catch (fault) {
    if (!(fault instanceof GraphQLError)) throw fault
    expect(fault.extensions).toMatchObject({ code: 'UNAUTHENTICATED', http: { status: 401 } })
    return Object(fault.extensions['details']).reason
  }
}

it('what is signed is a line each: version, method, path, body, time, nonce, key', () => {
  expect(signedText({ method: 'post', path: '/graphql?a=b', bodyDigest: 'ab' }, FACTS)).toBe(
    `v1\nPOST\n/graphql?a=b\nab\n${S}\nnonce-0123456789\nkey_1`,
  )
})

describe('a signed request // RBA-12 PRT-3', () => {
  it('is believed by HMAC and by Ed25519, and remembered as long as its timestamp is', () => {
    const text = signedText(REQUEST, FACTS)
    expect(told(headersOf(byHmac(text)))).toBe('ok')
    expect(told(headersOf(byEd(text)), { check: ED })).toBe('ok')
    const { nonce, expiresAt } = checkSignature(
      { ...REQUEST, headers: headersOf(byHmac(text)) },
      { keyId: 'key_1', check: HMAC },
      { now: NOW, windowMs: WINDOW_MS },
    )
    expect({ nonce, expiresAt }).toEqual({
      nonce: FACTS.nonce,
      expiresAt: new Date(NOW + WINDOW_MS),
    })
  })

  it.each([
    [-300_000, 'ok'],
    [-300_001, 'SIGNATURE_OUTSIDE_WINDOW'],
    [300_000, 'ok'],
    [300_001, 'SIGNATURE_OUTSIDE_WINDOW'],
  ])('by a clock %i ms from its timestamp: %s', (ms, expected) => {
    expect(told(headersOf(byHmac(signedText(REQUEST, FACTS))), { now: NOW + ms })).toBe(expected)
  })

  const text = signedText(REQUEST, FACTS)
  const good = headersOf(byHmac(text))
  it.each([
    ['another method', good, { request: { method: 'PUT' } }],
    ['another path', good, { request: { path: '/graphql?x=1' } }],
    ['another body', good, { request: { bodyDigest: hash('sha256', '{} ') } }],
    ['another key', good, { keyId: 'key_2' }],
    ['another time', { ...good, 'x-signature-timestamp': String(S + 1) }, {}],
    ['another nonce', { ...good, 'x-signature-nonce': 'nonce-0123456780' }, {}],
    ['another secret', good, { check: { ...HMAC, key: `${SECRET}x` } }],
    ['a bit of the signature turned', { ...good, 'x-signature': turned(byHmac(text)) }, {}],
    ['a bit of an Ed25519 signature turned', headersOf(turned(byEd(text))), { check: ED }],
    ['a signature of zeros', headersOf('A'.repeat(86)), { check: ED }],
    [
      'the public key for a secret',
      headersOf(createHmac('sha256', x).update(text).digest('base64url')),
      { check: { ...HMAC } },
    ],
  ])('with %s is not', (_what, headers, over) => {
    expect(told(headers, over)).toBe('SIGNATURE_INVALID')
  })

  it.each([
    ['x-signature', undefined, 'SIGNATURE_MISSING'],
    ['x-signature-timestamp', undefined, 'SIGNATURE_MISSING'],
    ['x-signature-nonce', undefined, 'SIGNATURE_MISSING'],
    ['x-signature', ['a', 'b'], 'SIGNATURE_MISSING'],
    ['x-signature', `${byHmac(text)}, ${byHmac(text)}`, 'SIGNATURE_MALFORMED'],
    ['x-signature', byEd(text), 'SIGNATURE_MALFORMED'],
    ['x-signature', `${byHmac(text)}=`, 'SIGNATURE_MALFORMED'],
    ['x-signature', createHmac('sha256', SECRET).update(text).digest('hex'), 'SIGNATURE_MALFORMED'],
    ['x-signature-timestamp', `${S}, ${S}`, 'SIGNATURE_MALFORMED'],
    ['x-signature-timestamp', `${S}.0`, 'SIGNATURE_MALFORMED'],
    ['x-signature-timestamp', `+${S}`, 'SIGNATURE_MALFORMED'],
    ['x-signature-timestamp', `0${S}`, 'SIGNATURE_MALFORMED'],
    ['x-signature-timestamp', '1e10', 'SIGNATURE_MALFORMED'],
    ['x-signature-timestamp', String(NOW), 'SIGNATURE_MALFORMED'],
    ['x-signature-timestamp', 'NaN', 'SIGNATURE_MALFORMED'],
    ['x-signature-nonce', 'n'.repeat(15), 'SIGNATURE_MALFORMED'],
    ['x-signature-nonce', 'n'.repeat(65), 'SIGNATURE_MALFORMED'],
    ['x-signature-nonce', `${'n'.repeat(16)}\n`, 'SIGNATURE_MALFORMED'],
    ['x-signature-nonce', 'nonce with spaces!', 'SIGNATURE_MALFORMED'],
  ])('with the header %s as %j is not', (header, value, expected) => {
    expect(told({ ...good, [header]: value })).toBe(expected)
  })

  it.each([16, 64])('may have a nonce of %i characters', (length) => {
    const facts = { ...FACTS, nonce: 'n'.repeat(length) }
    expect(told(headersOf(byHmac(signedText(REQUEST, facts)), facts))).toBe('ok')
  })

  it('whose key signs by Ed25519 is not believed by HMAC, nor the other way round', () => {
    for (const secret of [x, JSON.stringify({ x }), ''])
      expect(
        told(headersOf(createHmac('sha256', secret).update(text).digest('base64url')), {
          check: ED,
        }),
      ).toBe('SIGNATURE_MALFORMED')
    expect(told(headersOf(byEd(text)))).toBe('SIGNATURE_MALFORMED')
  })
})

/** A signature with the last bit of its first byte turned. */
function turned(signature: string): string {
  const bytes = Buffer.from(signature, 'base64url')
  bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0)
  return bytes.toString('base64url')
}
