import { describe, expect, it, vi } from 'vitest'
import { newClient } from './client.ts'
import { persisted } from './document.ts'
import { TallystickError } from './error.ts'
import { newMemorySession, type Session } from './session.ts'

type Seen = Readonly<{
  body: Record<string, unknown>
  headers: Record<string, string>
  credentials: string | undefined
}>
type Reply = Readonly<{ status?: number; body?: unknown; headers?: Record<string, string> }>

/** A server that answers as it is told; a function that throws is a broken connection. */
function newServer(reply: (seen: Seen, count: number) => Reply | Promise<Reply>) {
  const seen: Seen[] = []
  const fetch = vi.fn(async (_url: unknown, { body, headers, credentials }: RequestInit = {}) => {
    const request = {
      body: JSON.parse(String(body)),
      headers: headers as Record<string, string>,
      credentials,
    }
    seen.push(request)
    const { status = 200, body: answer, headers: own = {} } = await reply(request, seen.length)
    const text = typeof answer === 'string' ? answer : JSON.stringify(answer)
    return new Response(text, { status, headers: { 'content-type': 'application/json', ...own } })
  })
  return { seen, fetch: fetch as unknown as typeof globalThis.fetch }
}

const failed = (code: string, outcome = 'NOT_APPLIED', more: Record<string, unknown> = {}) => ({
  errors: [{ message: code, extensions: { code, outcome, requestId: 'theirs-1', ...more } }],
})
const quick = { delayMs: 1, delayMsMax: 2 }
const url = 'http://gateway.test/graphql'
const SEND = 'mutation ($input: SendMoneyInput!) { sendMoney(input: $input) { __typename } }'
const keyed = { input: { idempotencyKey: 'k-1' } }
const fault = async (work: Promise<unknown>): Promise<TallystickError> =>
  await work.then(
    () => expect.unreachable('it did not fail'),
    (error) => error,
  )

describe('a call', () => {
  it('sends text, or the id of a persisted operation', async () => {
    const { seen, fetch } = newServer(() => ({ body: { data: { me: { name: 'Ada' } } } }))
    const client = newClient({ url, fetch })
    expect(await client.query('{ me { name } }')).toEqual({ me: { name: 'Ada' } })
    await client.query(persisted<{ me: unknown }, { first: number }>('me-1'), { first: 1 })
    expect(seen.map(({ body }) => body)).toEqual([
      { query: '{ me { name } }', variables: {} },
      { documentId: 'me-1', variables: { first: 1 } },
    ])
    expect(seen[0]?.headers).not.toHaveProperty('authorization')
  })

  it('reports code, outcome, request id and details, and what came in spite of it', async () => {
    const body = {
      data: { me: null },
      ...failed('FORBIDDEN', 'NOT_APPLIED', { details: { a: 1 } }),
    }
    const { fetch } = newServer(() => ({ status: 294, body }))
    const error = await fault(newClient({ url, fetch }).query('{ me { id } }'))
    expect(error).toBeInstanceOf(TallystickError)
    expect(error).toMatchObject({
      code: 'FORBIDDEN',
      outcome: 'NOT_APPLIED',
      requestId: 'theirs-1',
      details: { a: 1 },
      data: { me: null },
    })
  })

  it.each(['SERVICE_UNAVAILABLE', 'TIMEOUT', 'RATE_LIMITED'])(
    'is sent again after %s that changed nothing',
    async (code) => {
      const { seen, fetch } = newServer((_, count) => ({
        body: count < 3 ? failed(code) : { data: { done: true } },
      }))
      const client = newClient({ url, fetch, retry: quick })
      expect(await client.mutate('mutation { done }')).toEqual({ done: true })
      expect(seen).toHaveLength(3)
    },
  )

  it('is given up after as many times as it is told', async () => {
    const { seen, fetch } = newServer(() => ({ body: failed('TIMEOUT') }))
    const client = newClient({ url, fetch, retry: { ...quick, attemptsMax: 4 } })
    expect((await fault(client.query('{ a }'))).code).toBe('TIMEOUT')
    expect(seen).toHaveLength(4)
  })

  it('waits as long as the server asks, or gives up when that is longer than it may take', async () => {
    const { seen, fetch } = newServer((_, count) =>
      count < 2
        ? { status: 429, body: failed('RATE_LIMITED'), headers: { 'retry-after': '1' } }
        : { body: { data: { done: true } } },
    )
    const startedAt = Date.now()
    await newClient({ url, fetch, retry: quick }).query('{ done }')
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(995)
    const patient = newServer(() => ({
      status: 429,
      body: failed('RATE_LIMITED'),
      headers: { 'retry-after': '3600' },
    }))
    const error = await fault(newClient({ url, fetch: patient.fetch, retry: quick }).query('{ a }'))
    expect([error.code, error.retryAfterMs, patient.seen.length]).toEqual([
      'RATE_LIMITED',
      3_600_000,
      1,
    ])
    expect(seen).toHaveLength(2)
  })

  it('waits as long as the details of a limit say, where no header can be read', async () => {
    const { fetch } = newServer((_, count) => ({
      body:
        count < 2
          ? failed('RATE_LIMITED', 'NOT_APPLIED', { details: { retryAfterMs: 300 } })
          : { data: { done: true } },
    }))
    const startedAt = Date.now()
    await newClient({ url, fetch, retry: quick }).query('{ done }')
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(295)
  })

  it('is not sent again for what will not pass', async () => {
    const { seen, fetch } = newServer(() => ({ status: 422, body: failed('BAD_USER_INPUT') }))
    await fault(newClient({ url, fetch, retry: quick }).query('{ a }'))
    expect(seen).toHaveLength(1)
  })

  it('ends at once when its signal is aborted, also while it waits', async () => {
    const { fetch } = newServer(() => ({ body: failed('TIMEOUT') }))
    const client = newClient({
      url,
      fetch,
      retry: { delayMs: 60_000, delayMsMax: 60_000, totalMs: 1e6 },
    })
    const given = AbortSignal.timeout(50)
    expect(await fault(client.query('{ a }', {}, { signal: given }))).toBe(given.reason)
  })
})

