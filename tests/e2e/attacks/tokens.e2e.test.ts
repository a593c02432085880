import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve as resolvePath } from 'node:path'
import { openDatabase } from '@tallystick/db'
import { startPostgres } from '@tallystick/db/postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, DEMO_PASSWORD, data, type Loose, post, signIn } from '../../kit/client.ts'
import { newDataDir, type Product, removeDataDir, startProduct } from '../../kit/product.ts'
import { signingKeyOf } from '../../kit/signing-key.ts'
import { ask, closeOf, codeOf, openSocket, TRANSPORTS } from './transports.ts'

const dataDir = newDataDir()
const outgoing = join(dataDir, 'outgoing.log')
const baitServer = createServer((_request, response) => {
  bait.asked += 1
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ keys: [{ ...foreignJwk, kid: 'mine', alg: 'EdDSA', use: 'sig' }] }))
})
let postgres: Awaited<ReturnType<typeof startPostgres>>
let database: ReturnType<typeof openDatabase>
let product: Product
let ada: Client
let ourKey: KeyObject
let publicKey: { kid: string; x: string; kty: string; crv: string }

beforeAll(async () => {
  postgres = await startPostgres({ dataDir: join(dataDir, 'operator'), durable: false })
  await new Promise<void>((resolve) => baitServer.listen(0, '127.0.0.1', resolve))
  bait.url = `http://127.0.0.1:${(baitServer.address() as AddressInfo).port}`
  writeFileSync(outgoing, '')
  const hook = `--require=${resolvePath('tests/kit/outgoing.cjs')}`
  const env = { NODE_OPTIONS: hook, OUTGOING_LOG: outgoing }
  const own = { DATABASE_URL: postgres.url, LOG_LEVEL: 'info' }
  product = await startProduct({ dataDir, env: { ...own, ...env } })
  ada = await signIn(product.url, 'ada@demo.test')
  publicKey = (
    (await (await fetch(new URL('/.well-known/jwks.json', product.url))).json()) as Loose
  ).keys[0]
  database = openDatabase({ url: postgres.url, name: 'attack' })
  ourKey = await signingKeyOf(postgres.url, dataDir)
  await keepRotatedOut()
})

/** A key under three names: withdrawn, retired long ago, and replaced just now, whose signatures still count. */
async function keepRotatedOut(): Promise<void> {
  const { x } = rotatedOutKey.export({ format: 'jwk' })
  for (const [kid, hours, withdrawn] of [
    ['withdrawn', 0, 'now()'],
    ['retired', 1, 'null'],
    ['replaced', 0, 'null'],
  ] as const) {
    const jwk = JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x, kid, alg: 'EdDSA', use: 'sig' })
    await database.db.execute(`insert into auth.signing_keys
      (kid, public_jwk, sealed_private_jwk, created_at, signs_from, retired_at, withdrawn_at)
      values ('${kid}', '${jwk}', null, now() - interval '2 days', now() - interval '2 days',
        now() - interval '${hours} hours', ${withdrawn})`)
  }
}

afterAll(async () => {
  await product?.stop()
  baitServer.close()
  await database?.close()
  await postgres?.stop()
  removeDataDir(dataDir)
})

