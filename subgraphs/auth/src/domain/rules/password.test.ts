import { describe, expect, it } from 'vitest'
import { checkPassword } from './password.ts'

const ada = { email: 'ada.lovelace@demo.test', name: 'Ada Lovelace', username: 'countess' }
const common = new Set(['password1'])
const check = (password: string) => checkPassword(password, ada, { common, composition: 'off' })

describe('checkPassword', () => {
  it.each([
    ['a passphrase', 'correct-horse-battery'],
    ['the shortest length', 'x7f%qq2b'],
    ['the longest length', 'ab'.repeat(64)],
    ['eight characters outside the basic plane', '🐎🔋🧷🪵📐🧮🪙🗝'],
    ['spaces', 'eight of a kind'],
  ])('accepts %s', (_what, password) => {
    expect(check(password).ok).toBe(true)
  })

  it.each([
    ['seven characters', 'x7f%qq2', 'TOO_SHORT'],
    ['129 characters', `${'ab'.repeat(64)}c`, 'TOO_LONG'],
    ['a common one in any case', 'PassWord1', 'COMMON'],
    ['a common one in full-width letters', 'ｐａｓｓｗｏｒｄ１', 'COMMON'],
    ['one character repeated', 'zzzzzzzzzz', 'COMMON'],
    ['the address', 'Ada.Lovelace@demo.test', 'PERSONAL'],
    ['the local part of the address', 'ada.lovelace', 'PERSONAL'],
    ['the name', 'ada lovelace', 'PERSONAL'],
    ['the name without its space', 'AdaLovelace', 'PERSONAL'],
    ['the handle', 'countess', 'PERSONAL'],
  ])('refuses %s', (_what, password, reason) => {
    expect(check(password)).toEqual({ ok: false, refusal: { code: 'WEAK_PASSWORD', reason } })
  })

  it('asks for an upper-case letter, a lower-case letter and a digit only where it is told to // AUT-12 NFR-5', () => {
    const mixed = (password: string) =>
      checkPassword(password, ada, { common, composition: 'mixed' })
    const refused = { ok: false, refusal: { code: 'WEAK_PASSWORD', reason: 'NOT_MIXED' } }
    for (const password of ['lowercase-1', 'UPPERCASE-1', 'No-digit-here']) {
      expect(mixed(password)).toEqual(refused)
      expect(check(password).ok).toBe(true)
    }
    expect(mixed('Correct-horse-1').ok).toBe(true)
    expect(mixed('Éclair-au-café-٣').ok).toBe(true)
  })
})
