import { newId } from '@tallystick/ids'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { codesOf, only, openRoom, type Room, registered, root } from './room.ts'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
beforeEach(async () => {
  await room.empty()
  room.auth.answer = 'AssignRoleSuccess'
  room.auth.asked.length = 0
})
afterAll(() => room.close())

const USERS = `query ($first: Int, $after: String) { users(first: $first, after: $after) {
  nodes { id } edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }`
type Users = {
  nodes: { id: string }[]
  pageInfo: { hasNextPage: boolean; endCursor: string }
}

describe('users', () => {
  it('lists everyone who signed up, newest first, page by page // ADM-1', async () => {
    const people = [registered(), registered(), registered()]
    for (const person of people) await room.tell(person)
    const newestFirst = people.map(({ body }) => ({ id: body.userId })).reverse()
    const first = only<Users>(await room.send(USERS, { first: 2 }))
    expect(first).toMatchObject({ nodes: newestFirst.slice(0, 2), pageInfo: { hasNextPage: true } })
    const rest = only<Users>(await room.send(USERS, { after: first.pageInfo.endCursor }))
    expect(rest).toMatchObject({ nodes: newestFirst.slice(2), pageInfo: { hasNextPage: false } })
  })

  it('refuses a cursor of another list // ADM-1', async () => {
    await room.tell(registered())
    const { pageInfo } = only<Users>(
      await room.send('{ auditLogs { pageInfo { hasNextPage endCursor } } }'),
    )
    expect(codesOf(await room.send(USERS, { after: pageInfo.endCursor }))).toEqual([
      'BAD_USER_INPUT',
    ])
  })
})

describe('user', () => {
  const find = (id: string) => room.send('query ($id: ID!) { user(id: $id) { id } }', { id })

  it('finds a person by id // ADM-2', async () => {
    const person = registered()
    await room.tell(person)
    expect(only(await find(person.body.userId))).toEqual({ id: person.body.userId })
  })

  it.each([newId('usr'), newId('acc'), 'nonsense'])('is NOT_FOUND for %s // ADM-2', async (id) => {
    expect(codesOf(await find(id))).toEqual(['NOT_FOUND'])
  })
})

describe('setUserRole', () => {
  const set = (userId: string, role = 'VENDOR') =>
    room.send(
      `mutation ($input: SetUserRoleInput!) { setUserRole(input: $input) {
        __typename ... on SetUserRoleSuccess { user { id } } ... on Refusal { code message } } }`,
      { input: { userId, role } },
    )
  const told = () => room.sql`select body, actor_id, request_id, aggregate_id from admin.outbox
    where type = 'admin:user:updated' order by sequence desc limit 1`

  it('has Auth assign the role for the administrator, and tells of it // ADM-6 RBA-8', async () => {
    const userId = newId('usr')
    expect(only(await set(userId))).toEqual({
      __typename: 'SetUserRoleSuccess',
      user: { id: userId },
    })
    expect(room.auth.asked).toMatchObject([
      {
        request: { variables: { input: { userId, role: 'VENDOR', assignedBy: root.id } } },
        facts: {
          actor: { kind: 'SERVICE', id: 'admin' },
          issuer: 'admin',
          requestId: 'request-1',
          address: '203.0.113.9',
          userAgent: 'vitest',
        },
      },
    ])
    expect(await told()).toEqual([
      {
        body: { userId, role: 'VENDOR' },
        actor_id: root.id,
        request_id: 'request-1',
        aggregate_id: userId,
      },
    ])
  })

  it('is in the audit log under the administrator’s name // AUD-2 RBA-8', async () => {
    const userId = newId('usr')
    await set(userId)
    await room.settle()
    const query = `query ($of: ID!) { auditLogs(filter: { resourceId: $of }) {
      nodes { action actor { id } details } } }`
    expect(only(await room.send(query, { of: userId }))).toEqual({
      nodes: [
        {
          action: 'admin:user:updated',
          actor: { id: root.id },
          details: JSON.stringify({ role: 'VENDOR', userId }),
        },
      ],
    })
  })

  it.each([
    ['UserUnknown', 'UserNotFound', 'USER_NOT_FOUND'],
    ['LastAdministrator', 'LastAdmin', 'LAST_ADMIN'],
  ])('passes on %s as %s and tells nobody // ADM-6', async (answer, __typename, code) => {
    room.auth.answer = answer
    const before = await told()
    expect(only(await set(newId('usr')))).toMatchObject({ __typename, code })
    expect(await told()).toEqual(before)
  })

  it('does not ask Auth about text that is no user’s id // ADM-6', async () => {
    expect(only(await set('nonsense'))).toMatchObject({ code: 'USER_NOT_FOUND' })
    expect(room.auth.asked).toEqual([])
  })

  it('leaves the outcome open when Auth cannot be reached, and tells nothing // ADM-6', async () => {
    room.auth.answer = 'UNREACHABLE'
    const before = await told()
    const answer = await set(newId('usr'))
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'INTERNAL', outcome: 'UNKNOWN' })
    expect(JSON.stringify(answer)).not.toContain('ECONNREFUSED')
    expect(await told()).toEqual(before)
  })
})

