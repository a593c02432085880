import { newLogger } from '@tallystick/telemetry'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { type CookieRoom, openCookieRoom } from './cookie-room.ts'

const SIGN_IN = `mutation { signIn(name: "ada") { ... on SignInSuccess { session { id accessToken } } } }`
const ME = '{ me { id roles } }'
const EVIL = 'https://evil.test'

let room: CookieRoom
const logged: string[] = []
beforeAll(async () => {
  const destination = { write: (line: string) => logged.push(line) }
  room = await openCookieRoom({
    env: { CORS_ORIGINS: 'https://app.test' },
    log: newLogger({ name: 'test', level: 'trace', destination }),
  })
})
afterAll(() => room.close())
beforeEach(() => {
  room.seen.asked = 0
  room.seen.paid = 0
  room.seen.hashes = []
})

const cookieOf = ({ headers }: { headers: Headers }): string =>
  headers.get('set-cookie')?.split(';')[0] ?? ''
const signIn = async (headers?: Record<string, string>, cookie?: string): Promise<string> =>
  cookieOf(await room.browse(SIGN_IN, cookie, headers))
const idOf = ({ data }: { data?: Record<string, Record<string, unknown> | null> }) =>
  data?.['me']?.['id']

describe('signing in in cookie mode', () => {
  test('sets a cookie of 256 bits that no script reads and no other site sends, and gives no token (TOK-12)', async () => {
    const answer = await room.browse(SIGN_IN)
    expect(answer.data?.['signIn']).toEqual({
      session: { id: expect.any(String), accessToken: null },
    })
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^tallystick=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
    ])
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const { data } = await room.browse(ME, cookieOf(answer))
    expect(data?.['me']).toEqual({ id: 'usr_ada', roles: ['CUSTOMER'] })
  })

  test.each([
    ['is reached by https', { PUBLIC_URL: 'https://bank.test' }],
    ['runs in production', { NODE_ENV: 'production' }],
  ])('sets a `__Host-` cookie for https alone where the gateway %s', async (_title, env) => {
    const secure = await openCookieRoom({ env })
    const { headers } = await secure.browse(SIGN_IN, undefined)
    expect(headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^__Host-tallystick=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
      ),
    ])
    const [pair = ''] = headers.getSetCookie()
    const cookie = pair.split(';')[0]
    expect(idOf(await secure.browse(ME, cookie))).toBe('usr_ada')
    const plain = cookie?.replace('__Host-', '')
    expect((await secure.browse(ME, plain)).status).toBe(401)
    await secure.close()
  })

  test('hands Auth a hash, a new one each time, and nobody the secret (TOK-12)', async () => {
    const cookies = [await signIn(), await signIn()]
    const secrets = cookies.map((cookie) => cookie.split('=')[1] ?? '')
    expect(new Set(secrets).size).toBe(2)
    expect(new Set(room.seen.hashes).size).toBe(2)
    for (const hash of room.seen.hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/)
    for (const secret of secrets) expect(logged.join('')).not.toContain(secret)
    for (const hash of room.seen.hashes) expect(logged.join('')).not.toContain(hash)
  })

  test('sets no cookie when nobody is signed in by it', async () => {
    const wrong = 'mutation { signIn(name: "wrong") { ... on Wrong { code } } }'
    expect((await room.browse(wrong)).headers.getSetCookie()).toEqual([])
    const cookie = await signIn()
    expect((await room.browse(wrong, cookie)).headers.getSetCookie()).toEqual([])
    expect(idOf(await room.browse(ME, cookie))).toBe('usr_ada')
  })

  test('is found under aliases and in fragments, and refused twice in one operation, before it runs', async () => {
    const hidden = `mutation { ...F } fragment F on Mutation { x: signIn(name: "ada") { __typename } }`
    expect(await room.browse(hidden).then(cookieOf)).toMatch(/^tallystick=/)
    room.seen.hashes = []
    const twice =
      'mutation { a: signIn(name: "a") { __typename } b: signIn(name: "b") { __typename } }'
    const { errors } = await room.browse(twice)
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      outcome: 'NOT_APPLIED',
    })
    expect(room.seen.hashes).toEqual([])
  })

  test('without the header gives tokens, as ever, and sets no cookie', async () => {
    const answer = await room.send({ query: SIGN_IN })
    expect(answer.data?.['signIn']).toMatchObject({ session: { accessToken: 'a-token' } })
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(room.seen.hashes).toEqual([undefined])
  })

  test('takes no secret that the client has chosen (session fixation)', async () => {
    const chosen = `tallystick=${'A'.repeat(43)}`
    const answer = await room.browse(SIGN_IN, chosen)
    expect(answer.status).toBe(401)
    expect(answer.headers.get('set-cookie')).toMatch(/^tallystick=; Max-Age=0; /)
    expect(await signIn()).not.toBe(chosen)
    expect((await room.browse(ME, chosen)).status).toBe(401)
  })

  test('says so when Auth cannot be asked whether a session began', async () => {
    let isAway = false
    const held = await openCookieRoom({
      door: (auth) => ({
        ...auth,
        execute: async (request, facts) => {
          if (isAway && request.query.includes('cookieSession')) throw new Error('away')
          return await auth.execute(request, facts)
        },
      }),
    })
    isAway = true
    const answer = await held.browse(SIGN_IN)
    expect(answer.errors?.[0]?.extensions).toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      outcome: 'UNKNOWN',
    })
    expect(answer.headers.getSetCookie()).toEqual([])
    await held.close()
  })
})

