import { readFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyBooks } from '../../kit/books.ts'
import {
  availableIn,
  type Client,
  data,
  type Loose,
  post,
  sendMoney,
  signIn,
  walletOf,
} from '../../kit/client.ts'
import { newDataDir, type Product, removeDataDir, startProduct } from '../../kit/product.ts'
import { ask, closeOf, codeOf, GIVEAWAY, openSocket, TRANSPORTS } from './transports.ts'

const dataDir = newDataDir()
let product: Product
let ada: Client
let wallet: string
let ben: Client
let root: Client
let bensWallet: string

beforeAll(async () => {
  product = await startProduct({
    dataDir,
    env: {
      NODE_ENV: 'production',
      MAIL: 'folder',
      SMS: 'folder',
      DEMO: 'on',
      SOCKET_INIT_MS: '1000',
    },
  })
  ada = await signIn(product.url, 'ada@demo.test')
  wallet = await walletOf(ada)
  ben = await signIn(product.url, 'ben@demo.test')
  root = await signIn(product.url, 'root@demo.test')
  bensWallet = await walletOf(ben)
})

afterAll(async () => {
  await product?.stop()
  const books = verifyBooks(dataDir)
  removeDataDir(dataDir)
  expect(books).toMatchObject({ code: 0 })
})

const atOnce = <T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)))

const SIGN_UP = `mutation ($input: SignUpInput!) { signUp(input: $input) {
  __typename ... on SignUpSuccess { session { accessToken } user { id } } } }`
const signUp = (input: Record<string, unknown>): Promise<Loose> =>
  post({ url: product.url }, SIGN_UP, {
    input: { password: 'unguessable-enough', name: 'N', ...input },
  })

const times = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join(' ')
/** Fragments that spread each other twice: 2^40 fields in 3 KB. */
const fanOut = (field: string): string =>
  `{ me { ...F0 } } ${times(40, (i) => `fragment F${i} on User { ...F${i + 1} ${field} ...F${i + 1} }`)} fragment F40 on User { id }`

const TOO_LARGE: readonly (readonly [string, string, string])[] = [
  [
    '40 levels',
    `{ me ${times(13, () => '{ accounts { nodes { owner')} { id } ${'} } }'.repeat(13)} }`,
    'COST_LIMIT',
  ],
  [
    '40 levels inside fragments',
    `{ me { ...F0 } } ${times(12, (i) => `fragment F${i} on User { accounts { nodes { owner { ...F${i + 1} } } } }`)} fragment F12 on User { id }`,
    'COST_LIMIT',
  ],
  ['31 aliases', `{ me { ${times(31, (i) => `a${i}: id`)} } }`, 'COST_LIMIT'],
  [
    'aliases that a fragment multiplies',
    `{ me { ${'...F '.repeat(11)} } } fragment F on User { a: id b: id c: id }`,
    'COST_LIMIT',
  ],
  ['11 fields at the top', `{ ${times(11, (i) => `a${i}: me { id }`)} }`, 'COST_LIMIT'],
  [
    '11 fields at the top, in fragments',
    `{ ${'...F '.repeat(11)} } fragment F on Query { me { id } }`,
    'COST_LIMIT',
  ],
  ['21 directives', `{ me { id ${'@include(if: true) '.repeat(21)} } }`, 'COST_LIMIT'],
  ['2,001 tokens', `{ me { ${'id '.repeat(2_001)} } }`, 'COST_LIMIT'],
  ['2,001 brackets', `{ me(x: ${'['.repeat(2_001)}`, 'COST_LIMIT'],
  ['fragments that stand for 2^40 fields', fanOut('id'), 'COST_LIMIT'],
  ['fragments that stand for 2^40 nothings', fanOut(''), 'COST_LIMIT'],
  ['fragments that stand for 2^40 names', fanOut('__typename'), 'COST_LIMIT'],
  [
    'fragments in a ring',
    '{ me { ...A } } fragment A on User { ...B } fragment B on User { ...A }',
    'BAD_USER_INPUT',
  ],
  ['a fragment in itself', '{ me { ...A } } fragment A on User { id ...A }', 'BAD_USER_INPUT'],
  [
    'a thousand inline fragments that overlap',
    `{ me { ${times(120, () => '... on User { ... on User { id } }')} } }`,
    '',
  ],
  [
    'pages of a hundred within each other',
    '{ accounts(first: 100) { nodes { payments(first: 100) { nodes { payer { payments(first: 100) { nodes { id } } } } } } } }',
    'COST_LIMIT',
  ],
  [
    'pages of a hundred behind fragments',
    '{ payments(first: 100) { ...P } } fragment P on PaymentConnection { edges { node { payer { payments(first: 100) { nodes { id } } } } } }',
    'COST_LIMIT',
  ],
  ['the schema', '{ __schema { types { name } } }', 'BAD_USER_INPUT'],
  ['one type', '{ __type(name: "User") { name } }', 'BAD_USER_INPUT'],
  [
    'the schema, in a fragment',
    '{ ...F } fragment F on Query { a: __schema { b: queryType { name } } }',
    'BAD_USER_INPUT',
  ],
]