type Claims = Record<string, unknown>
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const decoded = (): { header: Claims; claims: Claims } => {
  const [header = '', claims = ''] = (ada.token ?? '').split('.')
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString())
  return { header: read(header), claims: read(claims) }
}
const signed = (change: { header?: Claims; claims?: Claims }, key: KeyObject = ourKey): string => {
  const { header, claims } = decoded()
  const text = `${encode({ ...header, ...change.header })}.${encode({ ...claims, ...change.claims })}`
  return `${text}.${sign(null, Buffer.from(text), key).toString('base64url')}`
}
const hashed = (secret: string | Buffer, header: Claims = {}): string => {
  const text = `${encode({ ...decoded().header, alg: 'HS256', ...header })}.${encode({ ...decoded().claims, roles: ['ADMIN'] })}`
  const hash = header['alg'] === 'HS512' ? 'sha512' : 'sha256'
  return `${text}.${createHmac(hash, secret).update(text).digest('base64url')}`
}
const admin = { claims: { roles: ['ADMIN'] } }
const S = () => Math.floor(Date.now() / 1000)
const foreign = generateKeyPairSync('ed25519')
const foreignJwk = foreign.publicKey.export({ format: 'jwk' })
const { privateKey: rotatedOut, publicKey: rotatedOutKey } = generateKeyPairSync('ed25519')
const ourPublicKey = () => {
  const key = createPublicKey({ key: { ...publicKey, ext: true }, format: 'jwk' })
  const pem = String(key.export({ format: 'pem', type: 'spki' }))
  return { pem, raw: Buffer.from(publicKey.x, 'base64url') }
}
const withSignature = (signature: string): string => {
  const [header, claims] = (ada.token ?? '').split('.')
  return `${header}.${claims}.${signature}`
}
/** A server with keys of the attacker's, on this machine; and the name of one elsewhere. */
const bait = { url: '', asked: 0 }

const FORGERIES: readonly (readonly [string, () => string])[] = [
  [
    'no algorithm',
    () =>
      `${encode({ ...decoded().header, alg: 'none' })}.${encode({ ...decoded().claims, roles: ['ADMIN'] })}.`,
  ],
  [
    'no algorithm, in capitals',
    () => `${encode({ ...decoded().header, alg: 'NONE' })}.${(ada.token ?? '').split('.')[1]}.AA`,
  ],
  [
    'no algorithm, in both',
    () =>
      `${encode({ ...decoded().header, alg: 'nOnE' })}.${encode({ ...decoded().claims, roles: ['ADMIN'] })}.`,
  ],
  ['an algorithm that is no text', () => signed({ header: { alg: ['EdDSA'] } })],
  ['the public key as a shared secret', () => hashed(publicKey.x)],
  ['the bytes of the public key as a shared secret', () => hashed(ourPublicKey().raw)],
  ['the public key in PEM as a shared secret', () => hashed(ourPublicKey().pem)],
  ['the whole public key as a shared secret', () => hashed(JSON.stringify(publicKey))],
  ['HS512 by the public key in PEM', () => hashed(ourPublicKey().pem, { alg: 'HS512' })],
  ['an empty shared secret', () => hashed('')],
  [
    'a key of one’s own in `jwk`',
    () => signed({ ...admin, header: { jwk: foreignJwk } }, foreign.privateKey),
  ],
  [
    'a key of one’s own behind `jku`',
    () => signed({ ...admin, header: { jku: `${bait.url}/jwks` } }, foreign.privateKey),
  ],
  [
    'a key of one’s own behind `jku`, under a name of its own',
    () =>
      signed({ ...admin, header: { jku: `${bait.url}/jwks`, kid: 'mine' } }, foreign.privateKey),
  ],
  [
    'a certificate of one’s own in `x5c`',
    () => signed({ ...admin, header: { x5c: [foreignJwk.x], kid: undefined } }, foreign.privateKey),
  ],
  [
    'a certificate of one’s own behind `x5u`',
    () => signed({ ...admin, header: { x5u: `${bait.url}/x5u` } }, foreign.privateKey),
  ],
  ['a key of one’s own under our `kid`', () => signed(admin, foreign.privateKey)],
  ['a `kid` of nobody', () => signed({ header: { kid: 'nobody' } })],
  [
    'a `kid` that is a place to fetch from',
    () => signed({ ...admin, header: { kid: `${bait.url}/jwks` } }, foreign.privateKey),
  ],
  ['a `kid` that every object has', () => signed({ header: { kid: '__proto__' } })],
  ['the `kid` in other letters', () => signed({ header: { kid: publicKey.kid.toUpperCase() } })],
  ['a `kid` that is a path', () => signed({ header: { kid: '../../../../dev/null' } })],
  ['a `kid` that is a statement', () => signed({ header: { kid: "' union select 'x" } })],
  ['a `kid` that is no text', () => signed({ header: { kid: { toString: 1 } } })],
  ['no `kid`', () => signed({ header: { kid: undefined } })],
  ['a critical extension', () => signed({ header: { crit: ['b64'], b64: false } })],
  ['the type of another token', () => signed({ header: { typ: 'JWT' } })],
  ['the type of an assertion between processes', () => signed({ header: { typ: 'actor+jwt' } })],
  ['an end that has passed', () => signed({ claims: { exp: S() - 1 } })],
  ['no end', () => signed({ claims: { exp: undefined } })],
  ['an end that is text', () => signed({ claims: { exp: '9999999999' } })],
  ['a start to come', () => signed({ claims: { nbf: S() + 60 } })],
  ['another audience', () => signed({ claims: { aud: 'elsewhere' } })],
  ['no audience', () => signed({ claims: { aud: undefined } })],
  ['another issuer', () => signed({ claims: { iss: 'elsewhere' } })],
  ['no person', () => signed({ claims: { sub: undefined } })],
  ['no session', () => signed({ claims: { sid: undefined } })],
  [
    'claims changed after signing',
    () => {
      const [header, , signature] = (ada.token ?? '').split('.')
      return `${header}.${encode({ ...decoded().claims, roles: ['ADMIN'] })}.${signature}`
    },
  ],
  ['half a signature', () => (ada.token ?? '').slice(0, -43)],
  ['two parts', () => (ada.token ?? '').split('.').slice(0, 2).join('.')],
  ['two parts and a dot', () => `${(ada.token ?? '').split('.').slice(0, 2).join('.')}.`],
  ['a signature of zeros', () => withSignature('A'.repeat(86))],
  ['a signature of one zero', () => withSignature('AA')],
  ['another critical extension', () => signed({ header: { crit: ['exp'] } })],
  ['a start to come in a second', () => signed({ claims: { nbf: S() + 5 } })],
  ['an issuer in a list', () => signed({ claims: { iss: ['tallystick'] } })],
  ['a key that was withdrawn', () => signed({ header: { kid: 'withdrawn' } }, rotatedOut)],
  ['a key that was retired an hour ago', () => signed({ header: { kid: 'retired' } }, rotatedOut)],
  ['a second signature', () => `${ada.token}.AAAA`],
  ['100 KB', () => `${ada.token}${'a'.repeat(5_000)}`],
]