describe('a mutation whose answer was lost', () => {
  const lost = (count: number) => {
    if (count === 1) throw new TypeError('fetch failed')
    return { body: { data: { done: true } } }
  }

  it('is sent again with its idempotency key, from the input or the option', async () => {
    for (const [variables, options] of [
      [keyed, undefined],
      [{ input: {} }, { idempotencyKey: 'k-1' }],
    ] as const) {
      const { seen, fetch } = newServer((_, count) => lost(count))
      const client = newClient({ url, fetch, retry: quick })
      expect(await client.mutate(SEND, variables, options)).toEqual({ done: true })
      expect(seen).toHaveLength(2)
      expect(seen[1]?.body).toEqual(seen[0]?.body)
      expect(seen[1]?.headers['idempotency-key']).toBe(options?.idempotencyKey)
    }
  })

  it('is not sent again without a key, and says that nobody knows', async () => {
    const { seen, fetch } = newServer((_, count) => lost(count))
    const error = await fault(newClient({ url, fetch, retry: quick }).mutate(SEND, { input: {} }))
    expect([error.code, error.outcome, seen.length]).toEqual(['CONNECTION_LOST', 'UNKNOWN', 1])
    expect(error.requestId).toBe(seen[0]?.headers['x-request-id'])
  })

  it('is the same for UNKNOWN from the server, for a proxy, and for an answer of which a part was applied', async () => {
    for (const reply of [
      { body: failed('INTERNAL', 'UNKNOWN') },
      { status: 502, body: '<html>Bad gateway</html>' },
      { body: { data: { first: { id: 1 }, second: null }, ...failed('TIMEOUT') } },
    ]) {
      const { seen, fetch } = newServer((_, count) =>
        count === 1 ? reply : { body: { data: { done: true } } },
      )
      const client = newClient({ url, fetch, retry: quick })
      expect((await fault(client.mutate(SEND, { input: {} }))).outcome).toBe('UNKNOWN')
      expect(seen).toHaveLength(1)
      const again = newServer((_, count) => (count === 1 ? reply : { body: { data: { done: 1 } } }))
      await newClient({ url, fetch: again.fetch, retry: quick }).mutate(SEND, keyed)
      expect(again.seen).toHaveLength(2)
    }
  })
})