describe.each(TRANSPORTS)('by %s', (transport) => {
  it.each(TOO_LARGE)(
    'nobody is given %s, and the refusal is quick (SEC-18)',
    async (_what, query, code) => {
      const started = performance.now()
      const answer = await ask(ada, transport, { query })
      expect(performance.now() - started).toBeLessThan(1_500)
      if (code) expect(codeOf(answer)).toBe(code)
      expect(answer.data ?? {}).not.toHaveProperty('__schema')
      expect(JSON.stringify(answer)).not.toMatch(GIVEAWAY)
    },
  )

  it('a page’s length in a variable counts as in the text (SEC-18)', async () => {
    const query = `query ($n: Int, $m: Int = 100) { payments(first: $n) { nodes { payee { payments(first: $m) { nodes { id } } } } } }`
    expect(codeOf(await ask(ada, transport, { query, variables: { n: 100 } }))).toBe('COST_LIMIT')
    const short = await ask(ada, transport, { query, variables: { n: 1, m: 1 } })
    expect(short.data).toHaveProperty('payments')
  })

  it('the other operation of a document is measured too', async () => {
    const query = `query A { me { id } } query B { me { ${times(31, (i) => `a${i}: id`)} } }`
    expect(codeOf(await ask(ada, transport, { query, operationName: 'A' }))).toBe('COST_LIMIT')
  })

  it('a misspelt field is not corrected in production', async () => {
    const answer = await ask(ada, transport, { query: '{ me { emial } userByEmial }' })
    expect(JSON.stringify(answer.errors)).not.toMatch(/did you mean|userByEmail/i)
  })
})

