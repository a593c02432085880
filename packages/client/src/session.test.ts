import { expect, it } from 'vitest'
import { newCookieKeeper } from './session.ts'

it('in cookie mode tells one sign-in from the next, once for all who were refused', async () => {
  const { tokens, set } = newCookieKeeper()
  const first = (await tokens.current()) ?? ''
  expect(await tokens.current()).toBe(first)
  const renewed = await Promise.all([tokens.renew(first), tokens.renew(first)])
  expect(new Set(renewed).size).toBe(1)
  expect(renewed[0]).not.toBe(first)
  set()
  expect(await tokens.current()).not.toBe(renewed[0])
})
