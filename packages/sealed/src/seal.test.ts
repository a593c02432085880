import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newSeal, SealBroken } from './index.ts'

const [OLD, NEW] = ['o'.repeat(32), 'n'.repeat(32)]

test('what is sealed opens with the same secret and for the same place, and nowhere else', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), fc.string(), (plain, about, other) => {
      const seal = newSeal([NEW])
      const sealed = seal.seal(plain, about)
      expect(seal.open(sealed, about)).toBe(Buffer.from(plain).toString())
      if (other !== about) expect(() => seal.open(sealed, other)).toThrow(SealBroken)
      expect(() => newSeal([OLD]).open(sealed, about)).toThrow(SealBroken)
    }),
  )
})

test('no two sealed texts are the same, and none shows what is in it', () => {
  const seal = newSeal([NEW])
  const sealed = Array.from({ length: 100 }, () => seal.seal('canary-4711', 'a'))
  expect(new Set(sealed).size).toBe(100)
  expect(sealed.join()).not.toContain(Buffer.from('canary-4711').toString('base64url').slice(2, 12))
})

test('a sealed text that was changed in any place does not open', () => {
  const seal = newSeal([NEW])
  const sealed = seal.seal('secret', 'a')
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`
    // The last character of base64 may have bits that stand for nothing.
    if (Buffer.from(changed.split('.').at(-1) ?? '', 'base64url').equals(bytesOf(sealed))) continue
    expect(() => seal.open(changed, 'a')).toThrow(SealBroken)
  }
  for (const text of ['', 'v1', 'v1.x.y.z', `${sealed}.`, `${sealed}.x`, sealed.slice(0, -30)])
    expect(() => seal.open(text, 'a')).toThrow(SealBroken)
})

const bytesOf = (sealed: string): Buffer => Buffer.from(sealed.split('.').at(-1) ?? '', 'base64url')

test('a secret can be replaced: the first seals, all open', () => {
  const sealed = newSeal([OLD]).seal('secret', 'a')
  const both = newSeal([NEW, OLD])
  expect(both.open(sealed, 'a')).toBe('secret')
  expect([both.isOld(sealed), both.isOld(both.seal('x', 'a'))]).toEqual([true, false])
})

test('a secret of 31 characters is refused, one of 32 is taken (NFR-12, TOK-17)', () => {
  expect(() => newSeal(['x'.repeat(31)])).toThrow(/at least 32/)
  expect(() => newSeal([])).toThrow(TypeError)
  expect(newSeal(['x'.repeat(32)]).seal('a', 'b')).toMatch(/^v1\./)
})
