import { expect, test } from 'vitest'
import { scopesOf } from './scope.ts'

test.each([
  [['CUSTOMER'], ['accounts:read', 'payments:read', 'payments:write']],
  [['VENDOR'], ['accounts:read', 'payments:read', 'payments:write', 'reports:read']],
  [['ADMIN'], []],
  [
    ['ADMIN', 'CUSTOMER'],
    ['accounts:read', 'payments:read', 'payments:write'],
  ],
  [
    ['CUSTOMER', 'VENDOR'],
    ['accounts:read', 'payments:read', 'payments:write', 'reports:read'],
  ],
  [[], []],
] as const)('%j may give a key %j', (roles, scopes) => {
  expect(scopesOf(roles)).toEqual(scopes)
})
