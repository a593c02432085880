import { hash } from 'node:crypto'
import type { HttpDoor, HttpRequest } from '@tallystick/subgraph-client'
import { afterEach, describe, expect, test } from 'vitest'
import { openRoom } from './room.ts'

/** Auth as the gateway sees it: says what it is told to say, and remembers what it was asked. */
function newAuth(status = 200) {
  const asked: HttpRequest[] = []
  const answer = { status }
  const door: HttpDoor = async (request) => {
    asked.push(request)
    if (answer.status === 0) throw new Error('nobody there')
    return {
      status: answer.status,
      headers: {
        'content-type': 'application/json',
        'set-cookie': ['tallystick_oauth=a; path=/oauth', 'tallystick_resume=b'],
        'x-powered-by': 'somebody',
        'access-control-allow-origin': '*',
      },
      body: Buffer.from('{}'),
    }
  }
  return { asked, answer, door }
}

describe('the OAuth endpoints', () => {
  let close = async (): Promise<void> => {}
  afterEach(() => close())

  const open = async (auth: ReturnType<typeof newAuth>, env: Record<string, string> = {}) => {
    const room = await openRoom({ oauth: auth.door, env })
    close = room.close
    const call = (path: string, init: RequestInit = {}) =>
      fetch(`${room.gateway.url}${path}`, { redirect: 'manual', ...init })
    const token = (secret: string, id = 'oac_a') =>
      call('/oauth/token', {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
        },
        body: 'grant_type=client_credentials',
      })
    return { call, token }
  }

  test('pass on what Auth must know, and nothing that a client made up', async () => {
    const auth = newAuth()
    const { call } = await open(auth)
    await call('/oauth/authorize?client_id=oac_a', {
      headers: {
        cookie: 'tallystick=the-secret; tallystick_oauth=x; other=y',
        'x-session-hash': 'forged',
        'x-assertion': 'forged',
        'x-client-address': '192.0.2.1',
        'x-forwarded-host': 'evil.example',
        origin: 'https://evil.example',
      },
    })
    expect(auth.asked[0]).toMatchObject({ method: 'GET', path: '/oauth/authorize?client_id=oac_a' })
    const { headers } = auth.asked[0] ?? { headers: {} }
    expect(headers).toMatchObject({
      cookie: 'tallystick_oauth=x',
      'x-session-hash': hash('sha256', 'the-secret'),
      'x-client-address': '127.0.0.1',
      'x-request-id': expect.any(String),
    })
    expect(Object.keys(headers)).not.toContain('origin')
    expect(Object.keys(headers)).not.toContain('x-assertion')
    expect(JSON.stringify(headers)).not.toMatch(/the-secret|forged|evil/)
  })

  test('pass back what a browser needs, under the policy of every answer', async () => {
    const { call } = await open(newAuth())
    const answer = await call('/oauth/authorize')
    expect(answer.headers.getSetCookie()).toHaveLength(2)
    expect(answer.headers.get('x-powered-by')).toBeNull()
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test('are those that are described, and no others of the library', async () => {
    const auth = newAuth()
    const { call } = await open(auth)
    for (const path of ['/oauth/session/end', '/oauth/reg', '/oauth/', '/oauth/token/x'])
      expect((await call(path)).status).toBe(404)
    expect((await call('/oauth/token')).status).toBe(404)
    expect(auth.asked).toEqual([])
  })

  test('take 65,536 bytes and not one more', async () => {
    const { call } = await open(newAuth())
    const send = (bytes: number) =>
      call('/oauth/token', {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'x'.repeat(bytes),
      })
    expect((await send(65_536)).status).toBe(200)
    const refused = await send(65_537)
    expect([refused.status, await refused.json()]).toEqual([
      413,
      { error: 'invalid_request', error_description: expect.any(String) },
    ])
  })

  test('say that Auth does not answer', async () => {
    const auth = newAuth(0)
    const { call } = await open(auth)
    const answer = await call('/oauth/userinfo')
    expect([answer.status, await answer.json()]).toEqual([
      503,
      expect.objectContaining({ error: 'temporarily_unavailable' }),
    ])
  })

  test('hold who guesses at a secret after five, and nobody else (SEC-2)', async () => {
    const auth = newAuth(401)
    const { token } = await open(auth, { RATES: 'on' })
    const statuses = []
    for (let count = 0; count < 7; count += 1) statuses.push((await token(`wrong-${count}`)).status)
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429])
    expect(auth.asked).toHaveLength(6)
    auth.answer.status = 200
    const held = await token('right')
    expect(held.status).toBe(429)
    expect(Number(held.headers.get('retry-after'))).toBeGreaterThan(800)
    expect((await token('right', 'oac_b')).status).toBe(200)
  })

  test('take no token that has expired for a guess: programs show those all day', async () => {
    const { call } = await open(newAuth(401), { RATES: 'on' })
    const userinfo = { headers: { authorization: 'Bearer tso_expired' } }
    for (let count = 0; count < 10; count += 1)
      expect((await call('/oauth/userinfo', userinfo)).status).toBe(401)
    expect((await call('/oauth/authorize')).status).toBe(401)
    expect((await call('/.well-known/openid-configuration')).status).toBe(401)
  })

  test('hold a program to its requests in a minute, and a browser to those of its address', async () => {
    const { call, token } = await open(newAuth(), {
      RATES: 'on',
      RATE_PROGRAM_POINTS: '3',
      RATE_ADDRESS_POINTS: '2',
    })
    const program = []
    for (let count = 0; count < 4; count += 1) program.push((await token('right')).status)
    expect(program).toEqual([200, 200, 200, 429])
    expect((await token('right', 'oac_b')).status).toBe(200)
    const browser = []
    for (let count = 0; count < 3; count += 1) browser.push((await call('/oauth/authorize')).status)
    expect(browser).toEqual([200, 200, 429])
  })
})