describe('the process', () => {
  it('stays at hand while somebody multiplies their lists (SEC-18)', async () => {
    const { openAccount } = await data(
      ada,
      `mutation { openAccount(input: { currency: "USD", name: "second" }) { ... on OpenAccountSuccess { account { id } } } }`,
    )
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        sendMoney(ada, {
          fromAccountId: wallet,
          to: { accountId: openAccount.account.id },
          amount: { amount: '1', currency: 'USD' },
          idempotencyKey: `round-${index}`,
        }),
      ),
    )
    const nest = (levels: number): string =>
      levels === 0 ? '{ id }' : `{ payments(first: 100) { nodes { payer ${nest(levels - 1)} } } }`
    const query = `query ($id: ID!) { account(id: $id) ${nest(3)} }`
    const floods = Promise.all(Array.from({ length: 20 }, () => post(ada, query, { id: wallet })))
    const started = performance.now()
    await fetch(new URL('/health/live', product.url))
    expect(performance.now() - started).toBeLessThan(1_000)
    for (const answer of await floods) expect(codeOf(answer)).toBe('COST_LIMIT')
  })

  it('forgets no memory to a socket that pings and never listens', async () => {
    const residentKb = (): number =>
      Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${product.pid}/status`, 'utf8'))?.[1])
    const { socket } = await openSocket(product.url)
    socket.send('{"type":"connection_init"}')
    await new Promise((resolve) => socket.once('message', resolve))
    const closed = closeOf(socket)
    const before = residentKb()
    socket.pause()
    const ping = JSON.stringify({ type: 'ping', payload: { text: 'x'.repeat(60_000) } })
    for (let count = 0; count < 3_000 && socket.readyState === socket.OPEN; count++) {
      socket.send(ping, () => {})
      if (count % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    }
    socket.resume()
    expect(await closed).toBe(1006)
    expect(residentKb() - before).toBeLessThan(100_000)
  })

  it('opens no more than fifty streams of events for one person, and frees what is left', async () => {
    const open = async () => {
      const query = 'subscription { paymentStatusChanged { cursor } }'
      const leaving = new AbortController()
      const response = await send({
        body: JSON.stringify({ query }),
        headers: { accept: 'text/event-stream' },
        signal: leaving.signal,
      })
      return { status: response.status, leave: () => leaving.abort() }
    }
    const streams = await Promise.all(Array.from({ length: 50 }, open))
    expect(streams.map(({ status }) => status)).toEqual(Array(50).fill(200))
    expect((await open()).status).toBe(429)
    for (const { leave } of streams) leave()
    await expect.poll(async () => (await open()).status).toBe(200)
  })

  it('gives one answer to an array of operations: no', async () => {
    for (const body of [
      '[]',
      '[{"query":"{ me { id } }"},{"query":"{ me { id } }"}]',
      '[[]]',
      'null',
      '"{ me }"',
      '1',
    ])
      for (const accept of ['application/json', 'text/event-stream']) {
        const response = await send({ body, headers: { accept } })
        const text = await response.text()
        expect(text).toContain('BAD_USER_INPUT')
        expect(text).not.toMatch(GIVEAWAY)
      }
  })

  it('does not blow up a body that was packed or has no end', async () => {
    const packed = gzipSync(Buffer.alloc(20_000_000, ' '))
    const bomb = await send({ body: packed, headers: { 'content-encoding': 'gzip' } })
    expect(bomb.status).toBeGreaterThanOrEqual(400)
    expect(bomb.status).toBeLessThan(500)
    expect(await endless()).toBe(413)
    const deep = await send({
      body: `{"query":"{ me { id } }","variables":${'{"a":'.repeat(15_000)}1${'}'.repeat(15_000)}}`,
    })
    expect(deep.status).toBeLessThan(500)
    expect(await deep.text()).not.toMatch(GIVEAWAY)
  })

  it('serves on after requests that were broken off', async () => {
    const { hostname, port } = new URL(product.url)
    for (let count = 0; count < 30; count++) {
      const raw = connect(Number(port), hostname)
      raw.on('error', () => {})
      raw.write(
        `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nauthorization: Bearer ${ada.token}\r\ncontent-length: 60\r\n\r\n{"query":"{ payments { nodes { id } } }"`,
      )
      if (count % 2) raw.write(' '.repeat(20))
      await new Promise((resolve) => setTimeout(resolve, 5))
      raw.destroy()
    }
    for (const line of [
      'GET /graphql\r\n\r\n',
      'NONSENSE\r\n\r\n',
      `GET /${'a'.repeat(20_000)} HTTP/1.1\r\n\r\n`,
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    ])
      expect(await rawAnswer(line)).not.toMatch(GIVEAWAY)
    expect((await data(ada, '{ me { email } }')).me.email).toBe('ada@demo.test')
  })

  it('closes a socket for a frame over 64 KB, for nonsense and for silence', async () => {
    for (const [text, code] of [
      ['x'.repeat(66_000), 1009],
      ['{', 4400],
      ['[]', 4400],
      ['{"type":"subscribe","id":"1","payload":{"query":"{ me { id } }"}}', 4401],
    ] as const) {
      const { socket } = await openSocket(product.url)
      socket.send(text)
      expect(await closeOf(socket)).toBe(code)
    }
    const { socket } = await openSocket(product.url)
    expect(await closeOf(socket)).toBe(4408)
  })

  const send = ({
    body,
    headers = {},
    signal,
  }: {
    body: string | Buffer
    headers?: Record<string, string>
    signal?: AbortSignal
  }) =>
    fetch(product.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${ada.token}`,
        ...headers,
      },
      ...(signal ? { signal } : {}),
      body: body as never,
    })

  /** A chunked body that says nothing of its length. */
  const endless = (): Promise<number | undefined> =>
    new Promise((resolve) => {
      const request = httpRequest(
        product.url,
        { method: 'POST', headers: { 'content-type': 'application/json' } },
        (response) => {
          resolve(response.statusCode)
          request.destroy()
        },
      )
      request.on('error', () => {})
      const writing = setInterval(
        () => (request.destroyed ? clearInterval(writing) : request.write(' '.repeat(16_384))),
        1,
      )
    })

  const rawAnswer = (text: string): Promise<string> =>
    new Promise((resolve) => {
      const { hostname, port } = new URL(product.url)
      let answer = ''
      const raw = connect(Number(port), hostname, () => raw.write(text))
      raw.on('data', (part) => {
        answer += part
      })
      raw.on('error', () => {})
      raw.once('close', () => resolve(answer))
      setTimeout(() => raw.destroy(), 300)
    })
})

