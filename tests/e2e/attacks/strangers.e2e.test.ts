import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Client,
  data,
  type Loose,
  post,
  signIn,
  subscribe,
  walletOf,
} from '../../kit/client.ts'
import { newDataDir, type Product, removeDataDir, startProduct } from '../../kit/product.ts'
import { ask, codeOf, GIVEAWAY, openSocket, TRANSPORTS } from './transports.ts'

const SHOP = 'https://shop.test'
const EVIL = 'https://evil.test'
const dataDir = newDataDir()
let product: Product
let ada: Client
let root: Client
let wallet: string

beforeAll(async () => {
  product = await startProduct({ dataDir, env: { CORS_ORIGINS: SHOP, LOG_LEVEL: 'trace' } })
  ada = await signIn(product.url, 'ada@demo.test')
  root = await signIn(product.url, 'root@demo.test')
  wallet = await walletOf(ada)
})

afterAll(async () => {
  await product?.stop()
  removeDataDir(dataDir)
})

const at = (path: string): URL => new URL(path, product.url)
const me = encodeURIComponent('{ __typename }')

describe('a page of a stranger', () => {
  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain; application/json',
    'application/jsonp',
    '',
  ])('cannot send an operation as a form does: %s (SEC-9)', async (type) => {
    for (const accept of ['*/*', 'text/event-stream']) {
      const response = await fetch(product.url, {
        method: 'POST',
        headers: { 'content-type': type, accept, origin: EVIL },
        body: new TextEncoder().encode('{"query":"{ __typename }"}'),
      })
      expect(response.status).toBeGreaterThanOrEqual(400)
      expect(await response.text()).not.toContain('"__typename"')
    }
  })

  it('cannot read by GET what it may request without asking (SEC-9)', async () => {
    const response = await fetch(at(`/graphql?query=${me}`), {
      headers: { origin: EVIL, accept: '*/*', cookie: 'session=of-its-user' },
    })
    expect(response.status).toBe(400)
    expect((await response.json()) as Loose).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    })
  })

  it('cannot change anything by GET, by whatever it says it accepts (SEC-9)', async () => {
    const query = encodeURIComponent('mutation { signOut { sessionId } }')
    for (const accept of [
      'application/json',
      'text/event-stream',
      'application/json, text/event-stream',
    ]) {
      const response = await fetch(at(`/graphql?query=${query}`), {
        headers: {
          accept,
          'content-type': 'application/json',
          authorization: `Bearer ${ada.token}`,
        },
      })
      expect(response.status).toBe(405)
      expect(response.headers.get('allow')).toBe('POST')
    }
  })

  it.each([
    EVIL,
    'null',
    'https://shop.test.evil.test',
    'http://shop.test',
    'https://shop.test:444',
    'https://SHOP.test.',
    'file://',
  ])('is not let in by CORS from %s (SUP-8)', async (origin) => {
    for (const method of ['OPTIONS', 'POST', 'GET']) {
      const response = await fetch(method === 'GET' ? at(`/graphql?query=${me}`) : product.url, {
        method,
        headers: {
          origin,
          'content-type': 'application/json',
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization',
        },
        ...(method === 'POST' ? { body: '{"query":"{ __typename }"}' } : {}),
      })
      expect([origin, EVIL, '*']).not.toContain(response.headers.get('access-control-allow-origin'))
      expect(response.headers.get('access-control-allow-credentials')).toBeNull()
      await response.body?.cancel()
    }
  })

  it('of a listed origin is let in, and caches are told that others are not (SUP-8)', async () => {
    const response = await fetch(product.url, {
      method: 'OPTIONS',
      headers: { origin: SHOP, 'access-control-request-method': 'POST' },
    })
    expect(response.headers.get('access-control-allow-origin')).toBe(SHOP)
    expect(response.headers.get('vary')).toMatch(/origin/i)
  })

  it.each([
    EVIL,
    'null',
    'https://shop.test.evil.test',
    'http://shop.test',
    'file://',
    'http://127.0.0.1:1',
    'http://127.0.0.1',
    ' ',
  ])('opens no socket from %s (SUP-8)', async (origin) => {
    const { outcome, socket } = await openSocket(product.url, { origin })
    expect(outcome).toContain('403')
    socket.terminate()
  })

  it('opens no socket at another path', async () => {
    for (const path of [
      '/',
      '/graphql/',
      '/GRAPHQL',
      '/graphiql',
      '//graphql',
      '/graphql/../graphql/x',
    ])
      expect((await openSocket(`${at('/').origin}${path}`)).outcome).toMatch(/404|invalid/i)
  })
})

