import { type Actor, ANONYMOUS, serviceActor } from '@tallystick/actor'
import { newMemoryWake } from '@tallystick/outbox/wake'
import type { DoorResult } from '@tallystick/subgraph-client'
import { SILENT } from '@tallystick/telemetry'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAuth } from '../src/server.ts'
import { GATEWAY, keysOf } from './keys.ts'
import { codesOf, facts, only, openRoom, type Room, SEAL, type Session, userActor } from './room.ts'

type Change = {
  cursor: string
  kind: string
  userId: string
  sessionId: string | null
  keyId: string | null
  at: string
}

let room: Room
let keys: ReturnType<typeof keysOf>
beforeAll(async () => {
  room = await openRoom()
  keys = keysOf(room)
})
afterAll(() => room.close())

const subscribe = (after?: string, actor: Actor = GATEWAY, auth = room.auth) =>
  auth.subgraph.subscribe(
    {
      query: `subscription ($after: String) {
        accessChanges(after: $after) { cursor kind userId sessionId keyId at } }`,
      variables: after === undefined ? {} : { after },
    },
    facts(actor),
  )
const stream = async (after?: string, auth = room.auth) => {
  const source = await subscribe(after, GATEWAY, auth)
  if (!(Symbol.asyncIterator in source)) throw new Error(JSON.stringify(source))
  const iterator = source[Symbol.asyncIterator]()
  return {
    async take(count: number): Promise<Change[]> {
      const taken: Change[] = []
      while (taken.length < count) {
        const { value } = (await iterator.next()) as { value: DoorResult }
        if (value.errors) throw new Error(JSON.stringify(value.errors))
        taken.push(value.data?.['accessChanges'] as Change)
      }
      return taken
    },
    close: () => iterator.return?.(),
  }
}
const brief = ({ kind, userId, sessionId, keyId }: Change) => ({ kind, userId, sessionId, keyId })

/** A person who signs out, one whose token came back, a role, a key: everything that is told, in its order. */
async function changeEverything() {
  const first = await room.newSession({ email: `${crypto.randomUUID()}@demo.test` })
  const owner = userActor(first.user.id)
  await room.send('mutation { signOut { sessionId } }', undefined, {
    ...owner,
    sessionId: first.id,
  })
  const second = await room.newSession({ email: `${crypto.randomUUID()}@demo.test` })
  const { session } = only<{ session: Session }>(await room.refresh(second.refreshToken))
  await room.refresh(session.refreshToken)
  await room.refresh(second.refreshToken)
  await room.assignRole({ userId: owner.id, role: 'VENDOR' })
  const key = await keys.newKey()
  await keys.rotate(key.owner, { id: key.id })
  await keys.revoke(key.owner, key.id)
  const nothing = { sessionId: null, keyId: null }
  const keyChange = { kind: 'KEY_CHANGED', userId: key.owner.id, sessionId: null, keyId: key.id }
  return [
    { ...nothing, kind: 'SESSION_ENDED', userId: owner.id, sessionId: first.id },
    { ...nothing, kind: 'SESSION_ENDED', userId: second.user.id, sessionId: second.id },
    { ...nothing, kind: 'USER_CHANGED', userId: owner.id },
    keyChange,
    keyChange,
  ]
}

describe('changes of access', () => {
  test('are told live, each once and in order: sessions, roles and keys', async () => {
    const changes = await stream()
    const expected = await changeEverything()
    expect((await changes.take(expected.length)).map(brief)).toEqual(expected)
    await changes.close()
  })

  test('go on after a cursor without a gap', async () => {
    const changes = await stream()
    const expected = await changeEverything()
    const all = await changes.take(10)
    await changes.close()
    const resumed = await stream(all[7]?.cursor)
    expect((await resumed.take(2)).map(brief)).toEqual(expected.slice(3))
    await resumed.close()
  })

  test('begin with the last 20 minutes for who has seen nothing, and not before', async () => {
    await room.sql`update auth.outbox set created_at = now() - interval '20 minutes'`
    const signedOut = await room.newSession({ email: `${crypto.randomUUID()}@demo.test` })
    const expected = await changeEverything()
    await room.sql`update auth.outbox set created_at = now() - interval '19 minutes 50 seconds'
      where created_at > now() - interval '19 minutes'`
    const changes = await stream()
    expect((await changes.take(expected.length)).map(brief)).toEqual(expected)
    const actor = userActor(signedOut.user.id, { sessionId: signedOut.id })
    await room.send('mutation { signOut { sessionId } }', undefined, actor)
    expect((await changes.take(1)).map(brief)).toMatchObject([{ sessionId: signedOut.id }])
    await changes.close()
  })

  test('begin further back where access tokens live longer', async () => {
    await room.sql`update auth.outbox set created_at = now() - interval '65 minutes'`
    const [last] = await changeEverything()
    await room.sql`update auth.outbox set created_at = now() - interval '64 minutes'
      where created_at > now() - interval '1 minute'`
    const slow = await openAuth({
      databaseUrl: room.databaseUrl,
      wake: newMemoryWake(),
      log: SILENT,
      seal: SEAL,
      tokens: { accessTokenS: 60 * 60 },
    })
    const changes = await stream(undefined, slow)
    expect((await changes.take(1)).map(brief)).toEqual([last])
    await changes.close()
    await slow.close()
  })

  test('lose nothing that commits while a stream begins', async () => {
    const owner = await room.newSession({ email: `${crypto.randomUUID()}@demo.test` })
    const userId = owner.user.id
    for (let round = 0; round < 10; round += 1) {
      await room.sql`update auth.outbox set created_at = now() - interval '1 hour'`
      const role = round % 2 === 0 ? 'VENDOR' : 'CUSTOMER'
      const [changes] = await Promise.all([stream(), room.assignRole({ userId, role })])
      expect((await changes.take(1)).map(brief)).toMatchObject([{ kind: 'USER_CHANGED', userId }])
      await changes.close()
    }
  })

  test('tell of a person who is stopped, then of each of their sessions (AUT-5)', async () => {
    await room.sql`update auth.outbox set created_at = now() - interval '65 minutes'`
    const { id: sessionId, user } = await room.newSession({
      email: `${crypto.randomUUID()}@demo.test`,
    })
    const changes = await stream()
    const input = { userId: user.id, status: 'SUSPENDED', reason: 'Asked for it' }
    await room.send(
      'mutation ($input: AssignStatusInput!) { assignStatus(input: $input) { __typename } }',
      input,
      serviceActor('admin'),
    )
    const nothing = { userId: user.id, sessionId: null, keyId: null }
    expect((await changes.take(2)).map(brief)).toEqual([
      { ...nothing, kind: 'USER_CHANGED' },
      { ...nothing, kind: 'SESSION_ENDED', sessionId },
    ])
    await changes.close()
  })

  test('are for the gateway alone', async () => {
    const codes = async (actor: Actor, after?: string) => {
      const answer = await subscribe(after, actor)
      return Symbol.asyncIterator in answer ? [] : codesOf(answer)
    }
    expect(await codes(ANONYMOUS)).toEqual(['UNAUTHENTICATED'])
    expect(await codes(userActor('usr_1', { roles: ['ADMIN'] }))).toEqual(['FORBIDDEN'])
    expect(await codes(GATEWAY, 'nonsense')).toEqual(['BAD_USER_INPUT'])
    expect(await codes(GATEWAY, '')).toEqual(['BAD_USER_INPUT'])
  })
})
