import { describe, expect, it } from 'vitest'
import { judgeRefresh, type Session } from './session.ts'
import type { User } from './user.ts'

const noon = new Date('2026-01-01T12:00:00Z')
const session: Session = {
  id: 'ses_1',
  userId: 'usr_1',
  createdAt: noon,
  lastUsedAt: noon,
  revokedAt: null,
}
const user: User = {
  id: 'usr_1',
  email: 'ada@demo.test',
  emailVerified: false,
  name: 'Ada',
  username: null,
  roles: ['CUSTOMER'],
  status: 'ACTIVE',
  rightsVersion: 0,
  createdAt: noon,
}
const later = new Date('2026-01-01T12:00:00.001Z')
const first = { session, user, isFirstUse: true, expiresAt: later }

describe('judgeRefresh', () => {
  it.each([
    ['rotates at the first use', first, 'ROTATE'],
    ['refuses on the instant of expiry', { ...first, expiresAt: noon }, 'REFUSE'],
    ['revokes the family at a second use', { ...first, isFirstUse: false }, 'REVOKE'],
    [
      'revokes at a second use, expired or not',
      { ...first, isFirstUse: false, expiresAt: noon },
      'REVOKE',
    ],
    [
      'never revokes twice',
      { ...first, isFirstUse: false, session: { ...session, revokedAt: noon } },
      'REFUSE',
    ],
    [
      'refuses in a session that has ended',
      { ...first, session: { ...session, revokedAt: noon } },
      'REFUSE',
    ],
    [
      'refuses a person who may not sign in',
      { ...first, user: { ...user, status: 'SUSPENDED' as const } },
      'REFUSE',
    ],
  ] as const)('%s', (_what, facts, verdict) => {
    expect(judgeRefresh(facts, noon)).toBe(verdict)
  })
})
