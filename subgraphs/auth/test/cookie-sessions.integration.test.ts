import { serviceActor } from '@tallystick/actor'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cookiesOf, newCookieHash } from './cookies.ts'
import { codesOf, facts, only, openRoom, PASSWORD, type Room, userActor } from './room.ts'

const SECOND_MS = 1_000
const HOUR_MS = 60 * 60 * SECOND_MS
const DAY_MS = 24 * HOUR_MS

let room: Room
let cookies: ReturnType<typeof cookiesOf>
beforeAll(async () => {
  room = await openRoom()
  cookies = cookiesOf(room)
})
beforeEach(async () => {
  await room.sql`truncate auth.users cascade`
  await room.sql`truncate auth.outbox`
  await room.newSession()
})
afterAll(() => room.close())

const at = (ms: number) => new Date(room.clock.now.getTime() + ms).toISOString()
const usedAt = async () => {
  const [row] = await room.sql`select last_used_at as at from auth.sessions where mode = 'COOKIE'`
  return new Date(String(row?.['at'])).toISOString()
}
const ended = async () =>
  room.sql`select body ->> 'sessionId' as id, body ->> 'reason' as reason, topics
    from auth.outbox where type = 'auth:session:revoked' order by xid, sequence`

describe('a session in cookie mode', () => {
  it('gives no token at all, and ends in an hour unless it is used (TOK-12)', async () => {
    const { session } = await cookies.newBrowser()
    expect(session).toMatchObject({ accessToken: null, refreshToken: null, expiresAt: at(HOUR_MS) })
    expect(
      await room.sql`select s.mode, count(t.hash)::int as tokens from auth.sessions s
        left join auth.refresh_tokens t on t.session_id = s.id group by s.id order by 1`,
    ).toEqual([
      { mode: 'BEARER', tokens: 1 },
      { mode: 'COOKIE', tokens: 0 },
    ])
  })

  it('begins at sign-up, too, and at neither when the password is wrong (TOK-12)', async () => {
    const hash = newCookieHash()
    const signUp = `mutation ($input: SignUpInput!) { signUp(input: $input) {
      ... on SignUpSuccess { session { id accessToken refreshToken } } } }`
    const input = { email: 'ben@demo.test', password: PASSWORD, name: 'Ben' }
    const answer = await room.auth.subgraph.execute(
      { query: signUp, variables: { input } },
      facts(userActor('usr_x', { kind: 'ANONYMOUS', id: null }), { cookieHash: hash }),
    )
    const { session } = only<{ session: { id: string } }>(answer)
    expect(session).toEqual({ id: session.id, accessToken: null, refreshToken: null })
    expect(await cookies.find(hash)).toMatchObject({ sessionId: session.id })
    const other = newCookieHash()
    expect(only(await cookies.signIn({ cookieHash: other }, 'nobody@demo.test'))).toEqual({
      __typename: 'InvalidCredentials',
    })
    expect(await cookies.find(other)).toBeNull()
  })

  it('is begun for the gateway alone: whoever else names a cookie gets a session of tokens', async () => {
    const hash = newCookieHash()
    const answer = await cookies.signIn({ cookieHash: hash, issuer: 'admin' })
    expect(only<{ session: object }>(answer).session).toMatchObject({
      accessToken: expect.any(String),
      refreshToken: expect.any(String),
    })
    expect(await cookies.find(hash)).toBeNull()
  })

  it('is stored as a hash that no answer, list or event holds', async () => {
    const { hash, actor } = await cookies.newBrowser()
    const listed = await room.send('{ sessions { id device expiresAt } }', undefined, actor)
    expect(JSON.stringify(listed)).not.toContain(hash)
    const events = await room.sql`select body::text as body from auth.outbox`
    expect(JSON.stringify(events)).not.toContain(hash)
    await expect(room.sql`update auth.sessions set cookie_hash = null`).rejects.toThrow()
    await expect(room.sql`update auth.sessions set mode = 'BEARER'`).rejects.toThrow()
    await expect(room.sql`update auth.sessions set cookie_hash = ${hash}`).rejects.toThrow()
  })
})

