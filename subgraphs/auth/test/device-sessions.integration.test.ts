import { type Actor, ANONYMOUS, serviceActor } from '@tallystick/actor'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cookiesOf } from './cookies.ts'
import {
  codesOf,
  facts,
  only,
  openRoom,
  PASSWORD,
  type Room,
  type Session,
  userActor,
} from './room.ts'

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'

type Listed = {
  id: string
  device: string
  address: string | null
  createdAt: string
  lastUsedAt: string
  expiresAt: string
  isCurrent: boolean
}

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
beforeEach(() => room.sql`truncate auth.users cascade`)
afterAll(() => room.close())

const SESSIONS = '{ sessions { id device address createdAt lastUsedAt expiresAt isCurrent } }'
const REVOKE =
  'mutation ($input: RevokeSessionInput!) { revokeSession(input: $input) { sessionId } }'
const REVOKE_OTHERS = 'mutation { revokeOtherSessions { count } }'
const DOORS = [
  SESSIONS,
  'mutation { revokeSession(input: { id: "ses_1" }) { sessionId } }',
  REVOKE_OTHERS,
]

const actorOf = ({ id, user }: Session) => userActor(user.id, { sessionId: id })
const list = async (session: Session) =>
  only<Listed[]>(await room.send(SESSIONS, undefined, actorOf(session)))
const idsOf = async (session: Session) => (await list(session)).map(({ id }) => id)
const revoke = (session: Session, id: string) => room.send(REVOKE, { id }, actorOf(session))
const signIn = async () => only<{ session: Session }>(await room.signIn()).session
const isLive = async ({ refreshToken }: Session) =>
  only(await room.refresh(refreshToken))['__typename'] === 'RefreshSessionSuccess'
const ended = async () =>
  room.sql`select body ->> 'sessionId' as id, body ->> 'reason' as reason, topics, actor_id
    from auth.outbox where type = 'auth:session:revoked' order by xid, sequence`

beforeEach(() => room.sql`truncate auth.outbox`)

describe('sessions', () => {
  it('are listed with device, address and times, newest use first (TOK-9, TOK-10)', async () => {
    const first = await room.newSession()
    room.later(1_000)
    const answer = await room.auth.subgraph.execute(
      {
        query: `mutation ($input: SignInInput!) { signIn(input: $input) {
          ... on SignInSuccess { session { id refreshToken user { id } } } } }`,
        variables: { input: { email: 'ada@demo.test', password: PASSWORD } },
      },
      facts(ANONYMOUS, { userAgent: FIREFOX, address: '198.51.100.7' }),
    )
    const second = only<{ session: Session }>(answer).session
    const at = (ms: number) => new Date(room.clock.now.getTime() + ms).toISOString()
    expect(await list(second)).toEqual([
      {
        id: second.id,
        device: 'Firefox on Linux',
        address: '198.51.100.7',
        createdAt: at(0),
        lastUsedAt: at(0),
        expiresAt: at(7 * DAY_MS),
        isCurrent: true,
      },
      {
        id: first.id,
        device: 'vitest',
        address: '203.0.113.9',
        createdAt: at(-1_000),
        lastUsedAt: at(-1_000),
        expiresAt: at(7 * DAY_MS - 1_000),
        isCurrent: false,
      },
    ])
    room.later(1_000)
    await room.refresh(first.refreshToken)
    expect(await idsOf(second)).toEqual([first.id, second.id])
  })

  it('are a person’s own, and only those that live (TOK-10, RBA-13)', async () => {
    const mine = await room.newSession()
    await room.newSession({ email: 'ben@demo.test' })
    const other = await signIn()
    await room.send('mutation { signOut { sessionId } }', undefined, actorOf(other))
    expect(await idsOf(mine)).toEqual([mine.id])
  })

  it('are shown up to the 100 that were used last', async () => {
    const mine = await room.newSession()
    await room.sql`insert into auth.sessions
      (id, user_id, mode, created_at, last_used_at, proved_at, proved_by, expires_at, refresh_count)
      select gen_random_uuid(), user_id, mode, created_at, last_used_at + n * interval '1 second',
        proved_at, proved_by, expires_at, 0
        from auth.sessions, generate_series(1, 100) as n`
    const listed = await list(mine)
    expect(listed).toHaveLength(100)
    expect(listed.some(({ id }) => id === mine.id)).toBe(false)
    expect(only(await room.send(REVOKE_OTHERS, undefined, actorOf(mine)))).toEqual({ count: 100 })
  })

  it('end a week after they began, however much they are used (TOK-11, NFR-4, C29)', async () => {
    const session = await room.newSession()
    room.later(6 * DAY_MS)
    const next = only<{ session: Session }>(await room.refresh(session.refreshToken)).session
    room.later(DAY_MS - 1)
    const last = only<{ session: Session }>(await room.refresh(next.refreshToken)).session
    // No token outlives its session; an access token ends on a whole second.
    expect(Date.parse(last.expiresAt)).toBeLessThanOrEqual(room.clock.now.getTime() + 1)
    expect(await idsOf(session)).toEqual([session.id])
    room.later(1)
    expect(await idsOf(session)).toEqual([])
    expect(await isLive(last)).toBe(false)
    expect(
      await room.sql`select max(expires_at - created_at)::text as longest
      from auth.sessions`,
    ).toEqual([{ longest: '7 days' }])
  })

  it('in cookie mode end after an hour without use, to the millisecond; others do not (TOK-11, C29)', async () => {
    const bearer = await room.newSession()
    const cookie = await cookiesOf(room).newBrowser()
    room.later(HOUR_MS - 1)
    expect((await idsOf(bearer)).sort()).toEqual([cookie.session.id, bearer.id].sort())
    room.later(1)
    expect(await idsOf(bearer)).toEqual([bearer.id])
    expect(await isLive(bearer)).toBe(true)
    expect(await ended()).toEqual([])
  })
})

