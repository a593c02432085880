import { type Actor, ANONYMOUS, serviceActor } from '@tallystick/actor'
import { newId } from '@tallystick/ids'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Grant, type Key, keysOf, readKey } from './keys.ts'
import { codesOf, only, openRoom, type Room, userActor } from './room.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

let room: Room
let keys: ReturnType<typeof keysOf>
beforeAll(async () => {
  room = await openRoom({ keys: { perOwnerMax: 3, daysMax: 30, overlapMinutesMax: 120 } })
  keys = keysOf(room)
})
afterAll(() => room.close())

const newPerson = async (over: Partial<Actor> = {}) => {
  const { id, user } = await room.newSession({ email: `${crypto.randomUUID()}@demo.test` })
  return userActor(user.id, { sessionId: id, ...over })
}
const made = async (answer: ReturnType<typeof keys.create>) =>
  only<{ __typename: string; key: Key; secret: string }>(await answer)
const rootActor = userActor(newId('usr'), { roles: ['ADMIN'] })

describe('making a key // RBA-11', () => {
  test('shows its secret once, and stores only the hash of it', async () => {
    const owner = await newPerson()
    const { key, secret } = await made(keys.create(owner))
    const { id, secretHash } = readKey(secret)
    expect(key.id).toBe(id)
    expect(secret.startsWith(`${key.prefix}_`)).toBe(true)
    const hidden = secret.slice(key.prefix.length + 1)
    const [row] = await room.sql`select row_to_json(k)::text as text, secret_hash
      from auth.api_keys k where secret_hash = ${secretHash}`
    expect(row?.['secret_hash']).toBe(secretHash)
    expect(row?.['text']).not.toContain(hidden)
    const told =
      await room.sql`select coalesce(string_agg(body::text, ''), '') as text from auth.outbox`
    expect(told[0]?.['text']).toContain(key.id)
    expect(told[0]?.['text']).not.toContain(hidden)
    expect(told[0]?.['text']).not.toContain(secretHash)
  })

  test('keeps what it was asked to be', async () => {
    const owner = await newPerson()
    const limits = {
      amountMax: [{ amount: '10000', currency: 'USD' }],
      accountIds: [newId('acc')],
      requestsPerMinute: 60,
      spendCaps: [{ amount: { amount: '9'.repeat(30), currency: 'USD' }, hours: 24 }],
    }
    const expiresAt = new Date(room.clock.now.getTime() + DAY).toISOString()
    const { key } = await made(
      keys.create(owner, { scopes: ['payments:read', 'payments:read'], expiresAt, limits }),
    )
    expect(key).toMatchObject({
      name: 'Shop',
      clientId: 'shop',
      scopes: ['payments:read'],
      expiresAt,
      revokedAt: null,
      lastUsedAt: null,
      owner: { id: owner.id, email: expect.stringContaining('@demo.test') },
      limits: { ...limits, currencies: ['USD'] },
    })
  })

  test('gives it at most the life that keys may have, which is also the default', async () => {
    const owner = await newPerson()
    const latest = new Date(room.clock.now.getTime() + 30 * DAY)
    const { key } = await made(keys.create(owner))
    expect(key.expiresAt).toBe(latest.toISOString())
    const beyond = new Date(latest.getTime() + 1).toISOString()
    expect(codesOf(await keys.create(owner, { expiresAt: beyond }))).toEqual(['BAD_USER_INPUT'])
    const past = room.clock.now.toISOString()
    expect(codesOf(await keys.create(owner, { expiresAt: past }))).toEqual(['BAD_USER_INPUT'])
  })

  test.each([
    ['a scope that its owner’s role has not', { scopes: ['payments:read', 'reports:read'] }],
    ['a scope that nobody has', { scopes: ['payments:read', 'reports:read', 'admin:all'] }],
  ])('refuses %s', async (_title, input) => {
    const answer = only(await keys.create(await newPerson(), input))
    expect(answer).toMatchObject({ code: 'SCOPE_NOT_ALLOWED', scopes: input.scopes.slice(1) })
  })

  test.each([
    ['no scope', { scopes: [] }],
    ['no name', { name: ' ' }],
    ['a client that is none', { clientId: 'a b' }],
    ['a limit that is none', { limits: { requestsPerMinute: 0 } }],
    [
      'a cap that leaves a currency open',
      {
        limits: {
          currencies: ['USD', 'EUR'],
          spendCaps: [{ amount: { amount: '1', currency: 'USD' }, hours: 1 }],
        },
      },
    ],
  ])('refuses %s', async (_title, input) => {
    expect(codesOf(await keys.create(await newPerson(), input))).toEqual(['BAD_USER_INPUT'])
  })

  test('stops at as many as one person may have, also when they are made at once', async () => {
    const owner = await newPerson()
    const answers = await Promise.all(Array.from({ length: 8 }, () => keys.create(owner)))
    const names = answers.map((answer) => only<{ __typename: string }>(answer).__typename)
    expect(names.filter((name) => name === 'CreateApiKeySuccess')).toHaveLength(3)
    expect(names.filter((name) => name === 'TooManyApiKeys')).toHaveLength(5)
    const [first] = only<{ nodes: Key[] }>(await keys.list(owner)).nodes
    await keys.revoke(owner, first?.id ?? '')
    expect((await made(keys.create(owner))).__typename).toBe('CreateApiKeySuccess')
  })
})

