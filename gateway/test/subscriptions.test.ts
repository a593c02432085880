import { createClient as createSseClient } from 'graphql-sse'
import { type Client, createClient } from 'graphql-ws'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { newPayment, openRoom } from './room.ts'

type Room = Awaited<ReturnType<typeof openRoom>>
const WATCH = `subscription Watch($id: ID) {
  paymentChanged(paymentId: $id) { cursor payment { id payer { name seenBy } } }
}`
const event = (cursor: string) => ({ cursor, payment: newPayment('pay_1') })
const answer = (cursor: string, seenBy = 'usr_ada') => ({
  data: {
    paymentChanged: {
      cursor,
      payment: { id: 'pay_1', payer: { name: 'name of usr_ada', seenBy } },
    },
  },
})
const until = async (holds: () => boolean) => {
  for (let tries = 0; !holds() && tries < 300; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 10))
  expect(holds()).toBe(true)
}

describe('a stream', () => {
  let room: Room
  let ada: string
  const clients: Pick<Client, 'dispose'>[] = []
  beforeEach(async () => {
    const env = {
      CORS_ORIGINS: 'https://shop.test',
      SOCKET_INIT_MS: '200',
      SOCKETS_PER_ACTOR_MAX: '3',
    }
    room = await openRoom({ env })
    ada = await room.tokens.issue('usr_ada')
  })
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.dispose()
    await room.close()
  })
  const overWebSocket = (params: Record<string, unknown> = { authorization: `Bearer ${ada}` }) => {
    const client = createClient({
      url: room.wsUrl,
      webSocketImpl: WebSocket,
      connectionParams: params,
      retryAttempts: 0,
    })
    clients.push(client)
    return client
  }
  const overSse = (token = ada) => {
    const client = createSseClient({
      url: room.url,
      headers: { authorization: `Bearer ${token}` },
      retryAttempts: 0,
    })
    clients.push(client as never)
    return client
  }

  describe.each([
    ['graphql-ws', () => overWebSocket()],
    ['SSE', () => overSse()],
  ])('over %s', (_name, connect) => {
    test('delivers each event once, in order, with fields of other subgraphs', async () => {
      const events = connect().iterate({ query: WATCH })
      const first = events.next()
      await until(() => room.bus.count() === 1)
      room.bus.emit(event('1'))
      room.bus.emit(event('2'))
      expect((await first).value).toEqual(answer('1'))
      expect((await events.next()).value).toEqual(answer('2'))
      await events.return?.()
    })

    test('frees the subgraph when the client leaves between two events', async () => {
      const events = connect().iterate({ query: WATCH })
      const pending = events.next()
      await until(() => room.bus.count() === 1)
      await events.return?.()
      await until(() => room.bus.count() === 0)
      expect((await pending).done).toBe(true)
    })

    test('is refused by the subgraph for what the caller may not see', async () => {
      const events = connect().iterate({ query: WATCH, variables: { id: 'pay_foreign' } })
      const { value } = await events.next()
      expect(value).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] })
      expect(room.bus.count()).toBe(0)
    })

    test('runs queries and mutations too, through the same gates', async () => {
      const client = connect()
      const run = async (query: string) => {
        for await (const value of client.iterate({ query })) return value
        return undefined
      }
      expect(await run('{ me { id } }')).toEqual({ data: { me: { id: 'usr_ada' } } })
      expect(await run('mutation { greet(name: "Ben") }')).toEqual({ data: { greet: 'hello Ben' } })
    })
  })

  const refusalOverWebSocket = async (query: string, params?: Record<string, unknown>) => {
    try {
      for await (const value of overWebSocket(params).iterate({ query })) return value
      return undefined
    } catch (refusal) {
      return refusal
    }
  }

  test.each([
    [
      '@skip on the root field',
      'subscription ($x: Boolean = false) { paymentChanged @skip(if: $x) { cursor } }',
      'BAD_USER_INPUT',
    ],
    [
      '@include on a fragment of the root field',
      'subscription ($x: Boolean = true) { ... @include(if: $x) { paymentChanged { cursor } } }',
      'BAD_USER_INPUT',
    ],
    ['a syntax error', '{', 'BAD_USER_INPUT'],
    ['an unknown field', '{ nope }', 'BAD_USER_INPUT'],
    ['entities', '{ _entities(representations: []) { __typename } }', 'BAD_USER_INPUT'],
    ['too much at once', `{ ${'hello '.repeat(11)} }`, 'COST_LIMIT'],
    ['what is for administrators', '{ secret }', 'FORBIDDEN'],
  ])('refuses %s with a clean error on every transport', async (_title, query, code) => {
    const expected = {
      message: expect.any(String),
      extensions: { code, requestId: expect.any(String) },
    }
    expect(await refusalOverWebSocket(query)).toMatchObject([expected])
    const response = await fetch(room.url, {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        authorization: `Bearer ${ada}`,
      },
      body: JSON.stringify({ query }),
    })
    const text = await response.text()
    expect(text).toContain(`"code":"${code}"`)
    expect(response.status).toBe(code === 'FORBIDDEN' ? 403 : 200)
    expect(text).not.toMatch(/stack|PlanNode/)
  })

  test('over SSE refuses strangers by 401, a bad token by 401 and a mutation by GET by 405', async () => {
    const get = (query: string, token?: string) =>
      fetch(`${room.url}?query=${encodeURIComponent(query)}`, {
        headers: {
          accept: 'text/event-stream',
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
      })
    expect((await get(WATCH)).status).toBe(401)
    expect((await get(WATCH, 'a.b.c')).status).toBe(401)
    expect((await get('mutation { greet(name: "x") }', ada)).status).toBe(405)
    const answered = await get('{ hello }')
    expect(answered.headers.get('content-type')).toContain('text/event-stream')
    expect(answered.headers.get('x-request-id')).toBeTruthy()
    expect(await answered.text()).toBe(
      ':\n\nevent: next\ndata: {"data":{"hello":"hello"}}\n\nevent: complete\ndata:\n\n',
    )
  })

  test('over a WebSocket ends with 4403 within a second of the end of the token', async () => {
    const short = await room.tokens.issue('usr_ada', { seconds: 2 })
    const socket = await greet({ authorization: `Bearer ${short}` })
    const started = Date.now()
    const { code } = await socket.closed
    expect(code).toBe(4403)
    expect(Date.now() - started).toBeLessThan(3_000)
  })

  test('over SSE says UNAUTHENTICATED and ends within a second of the end of the token', async () => {
    const short = await room.tokens.issue('usr_ada', { seconds: 2 })
    const values: unknown[] = []
    for await (const value of overSse(short).iterate({ query: WATCH })) values.push(value)
    expect(values).toMatchObject([{ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }])
    await until(() => room.bus.count() === 0)
  })

  test('over a WebSocket needs a valid token or none, also in the header, in any case of letters', async () => {
    expect((await greet({ authorization: 'Bearer a.b.c' }).catch((fault) => fault)).code).toBe(4401)
    expect(await refusalOverWebSocket('{ me { id } }', {})).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ])
    expect(await refusalOverWebSocket('{ hello }', {})).toEqual({ data: { hello: 'hello' } })
    const byHeader = await greet(undefined, { authorization: `Bearer ${ada}` })
    byHeader.close()
    expect(await refusalOverWebSocket('{ me { id } }', { Authorization: `Bearer ${ada}` })).toEqual(
      {
        data: { me: { id: 'usr_ada' } },
      },
    )
  })

  test('over a WebSocket is closed by 4408 without a greeting, and by 1009 for a frame over 64 KB', async () => {
    const silent = await open()
    expect((await silent.closed).code).toBe(4408)
    const loud = await greet({})
    loud.send({
      id: '1',
      type: 'subscribe',
      payload: { query: `{ hello } #${'x'.repeat(70_000)}` },
    })
    expect((await loud.closed).code).toBe(1009)
  })

  test('over a WebSocket opens to pages of listed origins and our own alone', async () => {
    for (const origin of ['https://shop.test', room.gateway.url]) (await open({ origin })).close()
    await expect(open({ origin: 'https://evil.test' })).rejects.toThrow('403')
    await expect(open({}, room.wsUrl.replace('/graphql', '/other'))).rejects.toThrow('404')
  })

  test('over a WebSocket is one of at most fifty, and a person holds at most so many sockets', async () => {
    const socket = await greet({ authorization: `Bearer ${ada}` })
    for (let id = 0; id < 51; id += 1)
      socket.send({ id: `${id}`, type: 'subscribe', payload: { query: WATCH } })
    await until(() => socket.received.some(({ type }) => type === 'error'))
    const refused = socket.received.filter(({ type }) => type === 'error')
    expect(refused).toMatchObject([
      {
        payload: [
          { extensions: { code: 'COST_LIMIT', details: { limit: 'subscriptions', max: 50 } } },
        ],
      },
    ])
    await until(() => room.bus.count() === 50)
    const more = [
      await greet({ authorization: `Bearer ${ada}` }),
      await greet({ authorization: `Bearer ${ada}` }),
    ]
    const fourth = await greet({ authorization: `Bearer ${ada}` }).catch((fault) => fault)
    expect(fourth.code).toBe(4429)
    for (const each of [socket, ...more]) each.close()
    await until(() => room.bus.count() === 0)
  })

  test('ends with 1001 when the server stops, and so does one over SSE', async () => {
    const socket = await greet({ authorization: `Bearer ${ada}` })
    socket.send({ id: '1', type: 'subscribe', payload: { query: WATCH } })
    const events = overSse().iterate({ query: WATCH })
    const pending = events.next()
    await until(() => room.bus.count() === 2)
    const started = Date.now()
    await room.close()
    expect(Date.now() - started).toBeLessThan(5_000)
    expect((await socket.closed).code).toBe(1001)
    expect((await pending).done).toBe(true)
    expect(room.bus.count()).toBe(0)
  })

  type Message = { type: string; id?: string; payload?: unknown }

  /** A socket without a client library, to do what no library would. */
  async function open(headers: Record<string, string> = {}, url = room.wsUrl) {
    const socket = new WebSocket(url, 'graphql-transport-ws', { headers })
    const received: Message[] = []
    const closed = new Promise<{ code: number }>((resolve) =>
      socket.once('close', (code) => resolve({ code })),
    )
    socket.on('message', (text) => received.push(JSON.parse(String(text)) as Message))
    await new Promise((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', reject)
    })
    return {
      received,
      closed,
      send: (message: Message) => socket.send(JSON.stringify(message)),
      close: () => socket.close(),
    }
  }

  async function greet(payload?: object, headers: Record<string, string> = {}) {
    const socket = await open(headers)
    socket.send({ type: 'connection_init', payload })
    const greeted = until(() => socket.received.some(({ type }) => type === 'connection_ack'))
    await Promise.race([greeted, socket.closed.then((end) => Promise.reject(end))])
    return socket
  }
})
