import { type Actor, ANONYMOUS, serviceActor } from '@tallystick/actor'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { keysOf } from './keys.ts'
import { raceOf } from './race.ts'
import { codesOf, only, openRoom, type Room, type Session, userActor } from './room.ts'

let room: Room
let keys: ReturnType<typeof keysOf>
beforeAll(async () => {
  room = await openRoom()
  keys = keysOf(room)
})
beforeEach(() => room.sql`truncate auth.users, auth.outbox cascade`)
afterAll(() => room.close())

const REASON = 'Asked for it by post'
const assign = (input: object, actor: Actor = serviceActor('admin')) =>
  room.send(
    `mutation ($input: AssignStatusInput!) { assignStatus(input: $input) {
      __typename ... on AssignStatusSuccess { user { id status } } ... on Refusal { code } } }`,
    { reason: REASON, ...input },
    actor,
  )
const newAdministrator = async (email: string): Promise<string> => {
  const { user } = await room.newSession({ email })
  await room.assignRole({ userId: user.id, role: 'ADMIN' })
  return user.id
}
const tellings = (type: string) =>
  room.sql`select body, actor_kind, actor_id from auth.outbox where type = ${type} order by sequence`

describe('assignStatus', () => {
  it('stops a person, ends each of their sessions and tells who decided and why // AUT-5 EVT-1', async () => {
    const root = await newAdministrator('root@demo.test')
    const first = await room.newSession()
    const second = only<{ session: Session }>(await room.signIn()).session
    const userId = first.user.id
    expect(only(await assign({ userId, status: 'SUSPENDED', assignedBy: root }))).toEqual({
      __typename: 'AssignStatusSuccess',
      user: { id: userId, status: 'SUSPENDED' },
    })
    const change = { userId, from: 'ACTIVE', to: 'SUSPENDED', reason: REASON, assignedBy: root }
    expect(await tellings('auth:user:status_changed')).toEqual([
      { body: { ...change, rightsVersion: 1 }, actor_kind: 'USER', actor_id: root },
    ])
    const ended = (await tellings('auth:session:revoked')).map(({ body }) => body)
    const reason = 'STATUS_CHANGED'
    expect(ended).toHaveLength(2)
    for (const { id: sessionId } of [first, second])
      expect(ended).toContainEqual({ userId, sessionId, reason })
    for (const { refreshToken } of [first, second])
      expect(only(await room.refresh(refreshToken))).toMatchObject({
        code: 'INVALID_REFRESH_TOKEN',
      })
    expect(only(await room.signIn())).toMatchObject({ code: 'ACCOUNT_LOCKED' })
    expect(only(await room.signIn({ password: 'wrong' }))).toMatchObject({
      code: 'INVALID_CREDENTIALS',
    })
  })

  it.each(['LOCKED', 'SUSPENDED', 'EXPIRED'])(
    'lets a person who was %s go on, who then signs in anew // AUT-5',
    async (status) => {
      const { refreshToken, user } = await room.newSession()
      await assign({ userId: user.id, status })
      expect(only(await assign({ userId: user.id, status: 'ACTIVE' }))).toMatchObject({
        user: { status: 'ACTIVE' },
      })
      expect(only(await room.refresh(refreshToken))).toMatchObject({
        code: 'INVALID_REFRESH_TOKEN',
      })
      expect(only(await room.signIn())).toMatchObject({ __typename: 'SignInSuccess' })
    },
  )

  it('archives for ever // AUT-18', async () => {
    const { user } = await room.newSession()
    await assign({ userId: user.id, status: 'ARCHIVED' })
    for (const status of ['ACTIVE', 'SUSPENDED'])
      expect(only(await assign({ userId: user.id, status }))).toMatchObject({
        code: 'STATUS_FINAL',
      })
    expect(only(await assign({ userId: user.id, status: 'ARCHIVED' }))).toMatchObject({
      user: { status: 'ARCHIVED' },
    })
  })

  it('tells nobody of the status that somebody has already', async () => {
    const { user } = await room.newSession()
    await assign({ userId: user.id, status: 'ACTIVE' })
    expect(await tellings('auth:user:status_changed')).toEqual([])
  })

  it('refuses the keys of a stopped person, and grants again when they go on // RBA-10', async () => {
    const key = await keys.newKey()
    const granted = () => keys.grant({ id: key.id, secretHash: key.secretHash })
    expect(await granted()).toMatchObject({ ownerId: key.owner.id })
    await assign({ userId: key.owner.id, status: 'SUSPENDED' })
    expect(await granted()).toBeNull()
    await assign({ userId: key.owner.id, status: 'ACTIVE' })
    expect(await granted()).toMatchObject({ ownerId: key.owner.id })
  })

  it('refuses oneself, an unknown user, and what is not of its form', async () => {
    const root = await newAdministrator('root@demo.test')
    await newAdministrator('other@demo.test')
    const stop = (over: object) => assign({ status: 'SUSPENDED', ...over })
    expect(only(await stop({ userId: root, assignedBy: root }))).toMatchObject({
      code: 'STATUS_OWN',
    })
    for (const userId of ['usr_0000000000000000000000000a', 'nonsense'])
      expect(only(await stop({ userId }))).toMatchObject({ code: 'USER_UNKNOWN' })
    expect(codesOf(await stop({ userId: root, assignedBy: 'x' }))).toEqual(['BAD_USER_INPUT'])
    for (const reason of ['', 'x'.repeat(501)])
      expect(codesOf(await stop({ userId: root, reason }))).toEqual(['BAD_USER_INPUT'])
  })

  it('leaves one administrator when two stop each other at once, in each of 20 rounds // RBA-8', async () => {
    const a = await newAdministrator('a@demo.test')
    const b = await newAdministrator('b@demo.test')
    const rounds = await raceOf(2, 20, async () => {
      for (const userId of [a, b]) await assign({ userId, status: 'ACTIVE' })
      return async (index) => {
        const [userId, assignedBy] = index === 0 ? [a, b] : [b, a]
        return only(await assign({ userId, assignedBy, status: 'SUSPENDED' }))['__typename']
      }
    })
    for (const names of rounds)
      expect(names.sort()).toEqual(['AssignStatusSuccess', 'LastAdministrator'])
  })

  it('is for services only // RBA-9', async () => {
    const { user } = await room.newSession()
    const input = { userId: user.id, status: 'SUSPENDED' }
    const admin = userActor('usr_root', { roles: ['ADMIN'] })
    expect(codesOf(await assign(input, admin))).toEqual(['FORBIDDEN'])
    expect(codesOf(await assign(input, ANONYMOUS))).toEqual(['UNAUTHENTICATED'])
  })
})
