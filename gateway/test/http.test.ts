import { connect } from 'node:net'
import { newLogger } from '@tallystick/telemetry'
import { getIntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newDoor, openRoom } from './room.ts'

type Room = Awaited<ReturnType<typeof openRoom>>

describe('an operation over HTTP', () => {
  let room: Room
  let ada: string
  const logged: string[] = []
  beforeAll(async () => {
    const log = newLogger({ name: 'test', destination: { write: (line) => logged.push(line) } })
    room = await openRoom({ log })
    ada = await room.tokens.issue('usr_ada')
  })
  afterAll(() => room.close())
  const get = (query: string, headers: Record<string, string> = {}) =>
    fetch(`${room.url}?query=${encodeURIComponent(query)}`, { headers })

  test('joins fields of several subgraphs', async () => {
    const { status, data, errors } = await room.post('{ payments { id payer { name seenBy } } }', {
      token: ada,
    })
    const payer = { name: 'name of usr_ada', seenBy: 'usr_ada' }
    expect(errors).toBeUndefined()
    expect(data).toEqual({
      payments: [
        { id: 'pay_1', payer },
        { id: 'pay_2', payer },
      ],
    })
    expect(status).toBe(200)
  })

  test('is answered by GET when it is a query, and 405 when it is a mutation', async () => {
    const preflight = { 'apollo-require-preflight': '1' }
    const answer = await get('{ hello }', preflight)
    expect(await answer.json()).toEqual({ data: { hello: 'hello' } })
    const refused = await get('mutation { greet(name: "x") }', preflight)
    expect(refused.status).toBe(405)
    expect(refused.headers.get('allow')).toBe('POST')
  })

  test('is refused when a page of another origin could have sent it without asking', async () => {
    const cookie = { cookie: 'any=thing' }
    expect((await get('{ hello }', cookie)).status).toBe(400)
    expect((await get('{ hello }', { ...cookie, authorization: `Bearer ${ada}` })).status).toBe(200)
    // Without a cookie a browser sends nothing that is its user's.
    expect((await get('{ hello }')).status).toBe(200)
    const form = await fetch(room.url, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: JSON.stringify({ query: '{ hello }' }),
    })
    expect(form.status).toBe(415)
  })

  // SUP-11, SUP-12
  test.each([
    ['a syntax error', '{ hello', {}, 400, 'BAD_USER_INPUT', { reason: 'GRAPHQL_PARSE_FAILED' }],
    [
      'an unknown field',
      '{ no }',
      {},
      400,
      'BAD_USER_INPUT',
      { reason: 'GRAPHQL_VALIDATION_FAILED' },
    ],
    ['no query', '', {}, 400, 'BAD_USER_INPUT', { reason: 'BAD_REQUEST' }],
    ['a query that is no text', 7, {}, 400, 'BAD_USER_INPUT', { reason: 'BAD_REQUEST' }],
    [
      'an operation that is not there',
      'query A { hello }',
      { operationName: 'B' },
      400,
      'BAD_USER_INPUT',
      { reason: 'OPERATION_RESOLUTION_FAILURE' },
    ],
    [
      'a missing variable',
      'mutation M($name: String!) { greet(name: $name) }',
      { variables: {} },
      400,
      'BAD_USER_INPUT',
      { reason: 'VARIABLE_INVALID' },
    ],
    [
      'a subscription without a stream',
      'subscription { paymentChanged { cursor } }',
      {},
      400,
      'BAD_USER_INPUT',
      { reason: 'SUBSCRIPTION_NEEDS_A_STREAM' },
    ],
    [
      'too many tokens',
      `{ ${'hello '.repeat(2_000)} }`,
      {},
      400,
      'COST_LIMIT',
      { limit: 'tokens', max: 2_000 },
    ],
    [
      'too many root fields',
      `{ ${'hello '.repeat(11)} }`,
      {},
      400,
      'COST_LIMIT',
      { limit: 'rootFields', max: 10 },
    ],
    [
      'a field that is only for services',
      '{ forServices }',
      {},
      400,
      'BAD_USER_INPUT',
      { reason: 'GRAPHQL_VALIDATION_FAILED' },
    ],
    [
      'entities',
      '{ _entities(representations: []) { __typename } }',
      {},
      400,
      'BAD_USER_INPUT',
      { reason: 'GRAPHQL_VALIDATION_FAILED' },
    ],
    [
      'the SDL of a subgraph',
      '{ _service { sdl } }',
      {},
      400,
      'BAD_USER_INPUT',
      { reason: 'GRAPHQL_VALIDATION_FAILED' },
    ],
  ])(
    'refuses %s in the one shape of errors',
    async (_title, query, body, status, code, details) => {
      const answer = await room.post(query, { body })
      expect(answer.status).toBe(status)
      expect(answer.data).toBeUndefined()
      expect(answer.errors?.[0]?.extensions).toEqual({
        code,
        details,
        outcome: 'NOT_APPLIED',
        requestId: answer.headers.get('x-request-id'),
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      })
    },
  )

  test('denies a whole operation by 401 to strangers and 403 to others, before anything runs', async () => {
    const stranger = await room.post('{ hello me { id } secret }')
    expect(stranger.status).toBe(401)
    expect(stranger).not.toHaveProperty('data')
    expect(stranger.errors?.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
      [['me'], 'UNAUTHENTICATED'],
      [['secret'], 'UNAUTHENTICATED'],
    ])
    const customer = await room.post('{ me { mood } }', { token: ada })
    expect(customer.status).toBe(403)
    expect(customer.errors?.[0]?.extensions).toMatchObject({
      code: 'FORBIDDEN',
      details: { missing: ['policy:admin'] },
    })
    const admin = await room.tokens.issue('usr_root', { roles: ['ADMIN'] })
    const { data } = await room.post('{ secret me { mood } }', { token: admin })
    expect(data).toEqual({ secret: 'secret', me: { mood: 'fine' } })
  })

  test('masks faults, says what a mutation may have done, and shows no SQL and no stack', async () => {
    const query = await room.post('{ me { id broken } }', { token: ada })
    expect(query.data).toEqual({ me: { id: 'usr_ada', broken: null } })
    expect(query.errors?.[0]).toMatchObject({
      path: ['me', 'broken'],
      extensions: { code: 'INTERNAL', outcome: 'NOT_APPLIED' },
    })
    const mutation = await room.post('mutation { break }', { token: ada })
    expect(mutation.errors?.[0]?.extensions).toMatchObject({ code: 'INTERNAL', outcome: 'UNKNOWN' })
    expect(JSON.stringify([query, mutation])).not.toMatch(/select|stack|secrets/)
  })

  test('says NOT_APPLIED only of a mutation that was refused, not of one whose answer lacks a field', async () => {
    const refused = await room.post('mutation { pay(note: "bad") { id } }', { token: ada })
    expect(refused.errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      outcome: 'NOT_APPLIED',
    })
    const applied = await room.post('mutation { pay(note: "gone") { id payer { name } } }', {
      token: ada,
    })
    expect(applied.data).toEqual({ pay: { id: 'pay_new', payer: null } })
    expect(applied.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', outcome: 'UNKNOWN' })
  })

  // SEC-18
  test('holds strangers, people and administrators to budgets of their own', async () => {
    const env = { COST_MAX_ANONYMOUS: '100', QUERY_COST_MAX: '101', COST_MAX_ADMIN: '102' }
    const held = await openRoom({ env })
    const admin = await held.tokens.issue('usr_root', { roles: ['ADMIN'] })
    const person = await held.tokens.issue('usr_ada')
    // Each friend within friends is two objects; what is asked for costs what is written below.
    const limits = async (token?: string) => {
      const query = `{ me { ${'friends { '.repeat(6)} id ${'}'.repeat(6)} } }`
      const { errors } = await held.post(query, token === undefined ? {} : { token })
      return errors?.[0]?.extensions['details']
    }
    expect([await limits(), await limits(person), await limits(admin)]).toEqual([
      { limit: 'cost', max: 100 },
      { limit: 'cost', max: 101 },
      { limit: 'cost', max: 102 },
    ])
    await held.close()
  })

  test('answers with at most ten errors', async () => {
    const unknown = Array.from({ length: 30 }, (_, i) => `f${i}`).join(' ')
    expect((await room.post(`{ ${unknown} }`)).errors).toHaveLength(10)
    const aliases = Array.from({ length: 10 }, (_, i) => `a${i}: me { broken b: broken }`).join(' ')
    expect((await room.post(`{ ${aliases} }`, { token: ada })).errors).toHaveLength(10)
  })

  test('takes no batches and no registered hashes', async () => {
    const batch = await fetch(room.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify([{ query: '{ hello }' }]),
    })
    expect(batch.status).toBe(400)
    const { errors } = await room.post(undefined, {
      body: { extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } },
    })
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' })
  })

  test('refuses a body over 100 KB by 413 and a body that is no JSON by 400', async () => {
    const large = await room.post(`{ hello } # ${'x'.repeat(103_000)}`)
    expect(large.status).toBe(413)
    expect(large.errors?.[0]?.extensions).toMatchObject({
      code: 'COST_LIMIT',
      details: { limit: 'body', max: 102_400 },
    })
    for (const body of ['{', '{"query":"{ hello }","__proto__":{"a":1}}']) {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(room.url, { method: 'POST', headers, body })
      expect(answer.status).toBe(400)
      expect(await answer.json()).toMatchObject({
        errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
      })
    }
  })

  test('carries the request id that the client chose, if it is fit for a log, and a new one otherwise', async () => {
    const ok = await room.post('{ hello }', { headers: { 'x-request-id': 'order-4711.a' } })
    expect(ok.headers.get('x-request-id')).toBe('order-4711.a')
    const bad = await room.post('{ no }', { headers: { 'x-request-id': 'a b;drop' } })
    expect(bad.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(logged.some((line) => line.includes('order-4711.a'))).toBe(true)
    expect(logged.join('')).not.toContain(ada)
  })

  test('has security headers, no banner, and is not to be stored', async () => {
    const { headers } = await room.post('{ hello }')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('content-security-policy')).not.toContain('unsafe-inline')
    expect(headers.get('strict-transport-security')).toBe(
      'max-age=31536000; includeSubDomains; preload',
    )
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('server')).toBeNull()
    expect(headers.get('x-powered-by')).toBeNull()
  })

  test('answers the standard introspection query outside production', async () => {
    const { data } = await room.post(getIntrospectionQuery())
    expect(JSON.stringify(data)).toContain('paymentChanged')
    expect(JSON.stringify(data)).not.toContain('forServices')
  })

  test.each([
    ['no HTTP', 'hello there\r\n\r\n', '400'],
    ['headers of 20 KB', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, '431'],
  ])('answers %s in the same shape, and hangs up', async (_what, bytes, status) => {
    const { hostname, port } = new URL(room.gateway.url)
    const socket = connect(Number(port), hostname)
    socket.end(bytes)
    const chunks: Buffer[] = []
    for await (const chunk of socket) chunks.push(chunk as Buffer)
    const [head = '', body = ''] = String(Buffer.concat(chunks)).split('\r\n\r\n')
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} .*connection: close`, 's'))
    expect(JSON.parse(body).errors[0].extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      outcome: 'NOT_APPLIED',
      requestId: expect.any(String),
    })
  })

  test('knows nothing at other paths, in the same shape', async () => {
    const answer = await fetch(`${room.gateway.url}/nothing`)
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] })
  })

  test('shows the public keys and nothing of the private ones', async () => {
    const answer = await fetch(`${room.gateway.url}/.well-known/jwks.json`)
    const { keys } = (await answer.json()) as { keys: object[] }
    expect(Object.keys(keys[0] ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x'])
  })
})

describe('a gateway', () => {
  test('in production neither shows its schema nor hints at it', async () => {
    const room = await openRoom({ env: { NODE_ENV: 'production' } })
    const introspected = await room.post(getIntrospectionQuery())
    expect(introspected.status).toBe(400)
    const { errors } = await room.post('{ helo }')
    expect(errors?.[0]?.message).toBe('Cannot query field "helo" on type "Query".')
    expect((await fetch(`${room.gateway.url}/graphiql`)).status).toBe(404)
    expect((await room.post('{ __typename }')).data).toEqual({ __typename: 'Query' })
    await room.close()
  })

  test('answers pages of listed origins alone', async () => {
    const room = await openRoom({ env: { CORS_ORIGINS: 'https://shop.test' } })
    const allowed = async (origin: string) =>
      (await room.post('{ hello }', { headers: { origin } })).headers.get(
        'access-control-allow-origin',
      )
    expect(await allowed('https://shop.test')).toBe('https://shop.test')
    expect(await allowed('https://evil.test')).toBeNull()
    const preflight = await fetch(room.url, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.test', 'access-control-request-method': 'POST' },
    })
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull()
    await room.close()
  })

  test('does not start while a root field has no access decision', async () => {
    const { composeSupergraph } = await import('../src/plan/compose.ts')
    const { PAYMENTS_SDL, PEOPLE_SDL } = await import('./room.ts')
    const open = PEOPLE_SDL.replace('me: User! @authenticated', 'me: User!')
    const supergraphSdl = composeSupergraph({ people: open, payments: PAYMENTS_SDL })
    await expect(openRoom({ supergraphSdl })).rejects.toThrow(/Query\.me/)
  })

  test('tells alive from ready', async () => {
    let isWell = true
    const health = async () => {
      if (!isWell) throw new Error('no database')
    }
    const room = await openRoom({ health })
    const status = async (path: string) => (await fetch(`${room.gateway.url}${path}`)).status
    expect([await status('/health/live'), await status('/health/ready')]).toEqual([200, 200])
    isWell = false
    expect([await status('/health/live'), await status('/health/ready')]).toEqual([200, 503])
    await room.close()
  })

  test('gives up on a subgraph at the deadline of the request', async () => {
    const slow = newDoor('people', {
      execute: (_request, { signal }) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason))
        }),
    })
    const room = await openRoom({
      env: { QUERY_DEADLINE_MS: '100' },
      doors: (doors) => ({ ...doors, people: slow }),
    })
    const started = performance.now()
    const { errors } = await room.post('{ hello }')
    expect(performance.now() - started).toBeLessThan(2_000)
    expect(errors?.[0]?.extensions).toMatchObject({ subgraph: 'people', outcome: 'NOT_APPLIED' })
    await room.close()
  })

  test('lets a request end before it closes, and closes once', async () => {
    const reached = Promise.withResolvers<void>()
    let answer = (_data: object) => {}
    const slow = newDoor('people', {
      execute: () =>
        new Promise((resolve) => {
          answer = (data) => resolve({ data: data as Record<string, unknown> })
          reached.resolve()
        }),
    })
    const room = await openRoom({ doors: (doors) => ({ ...doors, people: slow }) })
    const asked = room.post('{ hello }')
    await reached.promise
    const closing = Promise.all([room.close(), room.close()])
    answer({ hello: 'late' })
    expect((await asked).data).toEqual({ hello: 'late' })
    await closing
    await expect(fetch(room.url)).rejects.toThrow()
  })
})