describe('an access token with', () => {
  it.each(FORGERIES)('%s is UNAUTHENTICATED by every way in (TOK-2)', async (_what, make) => {
    const client = { url: product.url, token: make() }
    for (const transport of TRANSPORTS) {
      if (transport === 'WebSocket') continue
      const answer = await ask(client, transport, { query: '{ me { id } }' })
      expect([transport, codeOf(answer)]).toEqual([transport, 'UNAUTHENTICATED'])
    }
    const { socket } = await openSocket(product.url)
    socket.send(
      JSON.stringify({
        type: 'connection_init',
        payload: { authorization: `Bearer ${client.token}` },
      }),
    )
    expect(await closeOf(socket)).toBe(4401)
  })

  it('a place for its key, here or elsewhere, makes nobody ask there (TOK-2)', async () => {
    expect(FORGERIES.length).toBeGreaterThanOrEqual(25)
    const place = 'http://keys.attacker.test/jwks'
    for (const header of [{ jku: place }, { x5u: place }, { kid: place }]) {
      const client = { url: product.url, token: signed({ ...admin, header }, foreign.privateKey) }
      expect(codeOf(await post(client, '{ me { id } }'))).toBe('UNAUTHENTICATED')
    }
    expect(bait.asked).toBe(0)
    expect(readFileSync(outgoing, 'utf8')).toBe('')
  })

  it('a key that was replaced just now is believed: those above fail for being older (TOK-2)', async () => {
    const client = { url: product.url, token: signed({ header: { kid: 'replaced' } }, rotatedOut) }
    // An unknown key makes the gateway look again, at most every ten seconds.
    const told = async () => (await post(client, '{ me { email } }')).data?.me?.email
    await expect.poll(told, { timeout: 20_000, interval: 500 }).toBe('ada@demo.test')
  }, 30_000)

  it('everything right is believed, so that the forgeries above fail for their one fault (TOK-3)', async () => {
    const client = { url: product.url, token: signed({}) }
    expect((await data(client, '{ me { email } }')).me.email).toBe('ada@demo.test')
  })

  it('a role that there is not grants nothing (RBA-7)', async () => {
    for (const roles of [['SERVICE'], ['admin'], 'ADMIN', { 0: 'ADMIN', length: 1 }, [['ADMIN']]]) {
      const client = { url: product.url, token: signed({ claims: { roles } }) }
      expect(codeOf(await post(client, '{ users { nodes { id } } }'))).toBe('FORBIDDEN')
      expect((await data(client, '{ me { email } }')).me.email).toBe('ada@demo.test')
    }
  })
})

