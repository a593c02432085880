import {
  type Actor,
  ANONYMOUS,
  newAssertionKey,
  newAssertionSigner,
  newAssertionVerifier,
  serviceActor,
} from '@tallystick/actor'
import { type Door, type DoorResult, newRemoteDoor } from '@tallystick/subgraph-client'
import { SILENT } from '@tallystick/telemetry'
import { createClient } from 'graphql-ws'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { factsOf, newRoom, person, SECRET } from '../test/room.ts'
import { type Served, serveSubgraph } from './index.ts'

const customer = person('usr_1', 'CUSTOMER')
const gatewayKey = await newAssertionKey('gateway')
const paymentsKey = await newAssertionKey('payments')
const strangerKey = await newAssertionKey('gateway')
const keys = [gatewayKey.publicKey, paymentsKey.publicKey]
const sign = newAssertionSigner(gatewayKey)
const room = newRoom()
const deadlineMs = { query: 1_000, mutation: 1_000 }
let isReady = true
let served: Served
let remote: Door & { close(): Promise<void> }

beforeAll(async () => {
  served = await serveSubgraph(room.subgraph, {
    host: '127.0.0.1',
    port: 0,
    verify: newAssertionVerifier('room', keys),
    log: SILENT,
    routes: (app) => {
      app.get('/keys', async () => ({ keys: [] }))
    },
    ready: async () => {
      if (!isReady) throw new Error(SECRET)
    },
  })
  remote = newRemoteDoor({ name: 'room', url: served.url, sign, deadlineMs, log: SILENT })
})

afterAll(async () => {
  await remote.close()
  await served.close()
  await room.subgraph.close()
})

const post = async (body: unknown, headers: Record<string, string> = {}) => {
  const response = await fetch(`${served.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: response.status, text: await response.text() }
}
const bearer = async (actor: Actor = customer, by = sign) => ({
  authorization: `Bearer ${await by(actor, 'room')}`,
})

describe('nobody is answered without an assertion, and nothing is parsed for them', () => {
  const aMinuteAgo = () => Date.now() - 61_000
  const cases: [string, () => Promise<Record<string, string>>][] = [
    ['nothing', async () => ({})],
    ['another scheme', async () => ({ authorization: 'Basic YTpi' })],
    ['no token', async () => ({ authorization: 'Bearer ' })],
    ['nonsense', async () => ({ authorization: 'Bearer a.b.c' })],
    ['a stranger’s key', () => bearer(customer, newAssertionSigner(strangerKey))],
    ['an old assertion', () => bearer(customer, newAssertionSigner(gatewayKey, aMinuteAgo))],
    ['a process that speaks for a person', () => bearer(customer, newAssertionSigner(paymentsKey))],
    [
      'an assertion for another subgraph',
      async () => ({ authorization: `Bearer ${await sign(customer, 'ledger')}` }),
    ],
  ]
  test.each(cases)('%s', async (_what, headers) => {
    for (const body of [{ query: '{ hello }' }, '{ this is not even JSON']) {
      const { status, text } = await post(body, await headers())
      expect(status).toBe(401)
      expect(JSON.parse(text).errors[0].extensions.code).toBe('UNAUTHENTICATED')
    }
  })

  test('while a process that speaks for itself is', async () => {
    const by = newAssertionSigner(paymentsKey)
    const { status, text } = await post(
      { query: '{ hello }' },
      await bearer(serviceActor('payments'), by),
    )
    expect([status, JSON.parse(text)]).toEqual([200, { data: { hello: 'Hello you' } }])
    const entities = '{ _entities(representations: []) { __typename } }'
    const denied = await post({ query: entities }, await bearer(serviceActor('payments'), by))
    expect(JSON.parse(denied.text).errors[0].extensions.code).toBe('FORBIDDEN')
  })
})

test('what a session is to be found by is taken from the gateway alone', async () => {
  const named = { 'x-cookie-hash': 'c'.repeat(64) }
  const { text } = await post({ query: '{ caller }' }, { ...(await bearer()), ...named })
  expect(text).toContain(named['x-cookie-hash'])
  const payments = await bearer(serviceActor('payments'), newAssertionSigner(paymentsKey))
  const other = await post({ query: '{ caller }' }, { ...payments, ...named })
  expect(other.text).toContain('payments')
  expect(other.text).not.toContain(named['x-cookie-hash'])
})

describe('a request that cannot be read is refused without a fault', () => {
  test.each([
    [
      'a body over 1 MB',
      JSON.stringify({ query: `{ hello } #${'x'.repeat(1_048_576)}` }),
      413,
      'PAYLOAD_TOO_LARGE',
    ],
    ['no JSON', '{ "query"', 400, 'BAD_REQUEST'],
    ['no query', '{}', 400, 'BAD_REQUEST'],
    ['a batch', '[{"query":"{ hello }"}]', 400, 'BAD_REQUEST'],
    ['a prototype', '{"query":"{ hello }","__proto__":{"admin":true}}', 400, 'BAD_REQUEST'],
    [
      'introspection',
      '{"query":"{ __schema { types { name } } }"}',
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
  ])('%s', async (_what, body, status, code) => {
    const answer = await post(body, await bearer())
    expect(answer.status).toBe(status)
    expect(JSON.parse(answer.text).errors[0].extensions.code).toBe(code)
    expect(answer.text).not.toMatch(/\bat \w+ \(|\.ts:|node_modules|stack/i)
  })

  test.each([
    ['GET', '/graphql', 404],
    ['GET', '/', 404],
    ['POST', '/other', 404],
  ])('%s %s is not there', async (method, path, status) => {
    expect(
      (await fetch(`${served.url}${path}?query={hello}`, { method, headers: await bearer() }))
        .status,
    ).toBe(status)
  })
})

