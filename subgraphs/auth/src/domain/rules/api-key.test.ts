import { keyScopesOf } from '@tallystick/actor'
import { describe, expect, test } from 'vitest'
import { type ApiKey, isClientId, isKeyName, isLive, toGrant } from './api-key.ts'
import { NO_LIMITS } from './key-limits.ts'
import type { User } from './user.ts'

const NOON = new Date('2026-01-01T12:00:00.000Z')
const minutes = (count: number) => new Date(NOON.getTime() + count * 60_000)
const key: ApiKey = {
  id: 'key_1',
  ownerId: 'usr_1',
  clientId: 'shop',
  name: 'Shop',
  scopes: ['payments:read', 'reports:read'],
  limits: NO_LIMITS,
  createdAt: NOON,
  expiresAt: minutes(60),
  revokedAt: null,
  lastUsedAt: null,
  previousSecretUntil: minutes(10),
  signature: null,
}
const owner: User = {
  id: 'usr_1',
  email: 'ada@demo.test',
  emailVerified: false,
  phone: null,
  phoneVerified: false,
  name: 'Ada',
  username: null,
  roles: ['VENDOR', 'ADMIN'],
  status: 'ACTIVE',
  rightsVersion: 0,
  createdAt: NOON,
}
const grant = (at: Date, over: Partial<Parameters<typeof toGrant>[1]> = {}) => {
  const may = keyScopesOf((over.owner ?? owner).roles)
  return toGrant(key, { owner, shown: 'CURRENT', may, ...over }, at)
}

describe('what a key grants', () => {
  test('is never an administrator’s right // RBA-10', () => {
    expect(grant(NOON)?.roles).toEqual(['VENDOR'])
  })

  test('is never more than its owner has now', () => {
    const demoted = { ...owner, roles: ['CUSTOMER'] } as const
    expect(grant(NOON)?.scopes).toEqual(['payments:read', 'reports:read'])
    expect(grant(NOON, { owner: demoted })?.scopes).toEqual(['payments:read'])
    expect(grant(NOON, { owner: { ...owner, roles: ['ADMIN'] } })).toMatchObject({
      roles: [],
      scopes: [],
    })
  })

  test.each(['LOCKED', 'SUSPENDED', 'EXPIRED', 'ARCHIVED'] as const)(
    'is nothing while its owner is %s',
    (status) => {
      expect(grant(NOON, { owner: { ...owner, status } })).toBeUndefined()
    },
  )

  test('ends on the instant of expiry, for the old secret on that of its overlap', () => {
    expect(grant(new Date(minutes(60).getTime() - 1))?.expiresAt).toEqual(minutes(60))
    expect(grant(minutes(60))).toBeUndefined()
    const shown = 'PREVIOUS'
    expect(grant(new Date(minutes(10).getTime() - 1), { shown })?.expiresAt).toEqual(minutes(10))
    expect(grant(minutes(10), { shown })).toBeUndefined()
  })

  test('is nothing once it is revoked', () => {
    expect(isLive({ ...key, revokedAt: NOON }, NOON)).toBe(false)
  })
})

test.each([
  ['shop', true],
  ['a.b_c:d-1', true],
  ['x'.repeat(128), true],
  ['x'.repeat(129), false],
  ['', false],
  ['a b', false],
  ['ä', false],
  ['a\n', false],
])('%j is the id of a client: %s', (text, expected) => {
  expect(isClientId(text)).toBe(expected)
})

test.each([
  ['Shop', true],
  ['x'.repeat(100), true],
  ['x'.repeat(101), false],
  ['  ', false],
  ['a\u0000', false],
  ['a\ud800', false],
])('%j is the name of a key: %s', (text, expected) => {
  expect(isKeyName(text)).toBe(expected)
})
