import { ANONYMOUS, serviceActor } from '@tallystick/actor'
import { openDatabase } from '@tallystick/db'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { quickHasher } from './mailbox.ts'
import { codesOf, only, openRoom, PASSWORD, type Room, type Session, userActor } from './room.ts'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
beforeEach(() => room.sql`truncate auth.users cascade`)
afterAll(() => room.close())

const ME = '{ me { id name username email roles emailVerified status createdAt } }'
const lastEvents = async () =>
  (
    await room.sql`select type, body, actor_id, request_id, address, user_agent, aggregate_id
    from auth.outbox order by sequence desc limit 2`
  ).reverse()

describe('signUp', () => {
  it('makes a CUSTOMER, signs them in and tells of both // AUT-1 AUT-2 AUT-6 RBA-1', async () => {
    const result = only<{ user: { id: string }; session: Session }>(
      await room.signUp({ email: ' Ada@Demo.test', username: 'ada' }),
    )
    expect(result).toMatchObject({
      __typename: 'SignUpSuccess',
      user: {
        id: expect.stringMatching(/^usr_/),
        name: 'Ada',
        username: 'ada',
        email: 'Ada@Demo.test',
        roles: ['CUSTOMER'],
        emailVerified: false,
        status: 'ACTIVE',
        createdAt: '2026-01-01T12:00:00.000Z',
      },
      session: { id: expect.stringMatching(/^ses_/), user: { id: result.user.id } },
    })
    const cause = {
      actor_id: result.user.id,
      request_id: 'request-1',
      address: '203.0.113.9',
      user_agent: 'vitest',
      aggregate_id: result.user.id,
    }
    const userId = result.user.id
    expect(await lastEvents()).toEqual([
      {
        ...cause,
        type: 'auth:user:registered',
        body: { userId, email: 'Ada@Demo.test', name: 'Ada', username: 'ada' },
      },
      { ...cause, type: 'auth:user:logged_in', body: { userId, sessionId: result.session.id } },
    ])
  })

  it('gives an address and a handle to one person, however many ask at once // AUT-2', async () => {
    const answers = await Promise.all(
      ['ada@demo.test', 'ADA@demo.test', 'Ada@Demo.Test'].map((email) => room.signUp({ email })),
    )
    const names = answers.map((answer) => only(answer)['__typename']).sort()
    expect(names).toEqual(['EmailTaken', 'EmailTaken', 'SignUpSuccess'])
    await room.signUp({ email: 'b@demo.test', username: 'ben' })
    expect(only(await room.signUp({ email: 'c@demo.test', username: 'ben' }))).toMatchObject({
      __typename: 'UsernameTaken',
      code: 'USERNAME_TAKEN',
    })
    expect(await room.sql`select count(*)::int as n from auth.users`).toEqual([{ n: 2 }])
  })

  it.each(['short', 'password1', 'ada@demo.test', 'x'.repeat(129)])(
    'refuses the weak password %s and stores nothing // AUT-12',
    async (password) => {
      expect(only(await room.signUp({ password }))).toMatchObject({ code: 'WEAK_PASSWORD' })
      expect(await room.sql`select count(*)::int as n from auth.users`).toEqual([{ n: 0 }])
    },
  )

  it.each([
    ['email', { email: 'ada' }],
    ['name', { name: ' ' }],
    ['username', { username: 'A B' }],
  ])('answers a malformed %s with BAD_USER_INPUT that names it', async (field, over) => {
    const answer = await room.signUp(over)
    expect(answer.errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field },
      outcome: 'NOT_APPLIED',
    })
  })

  it('stores no password and no token in clear // AUT-13', async () => {
    const { refreshToken } = await room.newSession()
    const dump = JSON.stringify([
      await room.sql`select * from auth.users`,
      await room.sql`select * from auth.sessions`,
      await room.sql`select * from auth.refresh_tokens`,
      await room.sql`select * from auth.outbox`,
    ])
    expect(dump).toContain('$argon2id$v=19$m=19456,t=2,p=1$')
    expect(dump).not.toContain(PASSWORD)
    expect(dump).not.toContain(refreshToken)
  })
})