describe('a token in the wrong place', () => {
  it.each(['access_token', 'token', 'authorization', 'Authorization'])(
    'is not read from the query string: %s (TOK-13)',
    async (name) => {
      const url = `${product.url}?query=${encodeURIComponent('{ me { id } }')}&${name}=${encodeURIComponent(`Bearer ${ada.token}`)}`
      for (const accept of ['application/json', 'text/event-stream']) {
        const response = await fetch(url, {
          headers: { accept, 'content-type': 'application/json' },
        })
        expect(response.status).toBe(401)
        await response.body?.cancel()
      }
      const { socket } = await openSocket(`${product.url}?${name}=${ada.token}`)
      socket.send('{"type":"connection_init"}')
      await new Promise((resolve) => socket.once('message', resolve))
      socket.send(
        JSON.stringify({ type: 'subscribe', id: '1', payload: { query: '{ me { id } }' } }),
      )
      const text = await new Promise((resolve) =>
        socket.once('message', (raw) => resolve(String(raw))),
      )
      expect(text).toContain('UNAUTHENTICATED')
      socket.terminate()
    },
  )

  it.each(['cookie', 'x-authorization', 'x-user-id', 'x-actor', 'assertion', 'x-forwarded-user'])(
    'is not read from the header %s',
    async (name) => {
      const response = await fetch(product.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          [name]: `authorization=Bearer ${ada.token}`,
        },
        body: '{"query":"{ me { id } }"}',
      })
      expect(response.status).toBe(401)
    },
  )

  it.each(['Basic', 'Token', 'DPoP', ''])(
    'is not believed under the scheme “%s”',
    async (scheme) => {
      const response = await fetch(product.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `${scheme} ${ada.token}` },
        body: '{"query":"{ me { id } }"}',
      })
      expect(response.status).toBe(401)
    },
  )
})

const REFRESH = `mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) {
  ... on RefreshSessionSuccess { session { accessToken refreshToken } } ... on Refusal { code } } }`
const refresh = async (refreshToken: unknown): Promise<Loose> =>
  (await post({ url: product.url }, REFRESH, { input: { refreshToken } })).data?.refreshSession
const newSession = async (): Promise<{ accessToken: string; refreshToken: string }> =>
  (
    await data(
      { url: product.url },
      `mutation ($input: SignInInput!) { signIn(input: $input) { ... on SignInSuccess { session { accessToken refreshToken } } } }`,
      {
        input: { email: 'ben@demo.test', password: DEMO_PASSWORD },
      },
    )
  ).signIn.session

