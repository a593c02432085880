import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { derivedId, fromUuid, isId, newId, type Prefix, toUuid } from './index.ts'

const PREFIXES: readonly Prefix[] = [
  'usr',
  'ses',
  'acc',
  'pay',
  'ltx',
  'ent',
  'lac',
  'hld',
  'aud',
  'evt',
  'key',
]
const anyPrefix = fc.constantFrom(...PREFIXES)
const anyUuid = fc
  .uint8Array({ minLength: 16, maxLength: 16 })
  .map((bytes) => Buffer.from(bytes).toString('hex'))
  .map((hex) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'))
const VERSION_7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const VERSION_8 = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

describe('an id', () => {
  test('gives back the uuid it was made of', () => {
    fc.assert(
      fc.property(anyPrefix, anyUuid, (prefix, uuid) => {
        const id = fromUuid(prefix, uuid)
        expect(id).toMatch(/^[a-z]{3}_[0-7][0-9a-hjkmnp-tv-z]{25}$/)
        expect(isId(prefix, id)).toBe(true)
        expect(toUuid(prefix, id)).toBe(uuid)
      }),
    )
  })

  test('has one spelling: no other text of the right shape names a uuid', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^pay_[0-9a-zA-Z]{26}$/), (text) => {
        if (isId('pay', text)) expect(fromUuid('pay', toUuid('pay', text))).toBe(text)
        else expect(() => toUuid('pay', text)).toThrow(RangeError)
      }),
    )
  })

  test('sorts as its uuid does', () => {
    fc.assert(
      fc.property(anyUuid, anyUuid, (a, b) => {
        expect(fromUuid('pay', a) < fromUuid('pay', b)).toBe(a < b)
      }),
    )
  })

  test('of another kind is refused', () => {
    const id = newId('pay')
    expect(isId('acc', id)).toBe(false)
    expect(() => toUuid('acc', id)).toThrow(RangeError)
  })

  test.each([
    ['capitals', (id: string) => id.toUpperCase()],
    ['a capital digit', (id: string) => `${id.slice(0, -1)}A`],
    ['a look-alike letter', (id: string) => `${id.slice(0, -1)}o`],
    ['a letter outside the alphabet', (id: string) => `${id.slice(0, -1)}u`],
    ['more than 128 bits', (id: string) => `pay_8${id.slice(5)}`],
    ['a character too few', (id: string) => id.slice(0, -1)],
    ['a character too many', (id: string) => `${id}0`],
    ['a space', (id: string) => ` ${id}`],
    ['a full-width digit', (id: string) => `${id.slice(0, -1)}１`],
    ['no prefix', (id: string) => id.slice(4)],
    ['a dash for the underscore', (id: string) => id.replace('_', '-')],
    ['its uuid instead', (id: string) => toUuid('pay', id)],
    ['nothing', () => ''],
  ])('with %s is refused', (_what, spoil) => {
    expect(isId('pay', spoil(newId('pay')))).toBe(false)
  })
})

describe('newId', () => {
  test('makes ids that differ and sort in the order of their making', () => {
    const ids = Array.from({ length: 5000 }, () => newId('evt'))
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.toSorted()).toEqual(ids)
    expect(toUuid('evt', ids[0] ?? '')).toMatch(VERSION_7)
  })
})

describe('derivedId', () => {
  const near = fromUuid('pay', '0190f3c2-a5b7-7c3e-8000-00000000000f')

  test('is the same for one name and another for another', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(derivedId('ltx', a, near)).toBe(derivedId('ltx', a, near))
        expect(derivedId('ltx', a, near) === derivedId('ltx', b, near)).toBe(a === b)
      }),
    )
  })

  test('has the time of the id that it is near, and is another for another', () => {
    const other = newId('pay')
    expect(derivedId('ltx', 'move', near).slice(4, 13)).toBe(near.slice(4, 13))
    expect(derivedId('ltx', 'move', other)).not.toBe(derivedId('ltx', 'move', near))
    expect(() => derivedId('ltx', 'move', 'pay_1')).toThrow(RangeError)
  })

  test('never changes: stored ids depend on it', () => {
    const id = derivedId('ltx', 'capture', near)
    expect(id).toMatchInlineSnapshot(`"ltx_01j3sw59dqgk48vyyz4astanbs"`)
    expect(toUuid('ltx', id)).toMatch(VERSION_8)
  })
})

describe('fromUuid', () => {
  test.each(['', 'x', '0190f3c2a5b77c3e8000000000000000', '0190f3c2-a5b7-7c3e-8000-00000000000g'])(
    'throws for %j',
    (text) => {
      expect(() => fromUuid('pay', text)).toThrow(RangeError)
    },
  )

  test('reads capitals, as some drivers write them', () => {
    const uuid = '0190f3c2-a5b7-7c3e-8000-00000000000f'
    expect(fromUuid('pay', uuid.toUpperCase())).toBe(fromUuid('pay', uuid))
  })
})