describe('health', () => {
  const probe = async (path: string) => {
    const response = await fetch(`${served.url}${path}`)
    return [response.status, await response.json()]
  }

  test('needs no assertion, and says a word', async () => {
    expect(await probe('/health/live')).toEqual([200, { status: 'UP' }])
    expect(await probe('/health/ready')).toEqual([200, { status: 'UP' }])
    expect(await probe('/keys')).toEqual([200, { keys: [] }])
  })

  test('is down while the subgraph cannot serve, and does not say why', async () => {
    isReady = false
    expect(await probe('/health/ready')).toEqual([503, { status: 'DOWN' }])
    expect(await probe('/health/live')).toEqual([200, { status: 'UP' }])
    isReady = true
  })
})

describe('the remote door answers byte for byte like the one in process', () => {
  const queries: [string, Record<string, unknown>?][] = [
    ['{ hello }'],
    ['query ($n: String) { b: hello(name: $n) a: hello }', { n: 'é\u2028"' }],
    ['query a { hello } query b { hello }'],
    [
      '{ echo(amount: { amount: "9007199254740993", currency: "USD" }) { amount formatted(locale: "de") } }',
    ],
    [
      'query ($m: MoneyInput!) { echo(amount: $m) { amount } }',
      { m: { amount: 5, currency: 'USD' } },
    ],
    ['{ minor(of: 5) }'],
    ['{ me { id email name } report }'],
    ['{ fault missing hello }'],
    ['{ wrongType }'],
    ['mutation { change(to: "remote") }'],
    ['mutation { change(to: "") }'],
    ['mutation { fault }'],
    ['{ caller }'],
    ['{ nothing and: nothing }'],
    ['{ hello(name: 5) }'],
    ['{'],
    ['subscription { ticks { number } }'],
    ['{ _service { sdl } }'],
    [
      '{ _entities(representations: [{ __typename: "User", id: "usr_1" }, { __typename: "User", id: "usr_2" }]) { ... on User { email name } } }',
    ],
    ['{ __schema { queryType { name } } }'],
  ]
  const actors = [ANONYMOUS, customer, person('usr_9', 'ADMIN')]
  test.each(queries)('%.70s', async (query, variables) => {
    for (const actor of actors) {
      const facts = factsOf(actor, {
        address: '192.0.2.1',
        userAgent: 'a client/1.0',
        cookieHash: 'c'.repeat(64),
      })
      const here = await room.subgraph.execute({ query, variables }, facts)
      const there = await remote.execute({ query, variables }, facts)
      // Apollo Server has words of its own for introspection.
      if (query.includes('__schema'))
        expect(there.errors?.[0]?.extensions).toEqual(here.errors?.[0]?.extensions)
      else expect(JSON.stringify(there)).toBe(JSON.stringify(here))
    }
  })

  test('and by the name of the operation', async () => {
    const request = { query: 'query a { hello } query b { hello(name: "b") }', operationName: 'b' }
    expect(await remote.execute(request, factsOf(customer))).toEqual({ data: { hello: 'Hello b' } })
  })

  test('and for each event of a subscription', async () => {
    const request = {
      query: 'subscription ($f: Int) { ticks(from: $f) { number half now } }',
      variables: { f: 2 },
    }
    const streams = await Promise.all(
      [room.subgraph, remote].map((door) => door.subscribe(request, factsOf(customer))),
    )
    const [here, there] = streams.map(streamOf)
    for (const number of [1, 2, 3, 4]) room.source.emit('tick', number)
    for (let i = 0; i < 3; i += 1) {
      const [inProcess, overSocket] = [await here?.next(), await there?.next()]
      expect(JSON.stringify(overSocket)).toBe(JSON.stringify(inProcess))
    }
    await Promise.all([here?.return?.(), there?.return?.()])
    await untilListeners(0)
  })

  test.each([
    ['subscription { ticks { number } }', ANONYMOUS],
    ['subscription { refused { number } }', customer],
    ['subscription { badStart { number } }', customer],
    ['subscription { nothing }', customer],
    ['subscription {', customer],
    ['subscription ($n: Int) { ticks(from: $n) { number } }', customer],
  ])('and for a subscription that may not begin: %s', async (query, actor) => {
    const request = { query, variables: { n: 'x' } }
    const facts = factsOf(actor)
    const here = await room.subgraph.subscribe(request, facts)
    const there = await remote.subscribe(request, facts)
    expect(JSON.stringify(there)).toBe(JSON.stringify(here))
  })
})

