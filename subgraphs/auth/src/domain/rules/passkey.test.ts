import { describe, expect, it, test } from 'vitest'
import { isCounterBeyond, isPasskeyName, toTransports } from './passkey.ts'

describe('the counter of a passkey', () => {
  it.each([
    [0, 0, true],
    [0, 1, true],
    [1, 2, true],
    [1, 1, false],
    [2, 1, false],
    [1, 0, false],
    [4_294_967_294, 4_294_967_295, true],
  ])('of %d may go to %d: %s // MFA-2', (stored, shown, isGood) => {
    expect(isCounterBeyond(stored, shown)).toBe(isGood)
  })
})

test('a name has 1 to 100 characters that can be shown', () => {
  for (const name of ['a', 'My phone', 'n'.repeat(100), '电话'])
    expect(isPasskeyName(name)).toBe(true)
  for (const name of ['', '  ', 'n'.repeat(101), 'a\u0000b', 'a\nb', '\ud800'])
    expect(isPasskeyName(name)).toBe(false)
})

test('of the ways to an authenticator those are kept that are known', () => {
  expect(toTransports(['usb', 'pigeon', 'internal', 'usb'])).toEqual(['internal', 'usb'])
  expect(toTransports(undefined)).toEqual([])
  expect(toTransports('usb')).toEqual([])
})
