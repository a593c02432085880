import { describe, expect, test } from 'vitest'
import { type Actor, ANONYMOUS, hasRole, maySee, personOf, serviceActor } from './index.ts'

const ADA: Actor = { ...ANONYMOUS, kind: 'USER', id: 'usr_ada', roles: ['CUSTOMER', 'ADMIN'] }
const KEY: Actor = { ...ADA, kind: 'PARTNER', keyId: 'key_1' }

describe('an API key', () => {
  test('acts as its owner', () => {
    expect(personOf(KEY)).toBe('usr_ada')
    expect(hasRole(KEY, 'CUSTOMER')).toBe(true)
    expect(maySee(KEY, 'usr_ada')).toBe(true)
  })

  test('is never an administrator, whatever its owner is', () => {
    expect(hasRole(ADA, 'ADMIN')).toBe(true)
    expect(hasRole(KEY, 'ADMIN')).toBe(false)
    expect(maySee(ADA, 'usr_bob')).toBe(true)
    expect(maySee(KEY, 'usr_bob')).toBe(false)
    expect(maySee(KEY, null)).toBe(false)
  })
})

test('nobody and a process of ours are no person', () => {
  expect(personOf(ANONYMOUS)).toBeNull()
  expect(personOf(serviceActor('payments'))).toBeNull()
  expect(hasRole(serviceActor('payments'), 'CUSTOMER')).toBe(false)
  expect(maySee(ANONYMOUS, null)).toBe(false)
})
