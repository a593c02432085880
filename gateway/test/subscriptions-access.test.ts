import type { DoorResult } from '@tallystick/subgraph-client'
import { createClient as createSseClient } from 'graphql-sse'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { greetSocket, until } from './raw-socket.ts'
import { newBus, newDoor, openRoom } from './room.ts'

const WATCH = 'subscription { paymentChanged { cursor } }'

describe('a gateway that is told of changes of access', () => {
  let room: Awaited<ReturnType<typeof openRoom>>
  const changes = newBus<DoorResult>()
  /** Of whatever else a gateway asks Auth to tell it. */
  const others = newBus<DoorResult>()
  beforeEach(async () => {
    const auth = newDoor('auth', {
      subscribe: async ({ query }, { signal }) => {
        const stream = (query.includes('accessChanges') ? changes : others).subscribe()
        signal?.addEventListener('abort', () => void stream.return?.())
        return stream
      },
    })
    room = await openRoom({ doors: (doors) => ({ ...doors, auth }) })
    await until(() => changes.count() === 1)
  })
  afterEach(async () => {
    await room.close()
    await until(() => changes.count() === 0)
  })

  const tell = (kind: string, { userId = 'usr_ada', sessionId = null as string | null } = {}) => {
    const at = new Date().toISOString()
    const change = { cursor: at, kind, userId, sessionId, keyId: null, at }
    changes.emit({ data: { accessChanges: change } })
  }
  const streamOver = async (token: string) => {
    const values: unknown[] = []
    const client = createSseClient({
      url: room.url,
      headers: { authorization: `Bearer ${token}` },
      retryAttempts: 0,
    })
    const ended = (async () => {
      for await (const value of client.iterate({ query: WATCH })) values.push(value)
    })()
    return { values, ended }
  }

  test('refuses a token within a second of the sign-out, on every transport, and no other session (SEC-13)', async () => {
    const token = await room.tokens.issue('usr_ada')
    const other = await room.tokens.issue('usr_ada', { claims: { sid: 'ses_2' } })
    const socket = await greetSocket(room.wsUrl, token)
    socket.send({ type: 'subscribe', id: '1', payload: { query: WATCH } })
    const stream = await streamOver(token)
    const bystander = await greetSocket(room.wsUrl, other)
    await until(() => room.bus.count() === 2)
    expect((await room.post('{ me { id } }', { token })).status).toBe(200)

    const started = Date.now()
    tell('SESSION_ENDED', { sessionId: 'ses_1' })
    expect(await socket.closed).toEqual({ code: 4403, reason: 'The session has ended' })
    await stream.ended
    expect(stream.values).toMatchObject([{ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }])
    const refused = await room.post('{ me { id } }', { token })
    expect(refused.status).toBe(401)
    expect(refused.errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED')
    const greeting = await greetSocket(room.wsUrl, token).catch((end) => end)
    expect(greeting.code).toBe(4401)
    expect(Date.now() - started).toBeLessThan(1_000)
    await until(() => room.bus.count() === 0)
    expect((await room.post('{ me { id } }', { token: other })).status).toBe(200)
    bystander.close()
    expect((await bystander.closed).code).not.toBe(4403)
  })

  test('closes sockets of a person whose role changed, so that they come back with a new token (RBA-9)', async () => {
    const token = await room.tokens.issue('usr_ada')
    const ada = await greetSocket(room.wsUrl, token)
    const ben = await greetSocket(room.wsUrl, await room.tokens.issue('usr_ben'))
    const started = Date.now()
    tell('USER_CHANGED')
    expect(await ada.closed).toEqual({
      code: 4403,
      reason: 'The rights of the person have changed',
    })
    expect(Date.now() - started).toBeLessThan(1_000)
    expect((await room.post('{ me { id } }', { token })).status).toBe(401)
    // A token of the second in which the change was made cannot be told from one of before it.
    await new Promise((resolve) => setTimeout(resolve, 1_050 - (Date.now() % 1_000)))
    const renewed = await room.tokens.issue('usr_ada')
    expect((await room.post('{ me { id } }', { token: renewed })).status).toBe(200)
    ben.send({ type: 'subscribe', id: '1', payload: { query: '{ me { id } }' } })
    await until(() => ben.received.some(({ type }) => type === 'complete'))
    ben.close()
  })
})
