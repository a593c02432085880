import { expect, test } from 'vitest'
import {
  ANONYMOUS,
  newAssertionKey,
  newAssertionSigner,
  newAssertionVerifier,
  serviceActor,
} from './index.ts'

const key = await newAssertionKey('gateway')

test('an actor that calls again is signed for once in 30 seconds, for each audience by itself', async () => {
  let nowMs = Date.now()
  const sign = newAssertionSigner(key, () => nowMs)
  const actor = serviceActor('payments')
  const [ledger, auth] = [await sign(actor, 'ledger'), await sign(actor, 'auth')]
  expect(ledger).not.toBe(auth)
  nowMs += 29_999
  expect([await sign(actor, 'ledger'), await sign(actor, 'auth')]).toEqual([ledger, auth])
  // Another object of the same content is the same actor.
  expect(await sign({ ...actor }, 'ledger')).toBe(ledger)
  nowMs += 1
  expect(await sign(actor, 'ledger')).not.toBe(ledger)
})

test('what was verified is believed until it expires, and not a moment longer', async () => {
  let nowMs = Math.floor(Date.now() / 1000) * 1000
  const now = () => nowMs
  const verify = newAssertionVerifier('ledger', [key.publicKey], now)
  const assertion = await newAssertionSigner(key, now)(ANONYMOUS, 'ledger')
  const first = await verify(assertion)
  expect(await verify(assertion)).toBe(first)
  nowMs += 59_999
  expect(await verify(assertion)).toBe(first)
  nowMs += 1
  await expect(verify(assertion)).rejects.toThrow('exp')
  await expect(verify(assertion)).rejects.toThrow('exp')
})

test('an assertion that differs in one character is judged for itself', async () => {
  const verify = newAssertionVerifier('ledger', [key.publicKey])
  const assertion = await newAssertionSigner(key)(ANONYMOUS, 'ledger')
  await verify(assertion)
  for (const at of [0, 40, assertion.length - 5]) {
    const other = assertion[at] === 'A' ? 'B' : 'A'
    const forged = assertion.slice(0, at) + other + assertion.slice(at + 1)
    await expect(verify(forged)).rejects.toThrow()
    await expect(verify(forged)).rejects.toThrow()
  }
})