describe('revokeSession', () => {
  it('ends one session at once, and tells those who watch access once (TOK-8, TOK-10)', async () => {
    const mine = await room.newSession()
    const lost = await signIn()
    const third = await signIn()
    expect(only(await revoke(mine, lost.id))).toEqual({ sessionId: lost.id })
    expect(only(await revoke(mine, lost.id))).toEqual({ sessionId: lost.id })
    expect(await isLive(lost)).toBe(false)
    expect((await idsOf(mine)).sort()).toEqual([mine.id, third.id].sort())
    expect(await ended()).toEqual([
      { id: lost.id, reason: 'ENDED_BY_OWNER', topics: ['access'], actor_id: mine.user.id },
    ])
  })

  it('does not find anybody else’s, one that never was, and what is no id, alike (RBA-13)', async () => {
    const mine = await room.newSession()
    const theirs = await room.newSession({ email: 'ben@demo.test' })
    const unknown = theirs.id.replace(/.{4}$/, '0000')
    const answers = await Promise.all(
      [theirs.id, unknown, 'nonsense', mine.user.id].map((id) => revoke(mine, id)),
    )
    for (const answer of answers) expect(codesOf(answer)).toEqual(['NOT_FOUND'])
    expect(new Set(answers.map(({ errors }) => errors?.[0]?.message)).size).toBe(1)
    expect(await isLive(theirs)).toBe(true)
    expect(await ended()).toEqual([])
  })

  it('ends the current one, too', async () => {
    const mine = await room.newSession()
    await revoke(mine, mine.id)
    expect(await isLive(mine)).toBe(false)
  })
})

describe('revokeOtherSessions', () => {
  it('ends all others that live, says how many, and tells each (TOK-8, TOK-10)', async () => {
    const mine = await room.newSession()
    const others = [await signIn(), await signIn(), await signIn()]
    const theirs = await room.newSession({ email: 'ben@demo.test' })
    const end = () => room.send(REVOKE_OTHERS, undefined, actorOf(mine))
    const counts = (await Promise.all([end(), end(), end()])).map((answer) => only(answer)['count'])
    expect(counts.sort()).toEqual([0, 0, 3])
    for (const other of others) expect(await isLive(other)).toBe(false)
    expect([await isLive(mine), await isLive(theirs)]).toEqual([true, true])
    const told = (await ended()).map(({ id }) => id)
    expect(told.sort()).toEqual(others.map(({ id }) => id).sort())
  })
})

describe('sessions and who has none', () => {
  const partner: Actor = userActor('usr_1', { kind: 'PARTNER', keyId: 'key_1' })
  it.each([
    ['a program with a key', partner, 'FORBIDDEN'],
    ['a process of ours', serviceActor('payments'), 'UNAUTHENTICATED'],
    ['nobody', ANONYMOUS, 'UNAUTHENTICATED'],
  ])('are nothing for %s (TOK-10)', async (_who, actor, code) => {
    for (const query of DOORS)
      expect(codesOf(await room.send(query, undefined, actor))).toEqual([code])
  })
})