describe('a session', () => {
  const session = (name: string, endsInMs: number): Session => ({
    accessToken: `access-${name}`,
    refreshToken: `refresh-${name}`,
    expiresAt: new Date(Date.now() + endsInMs).toISOString(),
  })
  const tokenOf = ({ headers }: Seen) => headers['authorization']
  const isRefresh = ({ body }: Seen) => String(body['query']).includes('refreshSession')

  it('is refreshed once for all calls that are refused, and each is sent again once // AUT-20', async () => {
    const { seen, fetch } = newServer((request) => {
      if (isRefresh(request))
        return { body: { data: { refreshSession: { session: session('2', 900_000) } } } }
      return tokenOf(request) === 'Bearer access-2'
        ? { body: { data: { done: true } } }
        : { status: 401, body: failed('UNAUTHENTICATED') }
    })
    const storage = newMemorySession(session('1', 900_000))
    const client = newClient({ url, fetch, session: storage, retry: quick })
    const calls = Array.from({ length: 20 }, (_, index) =>
      index % 2 ? client.query('{ done }') : client.mutate('mutation { done }'),
    )
    expect(await Promise.all(calls)).toHaveLength(20)
    expect(seen.filter(isRefresh)).toHaveLength(1)
    expect(seen.find(isRefresh)?.headers).not.toHaveProperty('authorization')
    expect(seen).toHaveLength(41)
    expect((await storage.get())?.refreshToken).toBe('refresh-2')
  })

  it('is refreshed before a call when its token is about to end, on the bound', async () => {
    const { seen, fetch } = newServer((request) =>
      isRefresh(request)
        ? { body: { data: { refreshSession: { session: session('2', 900_000) } } } }
        : { body: { data: { done: true } } },
    )
    const client = newClient({ url, fetch, session: newMemorySession(session('1', 29_000)) })
    await Promise.all([client.query('{ done }'), client.query('{ done }')])
    expect(seen.map(tokenOf)).toEqual([undefined, 'Bearer access-2', 'Bearer access-2'])
    await client.setSession(session('3', 31_000))
    await client.query('{ done }')
    expect(seen.map(tokenOf).at(-1)).toBe('Bearer access-3')
  })

  it('that a second refresh would not mend is not refreshed for ever', async () => {
    const { seen, fetch } = newServer((request, count) =>
      isRefresh(request)
        ? { body: { data: { refreshSession: { session: session(`${count}`, 900_000) } } } }
        : { status: 401, body: failed('UNAUTHENTICATED') },
    )
    const client = newClient({ url, fetch, session: newMemorySession(session('1', 900_000)) })
    expect((await fault(client.query('{ done }'))).code).toBe('UNAUTHENTICATED')
    expect(seen).toHaveLength(3)
  })

  it('whose refresh token is refused has ended', async () => {
    const storage = newMemorySession(session('1', 900_000))
    const { fetch } = newServer((request) =>
      isRefresh(request)
        ? { body: { data: { refreshSession: {} } } }
        : { status: 401, body: failed('UNAUTHENTICATED') },
    )
    const client = newClient({ url, fetch, session: storage })
    expect((await fault(client.query('{ done }'))).code).toBe('UNAUTHENTICATED')
    expect(await storage.get()).toBeNull()
  })

  it('works on a machine whose clock is an hour ahead: one refresh too many, not one for each call', async () => {
    const { seen, fetch } = newServer((request) =>
      isRefresh(request)
        ? { body: { data: { refreshSession: { session: session('2', -3_600_000) } } } }
        : { body: { data: { done: true } } },
    )
    const client = newClient({ url, fetch, session: newMemorySession(session('1', -3_600_000)) })
    for (let call = 0; call < 3; call++) await client.query('{ done }')
    expect(seen.filter(isRefresh)).toHaveLength(1)
  })

  it('in which somebody signs in during a refresh keeps the newcomer', async () => {
    const storage = newMemorySession(session('1', 1_000))
    const { fetch } = newServer((request) => {
      if (!isRefresh(request)) return { body: { data: { done: tokenOf(request) } } }
      void storage.set(session('new', 900_000))
      return { body: { data: { refreshSession: { session: session('2', 900_000) } } } }
    })
    const client = newClient({ url, fetch, session: storage })
    expect(await client.query('{ done }')).toEqual({ done: 'Bearer access-new' })
    expect((await storage.get())?.accessToken).toBe('access-new')
  })
})

describe('in cookie mode a client', () => {
  const cookie = { url, mode: 'cookie', retry: quick } as const

  it('has the browser send its cookie, says so, and has no token to send (TOK-12)', async () => {
    const { seen, fetch } = newServer(() => ({ body: { data: { done: true } } }))
    const client = newClient({ ...cookie, fetch })
    await client.query('{ me { id } }')
    await client.setSession({ accessToken: 'not-to-be-sent' })
    await client.mutate('mutation { done }')
    for (const { headers, credentials } of seen) {
      expect(credentials).toBe('include')
      expect(headers).toMatchObject({ 'x-session-mode': 'cookie' })
      expect(headers).not.toHaveProperty('authorization')
    }
    const bearer = newServer(() => ({ body: { data: {} } }))
    await newClient({ url, fetch: bearer.fetch }).query('{ me { id } }')
    expect(bearer.seen[0]?.credentials).toBeUndefined()
    expect(bearer.seen[0]?.headers).not.toHaveProperty('x-session-mode')
  })

  it('asks once more when its cookie was refused, as the answer has cleared it', async () => {
    const { seen, fetch } = newServer((_, count) =>
      count === 1
        ? { status: 401, body: failed('UNAUTHENTICATED') }
        : { body: { data: { signIn: { __typename: 'SignInSuccess' } } } },
    )
    await newClient({ ...cookie, fetch }).mutate('mutation { signIn }')
    expect(seen).toHaveLength(2)
    const refused = newServer(() => ({ status: 401, body: failed('UNAUTHENTICATED') }))
    const error = await fault(newClient({ ...cookie, fetch: refused.fetch }).query('{ me }'))
    expect([error.code, refused.seen.length]).toEqual(['UNAUTHENTICATED', 2])
    expect(refused.seen.every(({ body }) => !String(body['query']).includes('refresh'))).toBe(true)
  })

  it('opens its streams of events with the cookie', async () => {
    const seen: RequestInit[] = []
    const fetch = async (_url: unknown, options: RequestInit = {}) => {
      seen.push(options)
      const text = 'event: next\ndata: {"data":{"tick":1}}\n\nevent: complete\ndata:\n\n'
      return new Response(text, { headers: { 'content-type': 'text/event-stream' } })
    }
    const client = newClient({ ...cookie, webSocket: null, fetch: fetch as never })
    for await (const data of client.subscribe('subscription { tick }'))
      expect(data).toEqual({ tick: 1 })
    expect(seen[0]).toMatchObject({
      credentials: 'include',
      headers: { 'x-session-mode': 'cookie', accept: 'text/event-stream' },
    })
  })
})
