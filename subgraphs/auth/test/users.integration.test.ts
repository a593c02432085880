import { type Actor, ANONYMOUS, serviceActor } from '@tallystick/actor'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { codesOf, facts, only, openRoom, type Room, userActor } from './room.ts'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
beforeEach(() => room.sql`truncate auth.users cascade`)
afterAll(() => room.close())

const rolesOf = async (email: string) =>
  (await room.sql`select roles from auth.users where email = ${email}`)[0]?.['roles']

describe('User', () => {
  const seenBy = async (actor: Actor, ids: string[]) => {
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on User {
      id name username email roles emailVerified status createdAt } } }`
    const of = ids.map((id) => ({ __typename: 'User', id }))
    return only<unknown[]>(
      await room.auth.subgraph.execute({ query, variables: { of } }, facts(actor)),
    )
  }

  it('shows only name and handle to other people // RBA-13', async () => {
    const { user } = await room.newSession({ username: 'ada' })
    const publicFields = { id: user.id, name: 'Ada', username: 'ada' }
    const hidden = { email: null, roles: null, emailVerified: null, status: null, createdAt: null }
    for (const actor of [
      ANONYMOUS,
      userActor('usr_somebody'),
      userActor('x', { roles: ['VENDOR'] }),
    ])
      expect(await seenBy(actor, [user.id])).toEqual([{ ...publicFields, ...hidden }])
    for (const actor of [
      userActor(user.id),
      userActor('x', { roles: ['ADMIN'] }),
      serviceActor('payments'),
    ])
      expect(await seenBy(actor, [user.id])).toMatchObject([
        { email: 'ada@demo.test', roles: ['CUSTOMER'], status: 'ACTIVE', emailVerified: false },
      ])
  })

  it('is null for an id that nobody has and for text that is none', async () => {
    const { user } = await room.newSession()
    const ids = ['usr_0000000000000000000000000a', user.id, 'nonsense', 'acc_1']
    expect(await seenBy(userActor(user.id), ids)).toMatchObject([null, { id: user.id }, null, null])
  })
})

describe('userByEmail', () => {
  const find = (email: string, actor: Actor = serviceActor('payments')) =>
    room.auth.subgraph.execute(
      {
        query: 'query ($email: String!) { userByEmail(email: $email) { id } }',
        variables: { email },
      },
      facts(actor, { issuer: 'payments' }),
    )

  it('finds an active person for a service, in any case', async () => {
    const { user } = await room.newSession()
    expect(only(await find(' ADA@demo.test'))).toEqual({ id: user.id })
    expect(only(await find('nobody@demo.test'))).toBeNull()
    expect(only(await find('no\u0000body'))).toBeNull()
    await room.sql`update auth.users set status = 'SUSPENDED'`
    expect(only(await find('ada@demo.test'))).toBeNull()
  })

  it('is for services only', async () => {
    expect(codesOf(await find('ada@demo.test', ANONYMOUS))).toEqual(['UNAUTHENTICATED'])
    const admin = userActor('usr_root', { roles: ['ADMIN'] })
    expect(codesOf(await find('ada@demo.test', admin))).toEqual(['FORBIDDEN'])
  })
})

describe('assignRole', () => {
  it('gives exactly one role and tells who decided // RBA-8', async () => {
    const { user } = await room.newSession()
    const root = (await room.newSession({ email: 'root@demo.test' })).user.id
    const input = { userId: user.id, role: 'VENDOR', assignedBy: root }
    expect(only(await room.assignRole(input))).toEqual({
      __typename: 'AssignRoleSuccess',
      user: { id: user.id, roles: ['VENDOR'] },
    })
    expect(
      await room.sql`select body, actor_kind, actor_id, request_id from auth.outbox
        where type = 'auth:user:role_assigned'`,
    ).toMatchObject([
      {
        body: { userId: user.id, role: 'VENDOR', assignedBy: root },
        actor_kind: 'USER',
        actor_id: root,
        request_id: 'request-1',
      },
    ])
    await room.assignRole(input)
    expect(
      await room.sql`select 1 from auth.outbox where type = 'auth:user:role_assigned' and aggregate_id = ${user.id}`,
    ).toHaveLength(1)
  })

  it('refuses an unknown user, and text that is no id', async () => {
    for (const userId of ['usr_0000000000000000000000000a', 'nonsense'])
      expect(only(await room.assignRole({ userId, role: 'VENDOR' }))).toMatchObject({
        code: 'USER_UNKNOWN',
      })
    const { user } = await room.newSession()
    const answer = await room.assignRole({ userId: user.id, role: 'VENDOR', assignedBy: 'x' })
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT'])
  })

  it('keeps the only administrator // RBA-8', async () => {
    const { user } = await room.newSession()
    await room.assignRole({ userId: user.id, role: 'ADMIN' })
    expect(only(await room.assignRole({ userId: user.id, role: 'CUSTOMER' }))).toMatchObject({
      __typename: 'LastAdministrator',
      code: 'LAST_ADMINISTRATOR',
    })
    expect(await rolesOf('ada@demo.test')).toEqual(['ADMIN'])
  })

  it('leaves one administrator when two demote each other at once, in each of 10 rounds // RBA-8', async () => {
    const a = (await room.newSession({ email: 'a@demo.test' })).user.id
    const b = (await room.newSession({ email: 'b@demo.test' })).user.id
    for (let round = 0; round < 10; round++) {
      await room.assignRole({ userId: a, role: 'ADMIN' })
      await room.assignRole({ userId: b, role: 'ADMIN' })
      const answers = await Promise.all([
        room.assignRole({ userId: b, role: 'CUSTOMER', assignedBy: a }),
        room.assignRole({ userId: a, role: 'CUSTOMER', assignedBy: b }),
      ])
      const names = answers.map((answer) => only(answer)['__typename']).sort()
      expect(names).toEqual(['AssignRoleSuccess', 'LastAdministrator'])
    }
  })

  it('is for services only // RBA-9', async () => {
    const { user } = await room.newSession()
    const input = { userId: user.id, role: 'ADMIN' }
    const admin = userActor(user.id, { roles: ['ADMIN'] })
    expect(codesOf(await room.assignRole(input, admin))).toEqual(['FORBIDDEN'])
    expect(codesOf(await room.assignRole(input, ANONYMOUS))).toEqual(['UNAUTHENTICATED'])
    expect(await rolesOf('ada@demo.test')).toEqual(['CUSTOMER'])
  })
})
