import { generateKeyPair, SignJWT } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { newTokens } from '../../test/room.ts'
import { newAuthenticate } from './bearer.ts'
import { newRemoteJwks } from './jwks.ts'
import { NO_KEYS } from './keys.ts'

describe('newAuthenticate', () => {
  let tokens: Awaited<ReturnType<typeof newTokens>>
  beforeAll(async () => {
    tokens = await newTokens()
  })
  const authenticate = (authorization: string | undefined, jwks = tokens.jwks) =>
    newAuthenticate({ issuer: 'tallystick', audience: 'tallystick', jwks, keys: NO_KEYS })(
      authorization,
    )

  test('reads person, roles, session and end from a valid token, and knows no other roles', async () => {
    const token = await tokens.issue('usr_ada', { roles: ['ADMIN', 'KING'], seconds: 60 })
    const actor = await authenticate(`Bearer ${token}`)
    expect(actor).toMatchObject({
      kind: 'USER',
      id: 'usr_ada',
      roles: ['ADMIN'],
      sessionId: 'ses_1',
    })
    const leftMs = (actor.expiresAt?.getTime() ?? 0) - Date.now()
    expect(leftMs).toBeGreaterThan(55_000)
    expect(leftMs).toBeLessThanOrEqual(60_000)
  })

  test('takes no credential for nobody', async () => {
    expect((await authenticate(undefined)).kind).toBe('ANONYMOUS')
    expect((await authenticate('')).kind).toBe('ANONYMOUS')
  })

  const refused: [string, () => Promise<string>, string?][] = [
    ['an expired token', () => tokens.issue('usr_ada', { seconds: -1 })],
    ['a token of another issuer', () => tokens.issue('usr_ada', { issuer: 'evil' })],
    ['a token for another audience', () => tokens.issue('usr_ada', { audience: 'evil' })],
    ['a token of another type', () => tokens.issue('usr_ada', { header: { typ: 'actor+jwt' } })],
    ['a token without a type', () => tokens.issue('usr_ada', { header: { typ: undefined } })],
    ['a token of an unknown key', () => tokens.issue('usr_ada', { header: { kid: 'other' } })],
    ['a token without a session', () => tokens.issue('usr_ada', { claims: { sid: undefined } })],
    ['a token signed by someone else', () => forged('EdDSA')],
    ['a token with the public key as a shared secret', () => forged('HS256')],
    ['a token that nobody signed', async () => unsigned()],
    ['text', async () => 'hello'],
    ['another scheme', async () => '', 'Basic YTpi'],
  ]
  test.each(refused)('refuses %s', async (_title, token, header) => {
    const given = header ?? `Bearer ${await token()}`
    await expect(authenticate(given)).rejects.toMatchObject({
      extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } },
    })
  })

  test('does not call a token bad while there are no keys to check it with', async () => {
    const jwks = () => Promise.reject(new Error('auth is down'))
    const token = await tokens.issue('usr_ada')
    await expect(authenticate(`Bearer ${token}`, jwks)).rejects.toMatchObject({
      extensions: { code: 'SERVICE_UNAVAILABLE', http: { status: 503 } },
    })
  })

  test('stops believing a key that has left the set', async () => {
    let keys = (await tokens.jwks()).keys
    const check = newAuthenticate({
      issuer: 'tallystick',
      audience: 'tallystick',
      keys: NO_KEYS,
      jwks: async () => ({ keys }),
    })
    const token = await tokens.issue('usr_ada')
    expect((await check(`Bearer ${token}`)).id).toBe('usr_ada')
    keys = []
    await expect(check(`Bearer ${token}`)).rejects.toThrow()
  })

  test('stops believing a token that it has verified before at the moment it expires', async () => {
    const { jwks } = tokens
    let now = new Date()
    const options = {
      issuer: 'tallystick',
      audience: 'tallystick',
      jwks,
      keys: NO_KEYS,
      now: () => now,
    }
    const check = newAuthenticate(options)
    const authorization = `Bearer ${await tokens.issue('usr_ada', { seconds: 60 })}`
    const actor = await check(authorization)
    expect(await check(authorization)).toBe(actor)
    now = actor.expiresAt ?? now
    await expect(check(authorization)).rejects.toMatchObject({
      extensions: { code: 'UNAUTHENTICATED' },
    })
  })

  async function forged(alg: 'EdDSA' | 'HS256'): Promise<string> {
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' })
    const { keys } = await tokens.jwks()
    const secret = new TextEncoder().encode(`${keys[0]?.x}`)
    return new SignJWT({ sid: 'ses_1', roles: ['ADMIN'] })
      .setProtectedHeader({ alg, kid: tokens.kid, typ: 'at+jwt' })
      .setIssuer('tallystick')
      .setAudience('tallystick')
      .setSubject('usr_ada')
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(alg === 'EdDSA' ? privateKey : secret)
  }

  function unsigned(): string {
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
    return `${encode({ alg: 'none', kid: tokens.kid, typ: 'at+jwt' })}.${encode({ sub: 'usr_ada' })}.`
  }
})

describe('newRemoteJwks', () => {
  test('fetches once, again for a new key but not for every invented one, and lives through an outage', async () => {
    const { createServer } = await import('node:http')
    let kids = ['a']
    let asked = 0
    const server = createServer((_request, reply) => {
      asked += 1
      if (kids.length === 0) reply.writeHead(500).end()
      else reply.end(JSON.stringify({ keys: kids.map((kid) => ({ kid, kty: 'OKP' })) }))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    let now = 0
    const jwks = newRemoteJwks([`http://127.0.0.1:${port}/`], () => now)
    await Promise.all([jwks('a'), jwks('a')])
    expect(asked).toBe(1)
    kids = ['a', 'b']
    now += 11_000
    expect((await jwks('b')).keys).toHaveLength(2)
    await jwks('invented')
    expect(asked).toBe(2)
    kids = []
    now += 600_000
    expect((await jwks('a')).keys).toHaveLength(2)
    server.closeAllConnections()
    server.close()
  })
})