const streamOf = (started: AsyncIterableIterator<DoorResult> | DoorResult) => {
  if (!(Symbol.asyncIterator in started)) throw new Error(JSON.stringify(started))
  return started
}
const untilListeners = (count: number) =>
  expect.poll(() => room.source.listenerCount('tick'), { timeout: 2_000 }).toBe(count)

describe('subscriptions over the socket', () => {
  const ticks = { query: 'subscription { ticks { number } }' }

  test('a stream that was handed out has begun: no event is lost after that', async () => {
    const stream = streamOf(await remote.subscribe(ticks, factsOf(customer)))
    expect(room.source.listenerCount('tick')).toBe(1)
    room.source.emit('tick', 7)
    expect((await stream.next()).value).toEqual({ data: { ticks: { number: 7 } } })
    await stream.return?.()
    await untilListeners(0)
  })

  test('leaving frees every source, also while waiting, also by signal', async () => {
    const controller = new AbortController()
    const streams = await Promise.all(
      Array.from({ length: 20 }, async (_each, i) => {
        const signal = i % 2 === 0 ? controller.signal : undefined
        return streamOf(await remote.subscribe(ticks, factsOf(customer, { signal })))
      }),
    )
    const waiting = streams.map((stream) => stream.next())
    await untilListeners(20)
    controller.abort()
    await untilListeners(10)
    for (const stream of streams) void stream.return?.()
    await untilListeners(0)
    expect((await Promise.all(waiting)).every(({ done }) => done)).toBe(true)
  })

  test('a socket that breaks frees its sources, and its readers hear of it', async () => {
    const other = newRemoteDoor({ name: 'room', url: served.url, sign, deadlineMs, log: SILENT })
    const stream = streamOf(await other.subscribe(ticks, factsOf(customer)))
    const waiting = stream.next()
    await other.close()
    await untilListeners(0)
    expect(await waiting).toMatchObject({ done: true })
  })

  test.each([
    ['without an assertion', {}],
    ['with a forged one', { assertion: 'a.b.c' }],
  ])('a socket %s is closed', async (_what, connectionParams) => {
    const client = createClient({
      url: `${served.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams,
    })
    await expect(client.iterate(ticks).next()).rejects.toMatchObject({ code: 4403 })
    await client.dispose()
  })

  test('each operation needs its own assertion on a socket that has one', async () => {
    const client = createClient({
      url: `${served.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: { assertion: await sign(serviceActor('gateway'), 'room') },
    })
    for (const extensions of [{}, { assertion: 'a.b.c' }, { assertion: 5 }]) {
      const answer = client.iterate({ ...ticks, extensions }).next()
      await expect(answer).rejects.toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }])
    }
    const own = { assertion: await sign(customer, 'room') }
    const answer = await client.iterate({ query: '{ me { id } }', extensions: own }).next()
    expect(answer.value).toEqual({ data: { me: { id: 'usr_1' } } })
    await client.dispose()
    expect(room.source.listenerCount('tick')).toBe(0)
  })
})

describe('the remote door fails with what its caller needs to know', () => {
  test.each([
    ['{ slow }', 'NOT_APPLIED'],
    ['mutation { slow }', 'UNKNOWN'],
  ])('%s past its deadline', async (query, outcome) => {
    const short = { query: 50, mutation: 50 }
    const hasty = newRemoteDoor({
      name: 'room',
      url: served.url,
      sign,
      deadlineMs: short,
      log: SILENT,
    })
    const answer = hasty.execute({ query }, factsOf(customer))
    await expect(answer).rejects.toMatchObject({ subgraph: 'room', reason: 'DEADLINE', outcome })
    await hasty.close()
  })

  test('an assertion that is not believed is our fault, not the caller’s', async () => {
    const by = newAssertionSigner(strangerKey)
    const door = newRemoteDoor({ name: 'room', url: served.url, sign: by, deadlineMs, log: SILENT })
    const request = { query: 'mutation { change(to: "x") }' }
    const failure = { reason: 'REFUSED', outcome: 'NOT_APPLIED' }
    await expect(door.execute(request, factsOf(customer))).rejects.toMatchObject(failure)
    const subscription = { query: 'subscription { ticks { number } }' }
    await expect(door.subscribe(subscription, factsOf(customer))).rejects.toMatchObject({
      outcome: 'NOT_APPLIED',
    })
    await door.close()
  })

  test('an answer over 10 MB', async () => {
    const answer = remote.execute({ query: '{ flood }' }, factsOf(customer))
    await expect(answer).rejects.toMatchObject({ reason: 'BAD_ANSWER', outcome: 'NOT_APPLIED' })
  })
})
