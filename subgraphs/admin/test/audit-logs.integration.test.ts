import { type Actor, ANONYMOUS, serviceActor } from '@tallystick/actor'
import { openDatabase } from '@tallystick/db'
import { newId } from '@tallystick/ids'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { codesOf, only, openRoom, type Room, registered, root } from './room.ts'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
beforeEach(() => room.empty())
afterAll(() => room.close())

type Page = {
  nodes: { id: string; resourceId: string; action: string; at: string }[]
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null }
}
const QUERY = `query ($first: Int, $after: String, $filter: AuditLogFilter) {
  auditLogs(first: $first, after: $after, filter: $filter) {
    nodes { id at actor { id } service action resourceType resourceId details requestId address userAgent }
    pageInfo { hasNextPage hasPreviousPage endCursor } } }`
const logs = async (variables: Record<string, unknown> = {}) =>
  only<Page>(await room.send(QUERY, variables))

describe('auditLogs', () => {
  it('says who did what to what, from where and within which request // AUD-1 AUD-4 ADM-7', async () => {
    const event = registered()
    await room.tell(event)
    expect((await logs()).nodes).toEqual([
      {
        id: expect.stringMatching(/^aud_/),
        at: expect.stringMatching(/Z$/),
        actor: { id: event.body.userId },
        service: null,
        action: 'auth:user:registered',
        resourceType: 'user',
        resourceId: event.body.userId,
        details: JSON.stringify({ userId: event.body.userId }),
        requestId: 'request-0',
        address: '198.51.100.7',
        userAgent: 'browser',
      },
    ])
  })

  it('keeps address and name of a person out of the table // AUD-4', async () => {
    await room.tell(registered({ email: 'ada@demo.test' }))
    const rows = JSON.stringify(await room.sql`select * from admin.audit_logs`)
    for (const personal of ['ada@demo.test', 'Ada Lovelace', '"ada"'])
      expect(rows).not.toContain(personal)
  })

  it('names a process that acted on its own account // AUD-1', async () => {
    const cause = { actor: { kind: 'SERVICE', id: 'payments' } as const, requestId: null }
    await room.tell({ ...registered(), cause })
    expect((await logs()).nodes).toMatchObject([
      { actor: null, service: 'payments', requestId: null, address: null, userAgent: null },
    ])
  })

  it('records an event once, however often it is delivered // AUD-1', async () => {
    await room.tell(registered())
    await room.sql`delete from auth.outbox_readers`
    await room.tell(registered())
    expect((await logs()).nodes).toHaveLength(2)
  })

  it('filters by person, action, resource and request // ADM-7', async () => {
    const [ada, ben] = [registered({ requestId: 'request-a' }), registered()]
    const signedIn = {
      ...ada,
      type: 'auth:user:logged_in',
      body: { userId: ada.body.userId, sessionId: newId('ses') },
    } as const
    await room.tell(ada, ben, signedIn)
    const found = async (filter: object) =>
      (await logs({ filter })).nodes.map(({ action, resourceId }) => [action, resourceId])
    const [adaUp, adaIn, benUp] = [
      ['auth:user:registered', ada.body.userId],
      ['auth:user:logged_in', ada.body.userId],
      ['auth:user:registered', ben.body.userId],
    ]
    expect(await found({ actorId: ada.body.userId })).toHaveLength(2)
    expect(await found({ action: 'auth:user:logged_in' })).toEqual([adaIn])
    expect(await found({ resourceId: ben.body.userId })).toEqual([benUp])
    expect(await found({ requestId: 'request-a' })).toHaveLength(2)
    expect(await found({ requestId: 'request-a', action: 'auth:user:registered' })).toEqual([adaUp])
    expect(await found({ actorId: newId('usr') })).toEqual([])
    expect(await found({})).toHaveLength(3)
  })

  it('pages newest first without a gap or a duplicate, also within one instant // ADM-7', async () => {
    // One statement, one transaction: all five have the same time.
    await room.tell(...Array.from({ length: 5 }, () => registered()))
    await room.tell(registered(), registered())
    const all = (await logs({ first: 100 })).nodes
    expect(all).toHaveLength(7)
    expect(all.map(({ at }) => at)).toEqual(
      all
        .map(({ at }) => at)
        .sort()
        .reverse(),
    )
    const seen: string[] = []
    let after: string | null = null
    for (let page = 0; page < 4; page++) {
      const { nodes, pageInfo } = await logs({ first: 2, after })
      seen.push(...nodes.map(({ id }) => id))
      expect(pageInfo).toMatchObject({ hasNextPage: page < 3, hasPreviousPage: page > 0 })
      after = pageInfo.endCursor
    }
    expect(seen).toEqual(all.map(({ id }) => id))
  })

  it.each([
    { first: 0 },
    { first: 101 },
    { after: 'nonsense' },
    { after: Buffer.from('[1e99,"aud_1"]').toString('base64url') },
    { filter: { actorId: 'ada' } },
  ])('refuses %j with BAD_USER_INPUT', async (variables) => {
    expect(codesOf(await room.send(QUERY, variables))).toEqual(['BAD_USER_INPUT'])
  })

  it('cannot be changed or emptied by the role that writes it // AUD-4 AUD-6', async () => {
    await room.tell(registered())
    const { db, close } = openDatabase({ url: room.database.urls.admin, name: 'test' })
    for (const statement of [
      sql`update admin.audit_logs set action = 'x'`,
      sql`delete from admin.audit_logs`,
      sql`truncate admin.audit_logs`,
    ])
      await expect(db.execute(statement)).rejects.toMatchObject({ cause: { code: '42501' } })
    await close()
    expect((await logs()).nodes).toHaveLength(1)
  })
})

describe('every field of Admin', () => {
  it('is for administrators only // RBA-9', async () => {
    const fields = [
      '{ auditLogs { nodes { id } } }',
      '{ systemHealth { status } }',
      '{ users { nodes { id } } }',
      `{ user(id: "${root.id}") { id } }`,
      `mutation { setUserRole(input: { userId: "${root.id}", role: ADMIN }) { __typename } }`,
    ]
    const others: [Actor, string][] = [
      [ANONYMOUS, 'UNAUTHENTICATED'],
      [{ ...root, roles: ['CUSTOMER'] }, 'FORBIDDEN'],
      [{ ...root, roles: ['VENDOR'] }, 'FORBIDDEN'],
      [serviceActor('payments'), 'FORBIDDEN'],
    ]
    for (const field of fields)
      for (const [actor, code] of others)
        expect(codesOf(await room.send(field, {}, actor)), field).toEqual([code])
    expect(room.auth.asked).toEqual([])
  })
})
