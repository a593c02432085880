import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toHex } from './bytes.ts'
import { sha256 } from './sha256.ts'

const utf8 = new TextEncoder()
const native = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

describe('sha256', () => {
  // FIPS 180-2 appendix B and NIST's example values.
  test.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
    [
      'abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu',
      'cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1',
    ],
    ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
  ])('gives the published hash of %.20s', (text, expected) => {
    expect(toHex(sha256(utf8.encode(text)))).toBe(expected)
  })

  test('agrees with Node on every length around the edges of blocks', () => {
    for (let length = 0; length <= 300; length += 1) {
      const bytes = Uint8Array.from({ length }, (_, at) => (at * 7 + length) & 255)
      expect(toHex(sha256(bytes))).toBe(native(bytes))
    }
  })

  test('agrees with Node on any bytes, also on a part of a larger buffer', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), fc.nat(70), (bytes, from) => {
        const part = bytes.subarray(from)
        expect(toHex(sha256(part))).toBe(native(part))
      }),
    )
  })
})