describe('a refresh token', () => {
  it('that comes back ends the whole family, the newest token too (TOK-7)', async () => {
    const first = await newSession()
    const second = (await refresh(first.refreshToken)).session
    const third = (await refresh(second.refreshToken)).session
    expect((await refresh(first.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN')
    expect((await refresh(third.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN')
  })

  it('used twenty times at once gives one new token, and the session goes on with it (TOK-7)', async () => {
    const { refreshToken } = await newSession()
    const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(refreshToken)))
    const given = answers.flatMap(({ session }) => session ?? [])
    expect(given).toHaveLength(1)
    expect((await refresh(given[0].refreshToken)).session).toBeDefined()
  })

  it('ends with its session, however the two race (TOK-7)', async () => {
    for (let round = 0; round < 5; round++) {
      const session = await newSession()
      const [raced] = await Promise.all([
        refresh(session.refreshToken),
        post(
          { url: product.url, token: session.accessToken },
          'mutation { signOut { sessionId } }',
        ),
      ])
      const newest = raced.session?.refreshToken ?? session.refreshToken
      expect((await refresh(newest)).code).toBe('INVALID_REFRESH_TOKEN')
    }
  })

  it('is no access token, nor the other way round', async () => {
    const { accessToken, refreshToken } = await newSession()
    expect(codeOf(await post({ url: product.url, token: refreshToken }, '{ me { id } }'))).toBe(
      'UNAUTHENTICATED',
    )
    expect((await refresh(accessToken)).code).toBe('INVALID_REFRESH_TOKEN')
  })

  it.each(['', ' ', '\u0000', '\ud800', "' or '1'='1", '__proto__', 'a'.repeat(50_000)])(
    'is not any text that somebody thinks of: %#',
    async (text) => {
      expect((await refresh(text)).code).toBe('INVALID_REFRESH_TOKEN')
    },
  )

  it('is stored as a hash alone, and no secret is in an event, the audit log or the log', async () => {
    const session = await newSession()
    const next = (await refresh(session.refreshToken)).session
    const secrets = [
      session.refreshToken,
      next.refreshToken,
      session.accessToken,
      next.accessToken,
      ada.token ?? '',
      DEMO_PASSWORD,
    ]
    const tables = await database.db.execute<{ name: string }>(
      "select table_schema || '.' || quote_ident(table_name) as name from information_schema.tables where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')",
    )
    expect(tables.length).toBeGreaterThan(20)
    for (const { name } of tables) {
      const [row] = await database.db.execute<{ all: string | null }>(
        `select string_agg(t::text, ' ') as all from ${name} t`,
      )
      for (const secret of secrets)
        expect([name, row?.all?.includes(secret) ?? false]).toEqual([name, false])
    }
    for (const table of ['auth.outbox', 'admin.audit_logs', 'admin.inbox', 'payments.outbox'])
      expect(JSON.stringify(await database.db.execute(`select * from ${table}`))).not.toMatch(
        /argon2|password|eyJ[\w-]+\.eyJ/i,
      )
    for (const secret of secrets) expect(product.output().includes(secret)).toBe(false)
    expect(product.output()).toContain('"msg":"answered"')
  })
})

it('tells a stranger nothing about who has an account: unknown address and wrong password read alike', async () => {
  const attempt = (email: string) =>
    post(
      { url: product.url },
      'mutation ($input: SignInInput!) { signIn(input: $input) { __typename ... on Refusal { code message } } }',
      { input: { email, password: 'wrong-password' } },
    )
  const [known, unknown] = [await attempt('ada@demo.test'), await attempt('nobody@demo.test')]
  expect(known).toEqual(unknown)
  for (const email of ["' or 1=1 --", '%', '_@demo.test', 'ada@demo.test\u0000', 'ada@demo.test%'])
    expect((await attempt(email)).data.signIn.code).toBe('INVALID_CREDENTIALS')
})
