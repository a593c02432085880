import { describe, expect, test } from 'vitest'
import {
  type Actor,
  ANONYMOUS,
  hasScope,
  keyScopesOf,
  ROLE_SCOPES,
  ROLES,
  SCOPES,
  scopesOf,
  serviceActor,
} from './index.ts'

const OF_A_CUSTOMER = ['accounts:read', 'payments:read', 'payments:write']
const OF_A_VENDOR = [...OF_A_CUSTOMER, 'sales:write', 'reports:read']

describe('the scopes of roles (RBA-3, RBA-4, RBA-7)', () => {
  test.each([
    [['CUSTOMER'], OF_A_CUSTOMER, OF_A_CUSTOMER],
    [['VENDOR'], OF_A_VENDOR, OF_A_VENDOR],
    [['CUSTOMER', 'VENDOR'], OF_A_VENDOR, OF_A_VENDOR],
    // What an administrator may do is not to be had by a key.
    [['ADMIN'], OF_A_VENDOR, []],
    [['ADMIN', 'CUSTOMER'], OF_A_VENDOR, OF_A_CUSTOMER],
    [[], [], []],
  ] as const)('%j have %j themselves, and may give a key %j', (roles, own, ofKeys) => {
    expect([...scopesOf(roles)].sort()).toEqual([...own].sort())
    expect(keyScopesOf(roles)).toEqual(ofKeys)
  })

  test('are all in the table', () => {
    for (const role of ROLES)
      for (const scope of ROLE_SCOPES[role]) expect(Object.keys(SCOPES)).toContain(scope)
  })
})

describe('whether somebody has a scope', () => {
  const person: Actor = { ...ANONYMOUS, kind: 'USER', id: 'usr_1', roles: ['CUSTOMER'] }
  const program: Actor = { ...person, kind: 'PARTNER', keyId: 'key_1' }
  test.each<[string, Actor, string, boolean]>([
    ['a person by their roles', person, 'payments:read', true],
    ['a person without the role', person, 'reports:read', false],
    ['a person without any role', { ...person, roles: [] }, 'payments:read', false],
    ['a person whose token names it', { ...person, scopes: ['other'] }, 'other', true],
    ['a program that was granted it', { ...program, scopes: ['a'] }, 'a', true],
    ['a program whose owner has it', program, 'payments:read', false],
    ['nobody', { ...ANONYMOUS, roles: ['ADMIN'], scopes: ['a'] }, 'a', false],
    ['a process of ours', serviceActor('payments'), 'payments:read', true],
  ])('%s', (_who, actor, scope, expected) => {
    expect(hasScope(actor, scope)).toBe(expected)
  })
})