describe('signIn', () => {
  it('opens a session for the right password, whatever the case of the address // AUT-4 AUT-6 EVT-5', async () => {
    const { user } = await room.newSession()
    const result = only<{ session: Session }>(await room.signIn({ email: 'ADA@demo.test ' }))
    expect(result).toMatchObject({ __typename: 'SignInSuccess', session: { user } })
    expect((await lastEvents())[1]).toMatchObject({
      type: 'auth:user:logged_in',
      body: { userId: user.id, sessionId: result.session.id },
      actor_id: user.id,
    })
    expect(await room.sql`select user_agent, address from auth.sessions`).toEqual(
      Array(2).fill({ user_agent: 'vitest', address: '203.0.113.9' }),
    )
  })

  it('answers a wrong password, an unknown address and text that is none alike // AUT-4', async () => {
    await room.newSession()
    const answers = await Promise.all([
      room.signIn({ password: 'wrong-password' }),
      room.signIn({ email: 'nobody@demo.test' }),
      room.signIn({ email: 'no\u0000body' }),
    ])
    const [first, ...rest] = answers.map((answer) => only(answer))
    expect(first).toMatchObject({ __typename: 'InvalidCredentials', code: 'INVALID_CREDENTIALS' })
    for (const each of rest) expect(each).toEqual(first)
  })

  it('takes as long for an unknown address as for a known one', async () => {
    await room.newSession()
    const timeOf = async (email: string) => {
      const start = performance.now()
      await room.signIn({ email, password: 'wrong-password' })
      return performance.now() - start
    }
    // In turns and the quickest of each, so that whatever else the machine does weighs on neither.
    const times: { known: number; unknown: number }[] = []
    for (let round = 0; round < 8; round++)
      times.push({ known: await timeOf('ada@demo.test'), unknown: await timeOf('no@demo.test') })
    const quickest = (whose: 'known' | 'unknown') => Math.min(...times.map((each) => each[whose]))
    const ratio = quickest('unknown') / quickest('known')
    // Without the hash for nobody the ratio is below 0.1.
    expect(ratio).toBeGreaterThan(0.5)
    expect(ratio).toBeLessThan(2)
  })

  it.each(['LOCKED', 'SUSPENDED', 'EXPIRED', 'ARCHIVED'])(
    'tells that a person is %s only to who knows the password // AUT-5',
    async (status) => {
      await room.newSession()
      await room.sql`update auth.users set status = ${status}`
      expect(only(await room.signIn())).toMatchObject({ code: 'ACCOUNT_LOCKED' })
      expect(only(await room.signIn({ password: 'wrong-password' }))).toMatchObject({
        code: 'INVALID_CREDENTIALS',
      })
      expect(await room.sql`select count(*)::int as n from auth.sessions`).toEqual([{ n: 1 }])
    },
  )

  it('turns a flood away with RATE_LIMITED, applies nothing of it, and recovers', async () => {
    await room.newSession()
    const flood = await Promise.all(Array.from({ length: 60 }, () => room.signIn()))
    const turnedAway = flood.filter(({ errors }) => errors)
    expect(turnedAway.length).toBeGreaterThan(0)
    expect(flood.length - turnedAway.length).toBeGreaterThanOrEqual(33)
    for (const answer of turnedAway)
      expect(answer.errors?.[0]?.extensions).toMatchObject({
        code: 'RATE_LIMITED',
        outcome: 'NOT_APPLIED',
      })
    const served = 1 + flood.length - turnedAway.length
    expect(await room.sql`select count(*)::int as n from auth.sessions`).toEqual([{ n: served }])
    expect(only(await room.signIn())).toMatchObject({ __typename: 'SignInSuccess' })
  })

  it('turns away without a look into the database who would have to wait behind too many', async () => {
    const busy = { ...quickHasher(), isFull: () => true }
    const other = await room.another({ hasher: busy })
    const admin = openDatabase({ url: room.adminUrl, name: 'other', poolMax: 1 })
    await admin.db.transaction(async (tx) => {
      await tx.execute(sql`lock table auth.users in access exclusive mode`)
      expect(codesOf(await other.signIn())).toEqual(['RATE_LIMITED'])
    })
    expect(busy.steps).toEqual([])
    await admin.close()
    await other.close()
  })
})

describe('me', () => {
  it('shows a person everything about themselves // AUT-8', async () => {
    const { user } = await room.newSession({ username: 'ada' })
    expect(only(await room.send(ME, undefined, userActor(user.id)))).toEqual({
      id: user.id,
      name: 'Ada',
      username: 'ada',
      email: 'ada@demo.test',
      roles: ['CUSTOMER'],
      emailVerified: false,
      status: 'ACTIVE',
      createdAt: '2026-01-01T12:00:00.000Z',
    })
  })

  it('is for people who have signed in only // AUT-8', async () => {
    expect(codesOf(await room.send(ME, undefined, ANONYMOUS))).toEqual(['UNAUTHENTICATED'])
    expect(codesOf(await room.send(ME, undefined, serviceActor('payments')))).not.toEqual([])
  })
})