describe('a cookie', () => {
  test('counts only with the header by POST: a form that a page of a stranger sends does nothing (SEC-9)', async () => {
    const cookie = await signIn()
    expect((await room.send({ query: ME, cookie })).status).toBe(401)
    expect((await room.send({ query: 'mutation { pay }', cookie })).status).toBe(401)
    const form = await fetch(room.url, {
      method: 'POST',
      headers: { cookie, 'content-type': 'text/plain', origin: EVIL },
      body: '{"query":"mutation { pay }"}',
    })
    expect(form.status).toBe(415)
    expect(room.seen.paid).toBe(0)
  })

  // SEC-9
  test.each([
    ['a page of another origin', { origin: EVIL }],
    ['a page in a sandbox', { origin: 'null' }],
    ['a page of another port', { origin: 'http://127.0.0.1:1' }],
    ['a page of another site, whatever its origin', { 'sec-fetch-site': 'cross-site' }],
    [
      'a listed page of another site',
      { origin: 'https://app.test', 'sec-fetch-site': 'cross-site' },
    ],
    ['a page of our site that tells no origin', { 'sec-fetch-site': 'same-site' }],
  ])('is refused to %s, even with the header (SEC-9)', async (_title, headers) => {
    const cookie = await signIn()
    for (const query of [ME, 'mutation { pay }', SIGN_IN]) {
      const { status, errors } = await room.browse(query, cookie, headers)
      expect(status).toBe(403)
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'FORBIDDEN',
        details: { reason: 'CROSS_SITE' },
      })
    }
    expect((await room.browse(SIGN_IN, undefined, headers)).status).toBe(403)
    expect(room.seen.paid).toBe(0)
  })

  test('is taken from our own page, from a listed one of our site, and from no browser', async () => {
    const cookie = await signIn()
    const own = { origin: new URL(room.url).origin, 'sec-fetch-site': 'same-origin' }
    const listed = { origin: 'https://app.test', 'sec-fetch-site': 'same-site' }
    for (const headers of [own, listed, {}])
      expect(idOf(await room.browse(ME, cookie, headers))).toBe('usr_ada')
    const preflight = await fetch(room.url, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://app.test',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,x-session-mode',
      },
    })
    expect(preflight.headers.get('access-control-allow-credentials')).toBe('true')
    expect(preflight.headers.get('access-control-allow-headers')).toContain('x-session-mode')
  })

  test('is taken by GET from our own page without the header, and changes nothing there (SEC-9)', async () => {
    const cookie = await signIn()
    const get = (query: string, headers: Record<string, string>) =>
      room.send({ query, cookie, headers, method: 'GET' })
    expect(idOf(await get(ME, { 'sec-fetch-site': 'same-origin' }))).toBe('usr_ada')
    expect((await get('mutation { pay }', { 'sec-fetch-site': 'same-origin' })).status).toBe(405)
    for (const headers of [{}, { 'sec-fetch-site': 'none' }, { 'sec-fetch-site': 'same-site' }])
      expect((await get(ME, headers)).status).toBe(400)
    expect(
      (await get(ME, { 'sec-fetch-site': 'cross-site', 'x-session-mode': 'cookie' })).status,
    ).toBe(403)
    expect(room.seen.paid).toBe(0)
  })

  test('is ignored beside a bearer token, and refused when both are meant', async () => {
    const cookie = await signIn()
    const authorization = `Bearer ${await room.tokens.issue('usr_ben')}`
    expect(idOf(await room.send({ query: ME, cookie, headers: { authorization } }))).toBe('usr_ben')
    const both = await room.browse(ME, cookie, { authorization })
    expect(both.status).toBe(400)
    expect((await room.browse(ME, cookie, { 'x-session-mode': 'token' })).status).toBe(400)
    const bearer = { 'x-session-mode': 'bearer', authorization }
    expect(idOf(await room.browse(ME, cookie, bearer))).toBe('usr_ben')
  })

  // TOK-12
  test.each([
    ['an empty one', ''],
    ['a short one', 'short'],
    ['one of nobody', 'A'.repeat(43)],
    ['a long one', 'A'.repeat(4_000)],
    ['the id of a person', 'usr_ada'],
    ['the id of a session', 'ses_1'],
    ['SQL', "' or 1=1 --"],
  ])('that holds no session is refused, and cleared: %s', async (_title, secret) => {
    const cookie = `tallystick=${secret}`
    const { status, headers, errors } = await room.browse(ME, cookie)
    expect(status).toBe(401)
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
    expect(headers.get('set-cookie')).toBe(
      'tallystick=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict',
    )
  })

  test('that comes twice is none', async () => {
    const cookie = await signIn()
    const { status, headers } = await room.browse(ME, `${cookie}; ${cookie}`)
    expect([status, headers.get('set-cookie')]).toEqual([401, null])
    expect(idOf(await room.browse(ME, `other=1; ${cookie}; x`))).toBe('usr_ada')
  })

  test('is asked about once in half a minute, and by no more than its hash', async () => {
    const cookie = await signIn()
    room.seen.asked = 0
    for (let time = 0; time < 5; time += 1) await room.browse(ME, cookie)
    expect(room.seen.asked).toBe(0)
  })
})

