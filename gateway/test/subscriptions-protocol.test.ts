import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { greetSocket, openSocket, type RawSocket, until } from './raw-socket.ts'
import { openRoom } from './room.ts'

const WATCH = 'subscription { paymentChanged { cursor } }'

describe('graphql-transport-ws', () => {
  let room: Awaited<ReturnType<typeof openRoom>>
  beforeEach(async () => {
    room = await openRoom({ env: { SOCKETS_UNGREETED_MAX: '3', SOCKETS_PER_ACTOR_MAX: '2' } })
  })
  afterEach(() => room.close())

  const closedAfter = async (say: (socket: RawSocket) => void, isGreeted = true) => {
    const socket = isGreeted ? await greetSocket(room.wsUrl) : await openSocket(room.wsUrl)
    say(socket)
    return (await socket.closed).code
  }

  test.each<[number, string, (socket: RawSocket) => void, boolean]>([
    [4400, 'what is no JSON', ({ send }) => send('{'), true],
    [4400, 'bytes', ({ socket }) => socket.send(Buffer.from('{"type":"ping"}')), true],
    [4400, 'what no client says', ({ send }) => send({ type: 'next', id: '1', payload: {} }), true],
    [4429, 'a second greeting', ({ send }) => send({ type: 'connection_init' }), true],
    [
      4401,
      'an operation before the greeting',
      ({ send }) => send({ type: 'subscribe', id: '1', payload: { query: '{ hello }' } }),
      false,
    ],
    [
      4409,
      'a second operation of the same id',
      ({ send }) => {
        send({ type: 'subscribe', id: '1', payload: { query: WATCH } })
        send({ type: 'subscribe', id: '1', payload: { query: '{ hello }' } })
      },
      true,
    ],
  ])('is closed with %i after %s', async (code, _what, say, isGreeted) => {
    expect(await closedAfter(say, isGreeted)).toBe(code)
  })

  test('is the only protocol that is spoken', async () => {
    await expect(openSocket(room.wsUrl, {}, 'graphql-ws')).rejects.toThrow(/subprotocol/)
  })

  test('echoes what a ping carries, and takes a pong for an answer', async () => {
    const socket = await greetSocket(room.wsUrl)
    socket.send({ type: 'pong' })
    socket.send({ type: 'ping', payload: { a: 1 } })
    await until(() => socket.received.some(({ type }) => type === 'pong'))
    expect(socket.received.at(-1)).toEqual({ type: 'pong', payload: { a: 1 } })
    socket.close()
  })

  test('takes an operation by its id alone, and one without id or text is refused as by HTTP (PRT-4)', async () => {
    const socket = await greetSocket(room.wsUrl)
    const ask = async (id: string, payload: object) => {
      socket.send({ type: 'subscribe', id, payload })
      await until(() => socket.received.some((message) => message.id === id))
      return socket.received.find((message) => message.id === id)
    }
    const overHttp = async (body: object) => (await room.post(undefined, { body })).errors?.[0]
    for (const [id, body] of Object.entries({
      unknown: { documentId: 'sha256:0000' },
      apq: { extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } },
      neither: {},
      odd: { query: 3 },
    })) {
      const payload = (await ask(id, body))?.payload as { errors?: unknown }
      const code = (await overHttp(body))?.extensions['code']
      expect(code).toBeTruthy()
      expect(payload.errors ?? payload).toMatchObject([{ extensions: { code } }])
    }
    expect(await ask('whole', { query: '{ hello }' })).toEqual({
      id: 'whole',
      type: 'next',
      payload: { data: { hello: 'hello' } },
    })
    socket.close()
  })

  test('is not listened to by more than so many of one address who have not greeted', async () => {
    const silent = await Promise.all([1, 2, 3].map(() => openSocket(room.wsUrl)))
    await expect(openSocket(room.wsUrl)).rejects.toThrow('429')
    silent[0]?.close()
    await silent[0]?.closed
    const greeted = await greetSocket(room.wsUrl)
    const again = await openSocket(room.wsUrl)
    for (const each of [...silent, greeted, again]) each.close()
  })

  test('counts the sockets of nobody by their address', async () => {
    const sockets = [await greetSocket(room.wsUrl), await greetSocket(room.wsUrl)]
    const third = await greetSocket(room.wsUrl).catch((end) => end)
    expect(third).toMatchObject({ code: 4429, reason: 'Too many sockets' })
    const named = await greetSocket(room.wsUrl, await room.tokens.issue('usr_ada'))
    for (const each of [...sockets, named]) each.close()
  })
})
