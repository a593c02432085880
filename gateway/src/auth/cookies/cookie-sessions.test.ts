import { describe, expect, test } from 'vitest'
import { newDoor } from '../../../test/room.ts'
import { hashOfSecret, newCookieSessions } from './cookie-sessions.ts'

const SECRET = 'S'.repeat(43)
const HOUR_MS = 3_600_000

function open() {
  const state = {
    now: 0,
    isLive: true,
    isRevoked: false,
    hashes: [] as unknown[],
    session: { sessionId: 'ses_1', userId: 'usr_1', roles: ['ADMIN', 'OTHER'], rightsVersion: 7 },
    isThere: true,
    isAway: false,
    before: async () => {},
  }
  const auth = newDoor('auth', {
    execute: async ({ variables }, { actor, issuer }) => {
      expect([actor.kind, issuer]).toEqual(['SERVICE', 'gateway'])
      state.hashes.push(variables?.['secretHash'])
      if (state.isAway) throw new Error('away')
      const expiresAt = new Date(state.now + HOUR_MS).toISOString()
      const found = state.isThere ? { ...state.session, expiresAt } : null
      await state.before()
      return { data: { cookieSession: found } }
    },
  })
  const access = { isRevoked: () => state.isRevoked, isLive: () => state.isLive }
  return { state, sessions: newCookieSessions({ auth, access, now: () => state.now }) }
}

describe('the session of a cookie', () => {
  test('is a person’s, with the roles of this moment and the version of their rights', async () => {
    const { state, sessions } = open()
    expect(await sessions.find(SECRET)).toEqual({
      kind: 'USER',
      id: 'usr_1',
      roles: ['ADMIN'],
      scopes: [],
      sessionId: 'ses_1',
      keyId: null,
      expiresAt: new Date(HOUR_MS),
      issuedAt: new Date(0),
      rightsVersion: 7,
    })
    expect(state.hashes).toEqual([hashOfSecret(SECRET)])
  })

  test.each([
    [true, 30_000],
    [false, 1_000],
  ])('while changes are told is %s: is asked about again after %i ms', async (isLive, ms) => {
    const { state, sessions } = open()
    state.isLive = isLive
    await sessions.find(SECRET)
    state.now = ms - 1
    await sessions.find(SECRET)
    expect(state.hashes).toHaveLength(1)
    state.now = ms
    await sessions.find(SECRET)
    expect(state.hashes).toHaveLength(2)
  })

  test('that is none is asked about again after 5 s, and not at all when it has another form', async () => {
    const { state, sessions } = open()
    state.isThere = false
    expect(await sessions.find(SECRET)).toBeUndefined()
    state.now = 4_999
    expect(await sessions.find(SECRET)).toBeUndefined()
    expect(state.hashes).toHaveLength(1)
    state.now = 5_000
    state.isThere = true
    expect(await sessions.find(SECRET)).toMatchObject({ id: 'usr_1' })
    for (const odd of ['', 'S'.repeat(42), 'S'.repeat(44), `${'S'.repeat(42)}=`])
      expect(await sessions.find(odd)).toBeUndefined()
    expect(state.hashes).toHaveLength(2)
  })

  test('is asked about at once when its person has changed, when it ended, and when it is over', async () => {
    const { state, sessions } = open()
    await sessions.find(SECRET)
    sessions.forget('usr_2')
    await sessions.find(SECRET)
    expect(state.hashes).toHaveLength(1)
    sessions.forget('usr_1')
    await sessions.find(SECRET)
    sessions.forget()
    await sessions.find(SECRET)
    expect(state.hashes).toHaveLength(3)
    state.isRevoked = true
    await sessions.find(SECRET)
    expect(state.hashes).toHaveLength(4)
  })

  test('that was asked about before a change and answered after it is not remembered', async () => {
    const { state, sessions } = open()
    state.before = async () => sessions.forget('usr_1')
    await sessions.find(SECRET)
    state.isThere = false
    state.before = async () => {}
    expect(await sessions.find(SECRET)).toBeUndefined()
  })

  test('is not known to have ended while Auth is away', async () => {
    const { state, sessions } = open()
    state.isAway = true
    await expect(sessions.find(SECRET)).rejects.toMatchObject({
      extensions: { code: 'SERVICE_UNAVAILABLE' },
    })
  })
})
