import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { isNonce, toPublicKey } from './request-signature.ts'

const pair = generateKeyPairSync('ed25519')
const jwk = pair.publicKey.export({ format: 'jwk' })
const x = jwk.x ?? ''

describe('toPublicKey', () => {
  it('reads a JWK and its 32 bytes alike', () => {
    expect(toPublicKey(x)).toEqual({ ok: true, value: x })
    expect(toPublicKey(JSON.stringify({ ...jwk, kid: 'ours' }))).toEqual({ ok: true, value: x })
  })

  const private_ = pair.privateKey.export({ format: 'jwk' })
  it.each([
    ['a private key', JSON.stringify(private_), 'PRIVATE'],
    ['nothing', '', 'UNREADABLE'],
    ['31 bytes', Buffer.alloc(31, 7).toString('base64url'), 'UNREADABLE'],
    ['33 bytes', Buffer.alloc(33, 7).toString('base64url'), 'UNREADABLE'],
    ['bits that stand for nothing', `${x.slice(0, -1)}B`, 'UNREADABLE'],
    ['base64 of the other alphabet', `+/${x.slice(2)}`, 'UNREADABLE'],
    ['PEM', String(pair.publicKey.export({ format: 'pem', type: 'spki' })), 'UNREADABLE'],
    ['a key of another curve', JSON.stringify({ ...jwk, crv: 'X25519' }), 'UNREADABLE'],
    ['a key of another kind', JSON.stringify({ kty: 'oct', k: x }), 'UNREADABLE'],
    ['a key that is no text', JSON.stringify({ ...jwk, x: 7 }), 'UNREADABLE'],
    ['half a JWK', '{"kty":"OKP"', 'UNREADABLE'],
    ['a list', `{"0":1}`, 'UNREADABLE'],
  ])('refuses %s', (_what, text, refusal) => {
    expect(toPublicKey(text)).toEqual({ ok: false, refusal })
  })

  it.each([0, 1])('refuses the points for which anybody can sign, sign bit %i', (bit) => {
    for (const hex of WEAK) {
      const bytes = Buffer.from(hex, 'hex')
      bytes.writeUInt8(bytes.readUInt8(31) | (bit << 7), 31)
      expect(toPublicKey(bytes.toString('base64url'))).toEqual({ ok: false, refusal: 'WEAK' })
    }
  })
})

const WEAK = [
  '00'.repeat(32),
  `01${'00'.repeat(31)}`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  `ec${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
]

it.each([
  [15, false],
  [16, true],
  [64, true],
  [65, false],
])('a nonce of %i characters is one: %s', (length, expected) => {
  expect(isNonce('n'.repeat(length))).toBe(expected)
  expect(isNonce(`${'n'.repeat(length - 1)} `)).toBe(false)
})