describe('what many ask for at once', () => {
  it('gives one address to one of many who ask for it at once, in whatever case of letters (AUT-1)', async () => {
    const answers = await atOnce(12, (index) =>
      signUp({ email: index % 2 ? 'RACE@demo.test' : 'race@demo.test' }),
    )
    const kinds = answers.map(({ data }) => data.signUp.__typename)
    expect(kinds.filter((kind) => kind === 'SignUpSuccess')).toHaveLength(1)
    expect(kinds.filter((kind) => kind === 'EmailTaken')).toHaveLength(11)
  })

  it('opens one first wallet, however often its owner looks at once', async () => {
    const { signUp: signedUp } = (await signUp({ email: 'first-look@demo.test' })).data
    const newcomer = { url: product.url, token: signedUp.session.accessToken }
    const looks = await atOnce(15, () => data(newcomer, '{ accounts { nodes { id } } }'))
    expect(new Set(looks.map(({ accounts }) => JSON.stringify(accounts.nodes))).size).toBe(1)
  })

  it('opens no more accounts than one person may have, when all are asked for at once', async () => {
    const five = `mutation { ${['a', 'b', 'c', 'd', 'e'].map((name) => `${name}: openAccount(input: { currency: "EUR", name: "${name}" }) { __typename ... on TooManyAccounts { maximum } }`).join(' ')} }`
    const answers = await atOnce(12, () => data(ben, five))
    const outcomes = answers.flatMap((answer) => Object.values<Loose>(answer))
    const refused = outcomes.filter(({ __typename }) => __typename === 'TooManyAccounts')
    expect(refused.length).toBeGreaterThan(0)
    const { accounts } = await data(ben, '{ accounts(first: 100) { nodes { id } } }')
    expect(accounts.nodes).toHaveLength(refused[0].maximum)
  })

  it('leaves an administrator when two of them demote each other at once (RBA-8)', async () => {
    const idOf = async (client: Client) => (await data(client, '{ me { id } }')).me.id
    const setRole = (client: Client, userId: string, role: string) =>
      post(
        client,
        `mutation ($input: SetUserRoleInput!) { setUserRole(input: $input) { __typename } }`,
        {
          input: { userId, role },
        },
      )
    const [rootId, adaId] = [await idOf(root), await idOf(ada)]
    for (let round = 0; round < 3; round++) {
      // A change of role ends the tokens that say the old one.
      root = await signIn(product.url, 'root@demo.test')
      await setRole(root, adaId, 'ADMIN')
      const second = await signIn(product.url, 'ada@demo.test')
      const answers = await Promise.all([
        setRole(root, adaId, 'CUSTOMER'),
        setRole(second, rootId, 'CUSTOMER'),
      ])
      const kinds = answers.map(({ data }) => data.setUserRole.__typename).sort()
      expect(kinds).toEqual(['LastAdmin', 'SetUserRoleSuccess'])
      const [loser] = answers.map(({ data }) => data.setUserRole.__typename)
      // Whoever's demotion went through is the administrator that is left.
      const left = loser === 'LastAdmin' ? second : root
      await setRole(left, rootId, 'ADMIN')
      await setRole(await signIn(product.url, 'root@demo.test'), adaId, 'CUSTOMER')
    }
    root = await signIn(product.url, 'root@demo.test')
    ada = await signIn(product.url, 'ada@demo.test')
  })

  it('pays a balance out once, to whomever it is promised at once, in one request or many (PAY-4)', async () => {
    const before = await availableIn(ada, wallet)
    const everything = { amount: before.toString(), currency: 'USD' }
    const pay = (
      alias: string,
      key: string,
      to: string,
    ) => `${alias}: sendMoney(input: { fromAccountId: "${wallet}", to: { ${to} },
    amount: { amount: "${everything.amount}", currency: "USD" }, idempotencyKey: "${key}" }) { __typename ... on SendMoneySuccess { payment { id } } }`
    const payees = [
      `accountId: "${bensWallet}"`,
      'email: "vera@demo.test"',
      'email: "BEN@demo.test"',
    ]
    const answers = await atOnce(10, (index) =>
      data(
        ada,
        `mutation { ${payees.map((to, nth) => pay(`p${nth}`, `all-${index}-${nth}`, to)).join(' ')} }`,
      ),
    )
    const outcomes = answers.flatMap((answer) => Object.values<Loose>(answer))
    const kinds = outcomes.map(({ __typename }) => __typename)
    expect(kinds.filter((kind) => kind === 'SendMoneySuccess')).toHaveLength(1)
    expect(kinds.filter((kind) => kind === 'InsufficientFunds')).toHaveLength(29)
    expect(await availableIn(ada, wallet)).toBe(0n)
  })

  it('keeps the keys of two people apart, though they use the same one at once (PAY-4)', async () => {
    const vera = await signIn(product.url, 'vera@demo.test')
    const topUp = async (client: Client): Promise<Loose> =>
      data(
        client,
        `mutation ($input: TopUpAccountInput!) { topUpAccount(input: $input) { ... on TopUpAccountSuccess { payment { id payee { id } } } } }`,
        {
          input: {
            accountId: await walletOf(client),
            amount: { amount: '700', currency: 'USD' },
            idempotencyKey: 'same',
          },
        },
      )
    const answers = await Promise.all([
      topUp(ada),
      topUp(vera),
      topUp(ada),
      topUp(vera),
      topUp(ada),
    ])
    const ids = answers.map(({ topUpAccount }) => topUpAccount.payment.id)
    expect(new Set(ids).size).toBe(2)
    expect(ids[0]).toBe(ids[2])
    expect(await availableIn(ada, wallet)).toBe(700n)
    expect(
      await sendMoney(ada, {
        fromAccountId: wallet,
        to: { accountId: bensWallet },
        amount: { amount: '700', currency: 'USD' },
        idempotencyKey: 'same',
      }),
    ).toMatchObject({ __typename: 'SendMoneySuccess' })
  })
})
