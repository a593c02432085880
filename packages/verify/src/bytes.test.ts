import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromBase64url, fromHex, isSameBytes, toBase64url, toHex } from './bytes.ts'

const anyBytes = fc.uint8Array({ maxLength: 100 })

describe('bytes as text', () => {
  test('are written as Node writes them, and read back', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        expect(toHex(bytes)).toBe(Buffer.from(bytes).toString('hex'))
        expect(toBase64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
        expect(fromHex(toHex(bytes))).toEqual(bytes)
        expect(fromBase64url(toBase64url(bytes))).toEqual(bytes)
      }),
    )
  })

  test('have one spelling', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_=+/-]{0,12}$/), (text) => {
        const hex = fromHex(text)
        if (hex) expect(toHex(hex)).toBe(text)
        const base64url = fromBase64url(text)
        if (base64url) expect(toBase64url(base64url)).toBe(text)
      }),
    )
  })

  test.each(['0', 'AB', '0g', ' 00', '００'])('are not read from %j as hex', (text) => {
    expect(fromHex(text)).toBeUndefined()
  })

  // One character has no byte; AB and AA would be the same byte; padding and the plain alphabet are other spellings.
  test.each(['A', 'AB', 'AA==', '+/', 'A A', 'ÄÄ'])('are not read from %j as base64url', (text) => {
    expect(fromBase64url(text)).toBeUndefined()
  })

  test('are the same only in full', () => {
    expect(isSameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true)
    expect(isSameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false)
    expect(isSameBytes(Uint8Array.of(1, 2), Uint8Array.of(1))).toBe(false)
    expect(isSameBytes(Uint8Array.of(1), Uint8Array.of(1, 2))).toBe(false)
  })
})