describe('cookieSession', () => {
  it('says whose session a cookie holds, to the gateway alone', async () => {
    const { session, hash, actor } = await cookies.newBrowser()
    expect(await cookies.find(hash)).toEqual({
      sessionId: session.id,
      userId: session.user.id,
      roles: ['CUSTOMER'],
      rightsVersion: 0,
      expiresAt: at(HOUR_MS),
    })
    expect(await cookies.find(newCookieHash())).toBeNull()
    expect(await cookies.find('')).toBeNull()
    const query = `{ cookieSession(secretHash: "${hash}") { sessionId } }`
    expect(codesOf(await room.send(query, undefined, actor))).toEqual(['FORBIDDEN'])
    expect(codesOf(await room.send(query))).toEqual(['UNAUTHENTICATED'])
  })

  it('shows the roles of this moment, and their version (SEC-13)', async () => {
    const { session, hash } = await cookies.newBrowser()
    await room.assignRole({ userId: session.user.id, role: 'VENDOR' })
    expect(await cookies.find(hash)).toMatchObject({ roles: ['VENDOR'], rightsVersion: 1 })
  })

  it('ends after exactly an hour without use (TOK-11, NFR-4, C29)', async () => {
    const one = await cookies.newBrowser()
    room.later(HOUR_MS - 1)
    expect(await cookies.find(one.hash)).toMatchObject({ expiresAt: at(HOUR_MS) })
    room.later(HOUR_MS)
    expect(await cookies.find(one.hash)).toBeNull()
    room.later(-1)
    expect(await cookies.find(one.hash)).toMatchObject({ sessionId: one.session.id })
  })

  it('ends exactly a week after it began, however much it is used (TOK-11, NFR-4, C29)', async () => {
    const { hash } = await cookies.newBrowser()
    const end = at(7 * DAY_MS)
    for (let hours = 0.5; hours < 7 * 24; hours += 0.5) {
      room.later(HOUR_MS / 2)
      expect(await cookies.find(hash), `after ${hours} hours`).not.toBeNull()
    }
    room.later(HOUR_MS / 2 - 1)
    expect(await cookies.find(hash)).toMatchObject({ expiresAt: end })
    room.later(1)
    expect(await cookies.find(hash)).toBeNull()
  })

  it('notes a use at most once a minute', async () => {
    const { hash } = await cookies.newBrowser()
    const began = at(0)
    room.later(60 * SECOND_MS - 1)
    await cookies.find(hash)
    expect(await usedAt()).toBe(began)
    room.later(1)
    await cookies.find(hash)
    expect(await usedAt()).toBe(at(0))
  })

  it.each(['LOCKED', 'SUSPENDED', 'EXPIRED', 'ARCHIVED'])(
    'finds nothing for a person who is %s',
    async (status) => {
      const { hash } = await cookies.newBrowser()
      await room.sql`update auth.users set status = ${status}`
      expect(await cookies.find(hash)).toBeNull()
      await room.sql`update auth.users set status = 'ACTIVE'`
      expect(await cookies.find(hash)).not.toBeNull()
    },
  )

  it.each([
    ['signed out', 'mutation { signOut { sessionId } }'],
    ['revoked', 'mutation ($id: ID!) { revokeSession(input: { id: $id }) { sessionId } }'],
  ])('finds nothing once the session is %s (TOK-8)', async (_title, query) => {
    const { hash, actor, session } = await cookies.newBrowser()
    await room.auth.subgraph.execute({ query, variables: { id: session.id } }, facts(actor))
    expect(await cookies.find(hash)).toBeNull()
  })
})

describe('signing in with a cookie that holds a session', () => {
  it('ends that session and tells those who watch access: a browser has one', async () => {
    const first = await cookies.newBrowser()
    const second = await cookies.newBrowser(first.actor)
    expect(await cookies.find(first.hash)).toBeNull()
    expect(await cookies.find(second.hash)).not.toBeNull()
    expect(await ended()).toEqual([
      { id: first.session.id, reason: 'REPLACED', topics: ['access'] },
    ])
  })

  it('ends it when it was another person’s, too', async () => {
    const ada = await cookies.newBrowser()
    await room.newSession({ email: 'ben@demo.test' })
    const ben = await cookies.newBrowser(ada.actor, 'ben@demo.test')
    expect(await cookies.find(ada.hash)).toBeNull()
    expect(await cookies.find(ben.hash)).toMatchObject({ userId: ben.session.user.id })
  })

  it('leaves it when nobody was signed in, one that is over, and one of tokens', async () => {
    const first = await cookies.newBrowser()
    await cookies.signIn({ cookieHash: newCookieHash(), actor: first.actor }, 'no@demo.test')
    expect(await cookies.find(first.hash)).not.toBeNull()
    const bearer = await room.newSession({ email: 'cy@demo.test' })
    await cookies.newBrowser(userActor(bearer.user.id, { sessionId: bearer.id }))
    expect(only(await room.refresh(bearer.refreshToken))).toMatchObject({
      __typename: 'RefreshSessionSuccess',
    })
    room.later(HOUR_MS)
    await cookies.newBrowser(first.actor)
    expect(await ended()).toEqual([])
  })

  it('leaves it to other services as well: only a person has one', async () => {
    const { hash } = await cookies.newBrowser()
    await cookies.newBrowser(serviceActor('gateway'))
    expect(await cookies.find(hash)).not.toBeNull()
  })
})
