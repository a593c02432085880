import fastify from 'fastify'
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AUTH_SETTINGS } from '../src/server.ts'
import { raceOf } from './race.ts'
import { codesOf, only, openRoom, type Room, type Session, userActor } from './room.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const RACE_MS = 10_000

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
beforeEach(() => room.sql`truncate auth.users cascade`)
afterAll(() => room.close())

const signOut = ({ id, user }: Session) =>
  room.send('mutation { signOut { sessionId } }', undefined, userActor(user.id, { sessionId: id }))
const countEvents = async (type: string, sessionId: string) =>
  (
    await room.sql`select 1 from auth.outbox where type = ${type} and body ->> 'sessionId' = ${sessionId}`
  ).length

describe('the access token', () => {
  const verify = async (token: string, currentDate = room.clock.now) =>
    jwtVerify(token, createLocalJWKSet(await room.auth.jwks()), {
      issuer: 'tallystick',
      audience: 'tallystick',
      typ: 'at+jwt',
      algorithms: ['EdDSA'],
      currentDate,
    })

  it('verifies with the public keys and says who, what they may do and which session // TOK-2 TOK-3', async () => {
    const { accessToken, user, id } = await room.newSession()
    const { payload } = await verify(accessToken)
    expect(payload).toEqual({
      sub: user.id,
      email: 'ada@demo.test',
      roles: ['CUSTOMER'],
      scope: 'accounts:read payments:read payments:write',
      sid: id,
      ver: 0,
      iss: 'tallystick',
      aud: 'tallystick',
      jti: expect.any(String),
      iat: 1767268800,
      exp: 1767268800 + 900,
    })
  })

  it('ends after 15 minutes, when the session says it does // TOK-4', async () => {
    const { accessToken, expiresAt } = await room.newSession()
    expect(expiresAt).toBe('2026-01-01T12:15:00.000Z')
    await verify(accessToken, new Date('2026-01-01T12:14:59.000Z'))
    await expect(verify(accessToken, new Date(expiresAt))).rejects.toThrow('exp')
  })

  it('is verified over HTTP with public parts only // TOK-2', async () => {
    const app = fastify()
    room.auth.routes(app, { verify: async () => Promise.reject(new Error('nobody')) })
    const answer = await app.inject('/.well-known/jwks.json')
    await app.close()
    expect(answer.statusCode).toBe(200)
    const { kid } = decodeProtectedHeader((await room.newSession()).accessToken)
    expect(answer.json()).toEqual({
      keys: [{ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', kid, x: expect.any(String) }],
    })
  })
})

describe('refreshSession', () => {
  it('trades the refresh token for new ones of the same session // TOK-6 TOK-7', async () => {
    const session = await room.newSession()
    room.later(60_000)
    const result = only<{ session: Session }>(await room.refresh(session.refreshToken))
    expect(result).toMatchObject({
      __typename: 'RefreshSessionSuccess',
      session: { id: session.id, user: session.user },
    })
    expect(result.session.refreshToken).not.toBe(session.refreshToken)
    expect(result.session.accessToken).not.toBe(session.accessToken)
    expect(result.session.refreshToken).toMatch(/^[\w-]{43}$/)
    expect(only(await room.refresh(result.session.refreshToken))).toMatchObject({
      __typename: 'RefreshSessionSuccess',
    })
  })

  it('carries the role that the person has by then // RBA-8', async () => {
    const { user, refreshToken } = await room.newSession()
    await room.assignRole({ userId: user.id, role: 'VENDOR' })
    expect(only(await room.refresh(refreshToken))).toMatchObject({
      session: { user: { roles: ['VENDOR'] } },
    })
  })

  it('ends the whole session when an older token comes back, and tells so once // TOK-7', async () => {
    const session = await room.newSession()
    const next = only<{ session: Session }>(await room.refresh(session.refreshToken)).session
    const last = only<{ session: Session }>(await room.refresh(next.refreshToken)).session
    for (const token of [session.refreshToken, session.refreshToken, last.refreshToken])
      expect(only(await room.refresh(token))).toMatchObject({ code: 'INVALID_REFRESH_TOKEN' })
    expect(await countEvents('auth:session:revoked', session.id)).toBe(1)
    expect(await room.sql`select revoke_reason from auth.sessions`).toEqual([
      { revoke_reason: 'REFRESH_TOKEN_REUSED' },
    ])
  })

  it('goes on when two tabs send one token, and ends when it comes 10 s later // TOK-7', async () => {
    const { id, refreshToken } = await room.newSession()
    const [one, two] = await Promise.all([room.refresh(refreshToken), room.refresh(refreshToken)])
    const answers = [only(one), only(two)] as { __typename: string; session?: Session }[]
    expect(answers.map((answer) => answer.__typename).sort()).toEqual([
      'InvalidRefreshToken',
      'RefreshSessionSuccess',
    ])
    room.later(RACE_MS - 1)
    expect(only(await room.refresh(refreshToken))).toMatchObject({ code: 'INVALID_REFRESH_TOKEN' })
    expect(await countEvents('auth:session:revoked', id)).toBe(0)
    room.later(1)
    const given = answers.find((answer) => answer.session)?.session?.refreshToken ?? ''
    expect(only(await room.refresh(refreshToken))).toMatchObject({ code: 'INVALID_REFRESH_TOKEN' })
    expect(await countEvents('auth:session:revoked', id)).toBe(1)
    expect(only(await room.refresh(given))).toMatchObject({ code: 'INVALID_REFRESH_TOKEN' })
  })

  it('ends at once for a token that comes back where no race is allowed for // TOK-7', async () => {
    const sessions = { ...AUTH_SETTINGS.sessions, refreshRaceS: 0 }
    const strict = await room.another({ settings: { sessions } })
    const { id, refreshToken } = await room.newSession()
    await strict.refresh(refreshToken)
    await strict.refresh(refreshToken)
    expect(await countEvents('auth:session:revoked', id)).toBe(1)
    await strict.close()
  })

  it('leaves the person’s other sessions alone when one ends // TOK-7', async () => {
    const session = await room.newSession()
    const other = only<{ session: Session }>(await room.signIn()).session
    await room.refresh(session.refreshToken)
    room.later(RACE_MS)
    await room.refresh(session.refreshToken)
    expect(await countEvents('auth:session:revoked', session.id)).toBe(1)
    expect(only(await room.refresh(other.refreshToken))).toMatchObject({
      __typename: 'RefreshSessionSuccess',
    })
  })

  it('lets exactly one of 50 concurrent uses succeed in each of 20 rounds, and the session lives // TOK-7 P-23', async () => {
    await room.newSession()
    const { id, refreshToken } = only<{ session: Session }>(await room.signIn()).session
    let newest = refreshToken
    const rounds = await raceOf(50, 20, async () => {
      const token = newest
      return async () => {
        const answer = only<{ __typename: string; session?: Session }>(await room.refresh(token))
        if (answer.session) newest = answer.session.refreshToken
        return answer.__typename
      }
    })
    for (const names of rounds) {
      expect(names.filter((name) => name === 'RefreshSessionSuccess')).toHaveLength(1)
      expect(names.filter((name) => name === 'InvalidRefreshToken')).toHaveLength(49)
    }
    expect(await countEvents('auth:session:revoked', id)).toBe(0)
    expect(only(await room.refresh(newest))).toMatchObject({ __typename: 'RefreshSessionSuccess' })
    // Of the tokens of a family one can be used, and no more.
    const unused = await room.sql`select 1 from auth.refresh_tokens where used_at is null`
    expect(unused).toHaveLength(2)
  }, 120_000)

  it('refuses a token of 7 days, to the millisecond, and takes it just before // TOK-5', async () => {
    const early = await room.newSession()
    const late = only<{ session: Session }>(await room.signIn()).session
    room.later(7 * DAY_MS - 1)
    expect(only(await room.refresh(early.refreshToken))).toMatchObject({
      __typename: 'RefreshSessionSuccess',
    })
    room.later(1)
    expect(only(await room.refresh(late.refreshToken))).toMatchObject({
      code: 'INVALID_REFRESH_TOKEN',
    })
  })

  it.each(['', 'nonsense', 'a'.repeat(10_000)])(
    'refuses a token nobody was given',
    async (token) => {
      expect(only(await room.refresh(token))).toMatchObject({ code: 'INVALID_REFRESH_TOKEN' })
    },
  )

  it('refuses a person who may no longer sign in // AUT-5', async () => {
    const { refreshToken } = await room.newSession()
    await room.sql`update auth.users set status = 'SUSPENDED'`
    expect(only(await room.refresh(refreshToken))).toMatchObject({ code: 'INVALID_REFRESH_TOKEN' })
  })
})

describe('signOut', () => {
  it('ends the session: its refresh token works no more; told once // AUT-7', async () => {
    const session = await room.newSession()
    expect(only(await signOut(session))).toEqual({ sessionId: session.id })
    expect(only(await signOut(session))).toEqual({ sessionId: session.id })
    expect(only(await room.refresh(session.refreshToken))).toMatchObject({
      code: 'INVALID_REFRESH_TOKEN',
    })
    expect(await countEvents('auth:user:logged_out', session.id)).toBe(1)
    expect(await countEvents('auth:session:revoked', session.id)).toBe(0)
  })

  it('never ends somebody else’s session // AUT-7 RBA-13', async () => {
    const mine = await room.newSession()
    const theirs = await room.newSession({ email: 'ben@demo.test' })
    await signOut({ ...theirs, user: mine.user })
    expect(only(await room.refresh(theirs.refreshToken))).toMatchObject({
      __typename: 'RefreshSessionSuccess',
    })
  })

  it('is for people who have signed in', async () => {
    expect(codesOf(await room.send('mutation { signOut { sessionId } }'))).toEqual([
      'UNAUTHENTICATED',
    ])
  })
})
