import { describe, expect, it } from 'vitest'
import { endOf, judgeRefresh, type RefreshUse, type Session } from './session.ts'
import type { User } from './user.ts'

const noon = new Date('2026-01-01T12:00:00Z')
const after = (ms: number) => new Date(noon.getTime() + ms)
const S = 1_000
const HOUR = 60 * 60 * S
const WEEK = 7 * 24 * HOUR
const limits = { sessionIdleS: 60 * 60, refreshRaceS: 10 }

const session: Session = {
  id: 'ses_1',
  userId: 'usr_1',
  mode: 'BEARER',
  createdAt: noon,
  provedAt: noon,
  provedBy: 'PASSWORD',
  lastUsedAt: noon,
  expiresAt: after(WEEK),
  refreshCount: 3,
  revokedAt: null,
}
const user: User = {
  id: 'usr_1',
  email: 'ada@demo.test',
  emailVerified: false,
  phone: null,
  phoneVerified: false,
  name: 'Ada',
  username: null,
  roles: ['CUSTOMER'],
  status: 'ACTIVE',
  rightsVersion: 0,
  createdAt: noon,
}
const first: RefreshUse = {
  session,
  user,
  generation: 3,
  usedBeforeAt: null,
  expiresAt: after(WEEK),
}
const replaced = { ...first, generation: 2, usedBeforeAt: noon }
const ended = { ...session, revokedAt: noon }

describe('judgeRefresh', () => {
  it.each([
    ['rotates at the first use', first, 'ROTATE'],
    ['rotates a moment before expiry', { ...first, expiresAt: after(1) }, 'ROTATE'],
    ['refuses on the instant of expiry', { ...first, expiresAt: noon }, 'REFUSE'],
    ['revokes the family when an older token comes', { ...replaced, generation: 1 }, 'REVOKE'],
    [
      'revokes for an older token, expired or not',
      { ...replaced, generation: 1, expiresAt: noon },
      'REVOKE',
    ],
    ['refuses a used token that nothing replaced', { ...first, usedBeforeAt: noon }, 'REFUSE'],
    ['never revokes twice', { ...replaced, generation: 1, session: ended }, 'REFUSE'],
    ['refuses in a session that has ended', { ...first, session: ended }, 'REFUSE'],
    [
      'refuses in a session that is over, an old token too',
      { ...replaced, generation: 0, session: { ...session, expiresAt: noon } },
      'REFUSE',
    ],
    [
      'refuses a person who may not sign in',
      { ...first, user: { ...user, status: 'SUSPENDED' as const } },
      'REFUSE',
    ],
  ] as const)('%s (TOK-7)', (_what, use, verdict) => {
    expect(judgeRefresh(use, noon, limits)).toBe(verdict)
  })

  it.each([
    [0, 'REFUSE'],
    [10 * S - 1, 'REFUSE'],
    [10 * S, 'REVOKE'],
    [WEEK - 1, 'REVOKE'],
  ] as const)('meets a token that was replaced %i ms ago with %s (TOK-7)', (ms, verdict) => {
    expect(judgeRefresh(replaced, after(ms), limits)).toBe(verdict)
  })

  it('revokes at once where no race is allowed for', () => {
    expect(judgeRefresh(replaced, noon, { ...limits, refreshRaceS: 0 })).toBe('REVOKE')
  })
})

describe('the end of a session', () => {
  const cookie: Session = { ...session, mode: 'COOKIE' }
  it.each([
    ['a cookie without use', cookie, HOUR],
    ['a cookie that was used', { ...cookie, lastUsedAt: after(HOUR - 1) }, 2 * HOUR - 1],
    ['a cookie at the end of its week', { ...cookie, lastUsedAt: after(WEEK - 1) }, WEEK],
    ['a client with tokens that are not used', session, WEEK],
  ])('comes for %s when it should, to the millisecond (TOK-11, NFR-4, C29)', (_who, each, ms) => {
    const use = { ...first, session: each }
    expect(endOf(each, limits)).toEqual(after(ms))
    expect(judgeRefresh(use, after(ms - 1), limits)).toBe('ROTATE')
    expect(judgeRefresh({ ...use, expiresAt: after(2 * WEEK) }, after(ms), limits)).toBe('REFUSE')
  })
})