describe('who may manage keys', () => {
  const attempts = (actor: Actor, id: string) =>
    Promise.all([
      keys.create(actor),
      keys.list(actor),
      keys.rotate(actor, { id }),
      keys.revoke(actor, id),
    ])

  test('is nobody, no process, and no key, not even its own // RBA-10', async () => {
    const { key, owner } = await keys.newKey()
    const partner: Actor = { ...owner, kind: 'PARTNER', keyId: key.id, scopes: key.scopes }
    for (const answer of await attempts(ANONYMOUS, key.id))
      expect(codesOf(answer)).toEqual(['UNAUTHENTICATED'])
    for (const actor of [partner, serviceActor('gateway')])
      for (const answer of await attempts(actor, key.id))
        expect(codesOf(answer)).toEqual(['FORBIDDEN'])
  })

  test('is not somebody else: their key is not found, and they cannot make one for another', async () => {
    const { key, owner } = await keys.newKey()
    const stranger = await newPerson()
    expect(codesOf(await keys.rotate(stranger, { id: key.id }))).toEqual(['NOT_FOUND'])
    expect(codesOf(await keys.revoke(stranger, key.id))).toEqual(['NOT_FOUND'])
    expect(codesOf(await keys.revoke(stranger, 'nonsense'))).toEqual(['NOT_FOUND'])
    const ownerId = owner.id
    expect(codesOf(await keys.create(stranger, { ownerId }))).toEqual(['FORBIDDEN'])
    expect(codesOf(await keys.list(stranger, { ownerId }))).toEqual(['FORBIDDEN'])
  })

  test('is an administrator, for anyone; but never by a key of theirs', async () => {
    const rootActor = await newPerson({ roles: ['ADMIN'] })
    const { id: ownerId } = await newPerson()
    const { key } = await made(keys.create(rootActor, { ownerId }))
    expect(key.owner.id).toBe(ownerId)
    expect(only<{ nodes: Key[] }>(await keys.list(rootActor, { ownerId })).nodes).toHaveLength(1)
    expect(only(await keys.create(rootActor, { ownerId: newId('usr') }))).toMatchObject({
      code: 'OWNER_NOT_FOUND',
    })
    const rootsKey: Actor = { ...rootActor, kind: 'PARTNER', keyId: newId('key') }
    expect(codesOf(await keys.create(rootsKey, { ownerId }))).toEqual(['FORBIDDEN'])
    expect(codesOf(await keys.revoke(rootsKey, key.id))).toEqual(['FORBIDDEN'])
    expect(only(await keys.revoke(rootActor, key.id))).toMatchObject({
      key: { revokedAt: room.clock.now.toISOString() },
    })
  })

  test('cannot make keys as an administrator alone: there is no scope for it', async () => {
    const root = await newPerson({ roles: ['ADMIN'] })
    await room.assignRole({ userId: root.id, role: 'ADMIN' })
    expect(only(await keys.create(root))).toMatchObject({ code: 'SCOPE_NOT_ALLOWED' })
  })

  test('sees their keys page by page, newest first', async () => {
    const owner = await newPerson()
    const ids: string[] = []
    for (const name of ['a', 'b', 'c']) {
      ids.unshift((await made(keys.create(owner, { name }))).key.id)
      room.later(1_000)
    }
    type Page = { nodes: Key[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
    const first = only<Page>(await keys.list(owner, { first: 2 }))
    const after = first.pageInfo.endCursor
    const second = only<Page>(await keys.list(owner, { first: 2, after }))
    expect([...first.nodes, ...second.nodes].map(({ id }) => id)).toEqual(ids)
    expect([first, second].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, false])
    expect(codesOf(await keys.list(owner, { after: 'x' }))).toEqual(['BAD_USER_INPUT'])
  })
})

describe('what a key grants // RBA-10', () => {
  test('is told to who holds its secret, and to the gateway alone', async () => {
    const limits = { amountMax: [{ amount: '500', currency: 'EUR' }], requestsPerMinute: 5 }
    const { id, secretHash, owner, key } = await keys.newKey({ limits })
    expect(await keys.grant({ id, secretHash })).toEqual({
      id,
      ownerId: owner.id,
      clientId: 'shop',
      roles: ['CUSTOMER'],
      scopes: ['payments:read'],
      expiresAt: key.expiresAt,
      amountMax: limits.amountMax,
      currencies: ['EUR'],
      accountIds: null,
      requestsPerMinute: 5,
      spendCaps: [],
      signature: null,
    })
    await expect(keys.grant({ id, secretHash }, owner)).rejects.toThrow('FORBIDDEN')
    await expect(keys.grant({ id, secretHash }, rootActor)).rejects.toThrow('FORBIDDEN')
  })

  test('is nothing for a wrong secret, another key’s secret, an unknown key or nonsense', async () => {
    const one = await keys.newKey()
    const other = await keys.newKey()
    const wrong = '0'.repeat(64)
    expect(await keys.grant({ id: one.id, secretHash: wrong })).toBeNull()
    expect(await keys.grant({ id: one.id, secretHash: other.secretHash })).toBeNull()
    expect(await keys.grant({ id: newId('key'), secretHash: one.secretHash })).toBeNull()
    expect(await keys.grant({ id: 'nonsense', secretHash: '' })).toBeNull()
  })

  test('follows the owner’s role and status at once', async () => {
    const { id, secretHash, owner } = await keys.newKey()
    await room.assignRole({ userId: owner.id, role: 'VENDOR' })
    expect(await keys.grant({ id, secretHash })).toMatchObject({ roles: ['VENDOR'] })
    await room.assignRole({ userId: owner.id, role: 'ADMIN' })
    expect(await keys.grant({ id, secretHash })).toMatchObject({ roles: [], scopes: [] })
    await room.sql`update auth.users set status = 'SUSPENDED'
      where id = (select owner_id from auth.api_keys where secret_hash = ${secretHash})`
    expect(await keys.grant({ id, secretHash })).toBeNull()
  })

  test('ends with the key’s life, and with its revocation, which happens once', async () => {
    const { id, secretHash, owner } = await keys.newKey()
    const revokedAt = room.clock.now.toISOString()
    expect(only(await keys.revoke(owner, id))).toMatchObject({ key: { revokedAt } })
    expect(await keys.grant({ id, secretHash })).toBeNull()
    room.later(MINUTE)
    expect(only(await keys.revoke(owner, id))).toMatchObject({ key: { revokedAt } })
    const told =
      await room.sql`select 1 from auth.outbox where type = 'auth:api_key:revoked' and aggregate_id = ${id}`
    expect(told).toHaveLength(1)

    const other = await keys.newKey()
    room.later(30 * DAY - 1)
    expect(await keys.grant(other)).not.toBeNull()
    room.later(1)
    expect(await keys.grant(other)).toBeNull()
  })

  test('marks the key as used, at most once a minute', async () => {
    const { id, secretHash, owner } = await keys.newKey()
    const lastUsedAt = async () =>
      only<{ nodes: Key[] }>(await keys.list(owner)).nodes[0]?.lastUsedAt
    expect(await lastUsedAt()).toBeNull()
    const first = room.clock.now.toISOString()
    await keys.grant({ id, secretHash })
    room.later(MINUTE - 1)
    await keys.grant({ id, secretHash })
    expect(await lastUsedAt()).toBe(first)
    room.later(1)
    await keys.grant({ id, secretHash })
    expect(await lastUsedAt()).toBe(room.clock.now.toISOString())
  })
})

describe('rotating a key // RBA-11 PRT-2', () => {
  const rotated = async (answer: ReturnType<typeof keys.rotate>) =>
    only<{ key: Key; secret: string }>(await answer)

  test('lets both secrets work for the overlap, and the new one after it', async () => {
    const { id, owner, ...old } = await keys.newKey()
    const { key, secret } = await rotated(keys.rotate(owner, { id, overlapMinutes: 30 }))
    const fresh = readKey(secret)
    const end = new Date(room.clock.now.getTime() + 30 * MINUTE).toISOString()
    expect(key.previousSecretUntil).toBe(end)
    expect(fresh.id).toBe(id)
    const grants = async () =>
      Promise.all([keys.grant({ id, secretHash: old.secretHash }), keys.grant(fresh)])
    const [before, after] = (await grants()) as [Grant, Grant]
    expect([before.expiresAt, after.expiresAt]).toEqual([end, key.expiresAt])
    room.later(30 * MINUTE - 1)
    expect((await grants()).map(Boolean)).toEqual([true, true])
    room.later(1)
    expect((await grants()).map(Boolean)).toEqual([false, true])
  })

  test('ends the old secret at once without an overlap, and the oldest of three', async () => {
    const { id, owner, secretHash: first } = await keys.newKey()
    const second = readKey((await rotated(keys.rotate(owner, { id }))).secret)
    const third = readKey((await rotated(keys.rotate(owner, { id }))).secret)
    expect(await keys.grant({ id, secretHash: first })).toBeNull()
    expect(await keys.grant(second)).not.toBeNull()
    const fourth = await rotated(keys.rotate(owner, { id, overlapMinutes: 0 }))
    expect(fourth.key.previousSecretUntil).toBeNull()
    expect(await keys.grant(second)).toBeNull()
    expect(await keys.grant(third)).toBeNull()
    expect(await keys.grant(readKey(fourth.secret))).not.toBeNull()
  })

  test('never lets the old secret outlive the key, nor be longer than it may', async () => {
    const expiresAt = new Date(room.clock.now.getTime() + 10 * MINUTE).toISOString()
    const { id, owner } = await keys.newKey({ expiresAt })
    const { key } = await rotated(keys.rotate(owner, { id, overlapMinutes: 120 }))
    expect(key.previousSecretUntil).toBe(expiresAt)
    expect(codesOf(await keys.rotate(owner, { id, overlapMinutes: 121 }))).toEqual([
      'BAD_USER_INPUT',
    ])
    expect(codesOf(await keys.rotate(owner, { id, overlapMinutes: -1 }))).toEqual([
      'BAD_USER_INPUT',
    ])
  })

  test('leaves exactly two secrets working when it happens many times at once', async () => {
    const { id, owner, secretHash } = await keys.newKey()
    const answers = await Promise.all(Array.from({ length: 10 }, () => keys.rotate(owner, { id })))
    const shown = answers.map((answer) => readKey(only<{ secret: string }>(answer).secret))
    const grants = await Promise.all([{ id, secretHash }, ...shown].map((each) => keys.grant(each)))
    expect(grants.filter(Boolean)).toHaveLength(2)
  })

  test('is refused for a key that has ended', async () => {
    const { id, owner } = await keys.newKey()
    await keys.revoke(owner, id)
    expect(only(await keys.rotate(owner, { id }))).toMatchObject({ code: 'API_KEY_ENDED' })
  })
})

test('a key is somebody’s "me" and has no session to end // RBA-10', async () => {
  const { owner, key } = await keys.newKey()
  const partner: Actor = { ...owner, kind: 'PARTNER', keyId: key.id }
  expect(only(await room.send('{ me { id email } }', undefined, partner))).toMatchObject({
    id: owner.id,
    email: expect.stringContaining('@'),
  })
  const signOut = await room.send('mutation { signOut { sessionId } }', undefined, partner)
  expect(codesOf(signOut)).toEqual(['FORBIDDEN'])
})
