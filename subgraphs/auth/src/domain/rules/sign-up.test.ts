import { describe, expect, it } from 'vitest'
import { checkIdentity, isEmail } from './sign-up.ts'

const ada = { email: 'ada@demo.test', name: 'Ada', username: 'ada' }

describe('checkIdentity', () => {
  it('drops spaces around address and name, and keeps their case', () => {
    expect(checkIdentity({ email: ' Ada@Demo.test ', name: ' Ada  L ', username: null })).toEqual({
      ok: true,
      value: { email: 'Ada@Demo.test', name: 'Ada  L', username: null },
    })
  })

  it.each([
    ['no address', { ...ada, email: '' }, 'email'],
    ['no name', { ...ada, name: '   ' }, 'name'],
    ['a name of 101 characters', { ...ada, name: 'a'.repeat(101) }, 'name'],
    ['a name with a control character', { ...ada, name: 'A\u0000da' }, 'name'],
    ['half a character as a name', { ...ada, name: '\ud83d' }, 'name'],
    ['a handle in capitals', { ...ada, username: 'Ada' }, 'username'],
    ['a handle of two characters', { ...ada, username: 'ad' }, 'username'],
    ['a handle of 31 characters', { ...ada, username: 'a'.repeat(31) }, 'username'],
  ])('refuses %s', (_what, given, field) => {
    expect(checkIdentity(given)).toEqual({ ok: false, refusal: { code: 'MALFORMED', field } })
  })
})

describe('isEmail', () => {
  it.each(['a@b.co', 'ada+tag@demo.test', 'ada@sub.demo.test', 'žofie@příklad.cz'])(
    'takes %s',
    (text) => expect(isEmail(text)).toBe(true),
  )
  it.each([
    'ada',
    'ada@',
    '@demo.test',
    'ada@demo',
    'a@b@c.de',
    'a b@c.de',
    'ada@demo..test',
    'ada@\u0000.de',
  ])('does not take %j', (text) => expect(isEmail(text)).toBe(false))
  it('does not take 255 characters, nor a local part of 65', () => {
    expect(isEmail(`${'a'.repeat(64)}@${'b'.repeat(186)}.de`)).toBe(true)
    expect(isEmail(`${'a'.repeat(64)}@${'b'.repeat(187)}.de`)).toBe(false)
    expect(isEmail(`${'a'.repeat(65)}@b.de`)).toBe(false)
  })
})