describe('every answer', () => {
  const PATHS = [
    '/graphql',
    '/nowhere',
    '/health/live',
    '/.well-known/jwks.json',
    '/graphiql',
    '/graphql?query={me{id}}',
    '/%00',
    '/..%2f..%2fetc/passwd',
  ]

  it.each(PATHS)(
    'at %s forbids framing, sniffing and scripts of others, and names no software (SEC-13)',
    async (path) => {
      const response = await fetch(at(path), { headers: { 'content-type': 'application/json' } })
      const { headers } = response
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('strict-transport-security')).toMatch(/max-age=31536000/)
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'/)
      expect(headers.get('content-security-policy')).not.toMatch(
        /unsafe-eval|script-src[^;]*unsafe-inline|\*/,
      )
      expect(headers.get('x-powered-by') ?? headers.get('server')).toBeNull()
      expect(headers.get('x-request-id')).not.toBeNull()
      if (!path.startsWith('/graphiql')) expect(await response.text()).not.toMatch(GIVEAWAY)
    },
  )

  it('over SSE has them too, and is stored by nobody', async () => {
    const { headers, body } = await fetch(product.url, {
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
    })
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cache-control')).toContain('no-store')
    await body?.cancel()
  })

  it('carries a request id of its own when the given one could forge a line or a header', async () => {
    for (const id of [
      'short',
      'a'.repeat(65),
      'a b c d e f',
      '<script>alert(1)</script>',
      '{"level":"fatal"}',
    ]) {
      const response = await fetch(at('/health/live'), { headers: { 'x-request-id': id } })
      expect(response.headers.get('x-request-id')).not.toBe(id)
    }
  })

  it('is a refusal for what climbs out of the static files', async () => {
    for (const path of [
      '../../../package.json',
      '..%2f..%2f..%2fpackage.json',
      '%2e%2e/%2e%2e/package.json',
      '....//package.json',
      '/etc/passwd',
      '%00',
      '..\\..\\package.json',
    ]) {
      const text = await rawGet(`/graphiql/static/${path}`)
      expect(text).toMatch(/^HTTP\/1\.1 4\d\d/)
      expect(text).not.toMatch(/"dependencies"|root:x/)
    }
  })

  /** `fetch` would tidy the path before it is sent. */
  const rawGet = (path: string): Promise<string> =>
    new Promise((resolve) => {
      let answer = ''
      const raw = connect(Number(at('/').port), '127.0.0.1', () =>
        raw.write(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`),
      )
      raw.on('data', (part) => {
        answer += part
      })
      raw.once('close', () => resolve(answer))
    })
})

describe('operations that are ours alone', () => {
  const HIDDEN = [
    '{ _service { sdl } }',
    '{ _entities(representations: [{ __typename: "User", id: "x" }]) { ... on User { email } } }',
    '{ ...F } fragment F on Query { e: _entities(representations: []) { __typename } }',
    '{ userByEmail(email: "ada@demo.test") { id } }',
    '{ accountsOfPayment(input: { payeeAccountNumber: "1", currency: "USD" }) { payee { id } } }',
    '{ accounts { nodes { ownerId } } }',
    'mutation { assignRole(input: { userId: "x", role: ADMIN }) { __typename } }',
    'mutation { postLedgerTransactions(input: { transactions: [] }) { outcomes { __typename } } }',
    'mutation { placeHold(input: { id: "x" }) { __typename } }',
    'mutation { voidHold(input: { id: "x" }) { __typename } }',
    'query ($i: AssignRoleInput) { me { id } }',
    '{ me { ... on UserUnknown { code } } }',
    '{ me { id @inaccessible } }',
    '{ me { id @policy(policies: [["public"]]) } }',
  ]

  it.each(TRANSPORTS)(
    'are unknown to everyone, administrators too, by %s (SUP-7)',
    async (transport) => {
      for (const query of HIDDEN)
        for (const client of [{ url: product.url }, ada, root]) {
          if (transport.endsWith('GET') && query.startsWith('mutation')) continue
          const answer = await ask(client, transport, { query })
          expect([query, codeOf(answer), answer.data ?? null]).toEqual([
            query,
            'BAD_USER_INPUT',
            null,
          ])
        }
    },
  )

  it('are not in the schema that may be read outside production', async () => {
    const { __schema } = await data(
      root,
      '{ __schema { types { name fields { name } inputFields { name } } directives { name } } }',
    )
    expect(JSON.stringify(__schema)).not.toMatch(
      /_Entity|_Any|_service|userByEmail|assignRole|accountsOfPayment|postLedgerTransactions|placeHold|voidHold|AssignRole|join__|inaccessible/,
    )
    const account = __schema.types.find(({ name }: Loose) => name === 'Account')
    expect(account.fields.map(({ name }: Loose) => name)).not.toContain('ownerId')
  })
})

describe('names that objects inherit', () => {
  const NAMES = [
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'valueOf',
    'then',
    'toJSON',
    'length',
  ]

  it.each(NAMES)('are aliases like any other, across subgraphs: %s', async (name) => {
    const answer = await post(
      ada,
      `{ ${name}: payments(first: 1) { ${name}: nodes { ${name}: payee { ${name}: owner { ${name}: name } b: balance { ${name}: version } } } } }`,
    )
    expect(answer.errors).toBeUndefined()
    const own = (value: Loose): Loose => Object.getOwnPropertyDescriptor(value, name)?.value
    expect(own(own(own(own(own(answer.data))[0])))).toMatch(/^[A-Z]/)
  })

  it.each(NAMES)('are variables like any other: %s', async (name) => {
    const query = `query ($${name}: ID!) { account(id: $${name}) { id balance { version } } }`
    const variables = Object.fromEntries([[name, wallet]])
    for (const transport of TRANSPORTS) {
      const answer = await ask(ada, transport, { query, variables })
      // The reader of JSON bodies takes none of these two as a key at all.
      if (codeOf(answer) === 'BAD_USER_INPUT') expect(['__proto__', 'constructor']).toContain(name)
      else expect(answer.data.account).toMatchObject({ id: wallet })
    }
  })

  it('pollute nobody: afterwards strangers are strangers', async () => {
    const poison =
      '{"__proto__":{"kind":"USER","roles":["ADMIN"],"actor":{"roles":["ADMIN"]}},"constructor":{"prototype":{"roles":["ADMIN"]}}}'
    for (const body of [
      `{"query":"{ users { nodes { id } } }","variables":${poison}}`,
      `{"query":"{ users { nodes { id } } }","__proto__":{"operationName":"x"}}`,
      `{"query":"{ users { nodes { id } } }","extensions":${poison}}`,
    ])
      await fetch(product.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
    const socket = subscribe({ url: product.url }, 'ws', {
      query: '{ users { nodes { id } } }',
      variables: JSON.parse(poison),
    })
    await socket.closed
    await socket.stop()
    expect(codeOf(await post({ url: product.url }, '{ users { nodes { id } } }'))).toBe(
      'UNAUTHENTICATED',
    )
    expect(codeOf(await post(ada, '{ users { nodes { id } } }'))).toBe('FORBIDDEN')
  })
})

it('says nothing of itself in errors, and no secret in its log, whatever is sent', async () => {
  const secret = 'hunter2-hunter2-hunter2'
  const attempts = [
    [
      `mutation ($p: Int!) { signIn(input: { email: "a@b.cc", password: $p }) { __typename } }`,
      { p: secret },
    ],
    [
      `mutation ($i: SignInInput!) { signIn(input: $i) { __typename } }`,
      { i: { email: 1, password: secret } },
    ],
    [
      `mutation ($i: SignInInput!) { signIn(input: $i) { __typename } }`,
      { i: { email: 'a@b.cc', password: secret, [secret]: 1 } },
    ],
    [`mutation { signIn(input: { email: "a@b.cc", password: "${secret}" }) { nothing } }`, {}],
    [`mutation { signIn(input: { email: "a@b.cc", password: "${secret}" `, {}],
    [
      `mutation ($i: SignUpInput!) { signUp(input: $i) { __typename } }`,
      { i: { email: 'x@demo.test', name: 'X', password: secret } },
    ],
    [
      `mutation ($i: RefreshSessionInput!) { refreshSession(input: $i) { __typename } }`,
      { i: { refreshToken: secret } },
    ],
    [`{ payments(after: "${secret}") { nodes { id } } }`, {}],
  ] as const
  for (const transport of TRANSPORTS)
    for (const [query, variables] of attempts) {
      const answer = await ask({ url: product.url }, transport, { query, variables })
      expect(JSON.stringify(answer).replaceAll(secret, '')).not.toMatch(GIVEAWAY)
    }
  await fetch(at('/graphql'), {
    headers: { authorization: `Bearer ${secret}`, cookie: `session=${secret}` },
  })
  await fetch(at(`/nowhere?token=${secret}`))
  await (await fetch(at(`/graphql?access_token=${secret}`))).text()
  const log = product.output()
  expect(log).toContain('"msg":"answered"')
  expect(log).not.toContain(secret)
  expect(log).not.toMatch(/eyJ[\w-]{10,}\.eyJ|argon2id\$|correct-horse|BEGIN PRIVATE|"d":"/)
  const { auditLogs } = await data(root, '{ auditLogs(first: 100) { nodes { action details } } }')
  expect(auditLogs.nodes.map(({ action }: Loose) => action)).toContain('auth:user:logged_in')
  expect(JSON.stringify(auditLogs)).not.toMatch(/@demo\.test|password|token|argon|hunter2/i)
})