describe('setUserStatus', () => {
  const set = (userId: string, over: { status?: string; reason?: string } = {}) =>
    room.send(
      `mutation ($input: SetUserStatusInput!) { setUserStatus(input: $input) {
        __typename ... on SetUserStatusSuccess { user { id } } ... on Refusal { code message } } }`,
      { input: { userId, status: 'SUSPENDED', reason: 'Asked for it by post', ...over } },
    )
  const told = () => room.sql`select body, actor_id from admin.outbox
    where type = 'admin:user:updated' order by sequence desc limit 1`

  it('has Auth assign the status for the administrator, and tells of it // AUT-5 AUT-18', async () => {
    room.auth.answer = 'AssignStatusSuccess'
    const userId = newId('usr')
    const user = { id: userId }
    expect(only(await set(userId))).toEqual({ __typename: 'SetUserStatusSuccess', user })
    const change = { userId, status: 'SUSPENDED', reason: 'Asked for it by post' }
    expect(room.auth.asked).toMatchObject([
      { request: { variables: { input: { ...change, assignedBy: root.id } } } },
    ])
    expect(await told()).toEqual([{ body: change, actor_id: root.id }])
  })

  it('is in the audit log with its reason, under the administrator’s name // AUD-2', async () => {
    room.auth.answer = 'AssignStatusSuccess'
    const userId = newId('usr')
    await set(userId, { status: 'ARCHIVED', reason: 'Closed' })
    await room.settle()
    const query = `query ($of: ID!) { auditLogs(filter: { resourceId: $of }) {
      nodes { action actor { id } details } } }`
    const details = JSON.stringify({ reason: 'Closed', status: 'ARCHIVED', userId })
    expect(only(await room.send(query, { of: userId }))).toEqual({
      nodes: [{ action: 'admin:user:updated', actor: { id: root.id }, details }],
    })
  })

  it.each([
    ['UserUnknown', 'UserNotFound', 'USER_NOT_FOUND'],
    ['StatusFinal', 'UserArchived', 'USER_ARCHIVED'],
    ['StatusOwn', 'OwnStatus', 'OWN_STATUS'],
    ['LastAdministrator', 'LastAdmin', 'LAST_ADMIN'],
  ])('passes on %s as %s and tells nobody', async (answer, __typename, code) => {
    room.auth.answer = answer
    const before = await told()
    expect(only(await set(newId('usr')))).toMatchObject({ __typename, code })
    expect(await told()).toEqual(before)
  })

  it('asks Auth neither about text that is no user’s id nor without a reason', async () => {
    expect(only(await set('nonsense'))).toMatchObject({ code: 'USER_NOT_FOUND' })
    for (const reason of ['', '  ', 'x'.repeat(501), 'a\u0007'])
      expect(codesOf(await set(newId('usr'), { reason }))).toEqual(['BAD_USER_INPUT'])
    expect(room.auth.asked).toEqual([])
  })
})

describe('removeSecondFactors', () => {
  const remove = (userId: string, reason = 'Seen in person') =>
    room.send(
      `mutation ($input: RemoveSecondFactorsInput!) { removeSecondFactors(input: $input) {
        __typename ... on RemoveSecondFactorsSuccess { user { id } } ... on Refusal { code message } } }`,
      { input: { userId, reason } },
    )
  const told = () => room.sql`select body, actor_id from admin.outbox
    where type = 'admin:user:updated' order by sequence desc limit 1`

  it('has Auth take them away for the administrator, and is in the audit log with its reason // MFA-1 AUD-2', async () => {
    room.auth.answer = 'ClearSecondFactorsSuccess'
    const userId = newId('usr')
    const user = { id: userId }
    expect(only(await remove(userId))).toEqual({ __typename: 'RemoveSecondFactorsSuccess', user })
    const change = { userId, reason: 'Seen in person' }
    expect(room.auth.asked).toMatchObject([
      { request: { variables: { input: { ...change, removedBy: root.id } } } },
    ])
    const body = { ...change, secondFactors: 'REMOVED' }
    expect(await told()).toEqual([{ body, actor_id: root.id }])
    await room.settle()
    const query = `query ($of: ID!) { auditLogs(filter: { resourceId: $of }) {
      nodes { action actor { id } details } } }`
    const [node] = only<{ nodes: { details: string }[] }>(
      await room.send(query, { of: userId }),
    ).nodes
    expect(node).toMatchObject({ action: 'admin:user:updated', actor: { id: root.id } })
    expect(JSON.parse(node?.details ?? '')).toEqual(body)
  })

  it.each([
    ['UserUnknown', 'UserNotFound', 'USER_NOT_FOUND'],
    ['FactorsOwn', 'OwnFactors', 'OWN_FACTORS'],
  ])('passes on %s as %s and tells nobody', async (answer, __typename, code) => {
    room.auth.answer = answer
    const before = await told()
    expect(only(await remove(newId('usr')))).toMatchObject({ __typename, code })
    expect(await told()).toEqual(before)
  })

  it('asks Auth neither about text that is no user’s id nor without a reason', async () => {
    expect(only(await remove('nonsense'))).toMatchObject({ code: 'USER_NOT_FOUND' })
    for (const reason of ['', '  ', 'x'.repeat(501), 'a\u0007'])
      expect(codesOf(await remove(newId('usr'), reason))).toEqual(['BAD_USER_INPUT'])
    expect(room.auth.asked).toEqual([])
  })
})