describe('the end of a session in cookie mode', () => {
  const closers: (() => void)[] = []
  afterEach(() => {
    for (const close of closers.splice(0)) close()
  })

  test('by signing out is told by the answer that clears the cookie (TOK-8)', async () => {
    const cookie = await signIn()
    const answer = await room.browse('mutation { bye: signOut { __typename } }', cookie)
    expect(answer.headers.get('set-cookie')).toMatch(/^tallystick=; Max-Age=0; /)
    expect((await room.browse(ME, cookie)).status).toBe(401)
  })

  test('elsewhere is heard of within a second, without asking (TOK-8)', async () => {
    const cookie = await signIn()
    expect(idOf(await room.browse(ME, cookie))).toBe('usr_ada')
    const since = Date.now()
    for (const { sessionId } of [...room.sessions.values()]) room.end(sessionId)
    await vi.waitFor(async () => expect((await room.browse(ME, cookie)).status).toBe(401))
    expect(Date.now() - since).toBeLessThan(1_000)
  })

  test('is not the end of a change of rights: the next request has the new ones (SEC-13)', async () => {
    const cookie = cookieOf(await room.browse(SIGN_IN.replace('ada', 'eve')))
    expect(idOf(await room.browse(ME, cookie))).toBe('usr_eve')
    for (const session of room.sessions.values())
      if (session.userId === 'usr_eve')
        Object.assign(session, { roles: ['VENDOR'], rightsVersion: 1 })
    room.emit({ kind: 'USER_CHANGED', userId: 'usr_eve', rightsVersion: 1 })
    await vi.waitFor(async () =>
      expect((await room.browse(ME, cookie)).data?.['me']).toMatchObject({ roles: ['VENDOR'] }),
    )
  })

  const open = async (headers: Record<string, string>, params: object = {}) => {
    const socket = new WebSocket(room.wsUrl, 'graphql-transport-ws', { headers })
    closers.push(() => socket.terminate())
    const messages: Record<string, unknown>[] = []
    const closed = new Promise<number>((resolve) => socket.once('close', resolve))
    socket.on('message', (text) => messages.push(JSON.parse(String(text))))
    await new Promise((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', reject)
    })
    const say = (message: object) => socket.send(JSON.stringify(message))
    say({ type: 'connection_init', payload: params })
    const next = (type: string) =>
      vi.waitFor(() => messages.find((each) => each['type'] === type) ?? expect.unreachable())
    return { say, next, closed }
  }

  test('ends its sockets; a socket is opened by the cookie of our own page alone (SEC-9, SEC-13)', async () => {
    const cookie = await signIn()
    const origin = new URL(room.url).origin
    const { say, next, closed } = await open({ cookie, origin })
    await next('connection_ack')
    say({ type: 'subscribe', id: '1', payload: { query: ME } })
    expect(await next('next')).toMatchObject({ payload: { data: { me: { id: 'usr_ada' } } } })
    // A browser always tells the origin; nobody is who tells none.
    const nobody = await open({ cookie })
    await nobody.next('connection_ack')
    nobody.say({ type: 'subscribe', id: '1', payload: { query: ME } })
    expect(await nobody.next('error')).toMatchObject({
      payload: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    })
    await expect(open({ cookie, origin: EVIL })).rejects.toThrow('403')
    const foreign = await open({ cookie, origin, 'sec-fetch-site': 'cross-site' })
    expect(await foreign.closed).toBe(4401)
    const dead = await open({ cookie: `tallystick=${'A'.repeat(43)}`, origin })
    expect(await dead.closed).toBe(4401)
    await room.browse('mutation { signOut { sessionId } }', cookie)
    expect(await closed).toBe(4403)
  })

  test('is not begun over a socket, whose page would see tokens (TOK-12)', async () => {
    const cookie = await signIn()
    const { say, next } = await open({ cookie, origin: new URL(room.url).origin })
    await next('connection_ack')
    room.seen.hashes = []
    say({ type: 'subscribe', id: '1', payload: { query: SIGN_IN } })
    expect(await next('error')).toMatchObject({
      payload: [{ extensions: { code: 'BAD_USER_INPUT', outcome: 'NOT_APPLIED' } }],
    })
    expect(room.seen.hashes).toEqual([])
  })

  test('ends its streams of events, which our own page opens without a header', async () => {
    const cookie = await signIn()
    const asked = `${room.url}?query=${encodeURIComponent('subscription { ticks { cursor } }')}`
    const accept = 'text/event-stream'
    const stream = await fetch(asked, {
      headers: { cookie, accept, 'sec-fetch-site': 'same-origin' },
    })
    expect(stream.status).toBe(200)
    const text = stream.text()
    await room.browse('mutation { signOut { sessionId } }', cookie)
    expect(await text).toContain('"UNAUTHENTICATED"')
    const foreign = await fetch(asked, {
      headers: { cookie, accept, 'sec-fetch-site': 'same-site' },
    })
    expect(foreign.status).toBe(400)
  })

  test('of a sign-in over POST for events sets the cookie, too', async () => {
    const answer = await fetch(room.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-session-mode': 'cookie',
        accept: 'text/event-stream',
      },
      body: JSON.stringify({ query: SIGN_IN }),
    })
    expect(answer.headers.get('set-cookie')).toMatch(/^tallystick=[\w-]{43};/)
    expect(await answer.text()).not.toContain('a-token')
  })
})
