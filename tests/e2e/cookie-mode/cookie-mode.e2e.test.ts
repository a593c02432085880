import { join } from 'node:path'
import { startPostgres } from '@tallystick/db/postgres'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { data, type Loose, post, signIn } from '../../kit/client.ts'
import {
  type Mode,
  newDataDir,
  type Product,
  removeDataDir,
  startProduct,
} from '../../kit/product.ts'
import { newBrowserSession } from './browser-session.ts'

const CHANGES = 'subscription { paymentStatusChanged { cursor } }'
const ME = '{ me { id email roles } }'
const SESSIONS = '{ sessions { id device isCurrent expiresAt } }'
const REVOKE = `mutation ($id: ID!) { revokeSession(input: { id: $id }) { sessionId } }`
const SET_ROLE = `mutation ($input: SetUserRoleInput!) { setUserRole(input: $input) { __typename } }`
/** A JWT, wherever it stands. */
const TOKEN = /eyJ[\w-]+\.[\w-]+\.[\w-]+/
const HOUR_MS = 60 * 60 * 1_000

describe.each<Mode>(['embedded', 'distributed'])('cookie mode, %s', (mode) => {
  const dataDir = newDataDir()
  let database: Awaited<ReturnType<typeof startPostgres>>
  let product: Product
  const secrets = new Set<string>()

  beforeAll(async () => {
    database = await startPostgres({ dataDir: join(dataDir, 'operator'), durable: false })
    const env = { DATABASE_URL: database.url, LOG_LEVEL: 'trace', RATES: 'off' }
    product = await startProduct({ mode, dataDir, env })
  })
  afterAll(async () => {
    await product?.stop()
    await database?.stop()
    removeDataDir(dataDir)
  })

  const open = async (name: string) => {
    const browser = newBrowserSession(product.url)
    const session = await browser.signIn(name)
    secrets.add(browser.secret())
    return { ...browser, session }
  }
  /** A stream over each transport, which have begun. */
  const watch = async (browser: Awaited<ReturnType<typeof open>>) => {
    const streams = { socket: await browser.watch(CHANGES), stream: await browser.listen(CHANGES) }
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    return streams
  }

  it('signs in without a token, stays signed in by the cookie, and is listed as a session (TOK-10, TOK-12)', async () => {
    const ben = await open('ben')
    expect(ben.session).toMatchObject({ accessToken: null, refreshToken: null })
    const idleMs = Date.parse(ben.session.expiresAt) - Date.now()
    expect(Math.abs(idleMs - HOUR_MS)).toBeLessThan(60_000)
    expect((await ben.post(ME)).data).toMatchObject({ me: { email: 'ben@demo.test' } })
    const listed = (await ben.post(SESSIONS)).data.sessions as Loose[]
    expect(listed.find((each) => each.isCurrent)).toMatchObject({ id: ben.session.id })
    expect(ben.seen()).not.toMatch(TOKEN)
  })

  it('leaves nobody with what only the cookie can do: no header, no id and no hash is enough (TOK-12, SEC-9)', async () => {
    const ben = await open('ben')
    const without = async (headers: Record<string, string>) => {
      const answer = await fetch(product.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query: ME }),
      })
      return answer.status
    }
    const name = ben.cookie()?.split('=')[0]
    expect(await without({ cookie: ben.cookie() ?? '' })).toBe(401)
    for (const value of [ben.session.id, ben.session.user.id, '', 'A'.repeat(43)])
      expect(await without({ cookie: `${name}=${value}`, 'x-session-mode': 'cookie' })).toBe(401)
    for (const secret of [ben.secret(), ben.session.id])
      expect(await without({ authorization: `Bearer ${secret}` })).toBe(401)
  })

  it('ends sockets, streams and the cookie within a second of the sign-out (TOK-8, SEC-13)', async () => {
    const ben = await open('ben')
    const lost = ben.cookie() ?? ''
    const other = await open('ben')
    const { socket, stream } = await watch(ben)
    expect((await ben.post('mutation { signOut { sessionId } }')).data).toEqual({
      signOut: { sessionId: ben.session.id },
    })
    const since = Date.now()
    expect(ben.cookie()).toBeUndefined()
    expect(await socket.closed).toBe(4403)
    expect(await stream.told).toContain('"UNAUTHENTICATED"')
    expect(Date.now() - since).toBeLessThan(1_000)
    const again = await fetch(product.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-session-mode': 'cookie',
        cookie: lost,
      },
      body: JSON.stringify({ query: ME }),
    })
    expect([again.status, again.headers.get('set-cookie')]).toEqual([
      401,
      expect.stringContaining('Max-Age=0'),
    ])
    expect((await other.post(ME)).status).toBe(200)
  })

  it('ends within a second when it is revoked from elsewhere (TOK-8, TOK-10)', async () => {
    const ben = await open('ben')
    const { socket, stream } = await watch(ben)
    const elsewhere = await signIn(product.url, 'ben@demo.test')
    const since = Date.now()
    await data(elsewhere, REVOKE, { id: ben.session.id })
    expect(await socket.closed).toBe(4403)
    expect(await stream.told).toContain('"UNAUTHENTICATED"')
    await expect.poll(async () => (await ben.post(ME)).status, { interval: 50 }).toBe(401)
    expect(Date.now() - since).toBeLessThan(1_000)
    expect(ben.cookie()).toBeUndefined()
  })

  it('goes on with the new rights when a role changes, and ends streams of the old ones (RBA-9, SEC-13)', async () => {
    const ada = await open('ada')
    const { socket, stream } = await watch(ada)
    const root = await signIn(product.url, 'root@demo.test')
    const since = Date.now()
    await data(root, SET_ROLE, { input: { userId: ada.session.user.id, role: 'VENDOR' } })
    expect(await socket.closed).toBe(4403)
    await stream.told
    const roles = async () => (await ada.post(ME)).data.me.roles
    await expect.poll(roles, { interval: 50 }).toEqual(['VENDOR'])
    expect(Date.now() - since).toBeLessThan(1_000)
    expect((await ada.watch(CHANGES)).closed).toBeInstanceOf(Promise)
  })

  it('has one session in a browser: signing in anew ends the one before, whosever it was', async () => {
    const browser = newBrowserSession(product.url)
    const first = await browser.signIn('ben')
    const lost = browser.cookie() ?? ''
    secrets.add(browser.secret())
    await browser.signIn('ada')
    secrets.add(browser.secret())
    expect(browser.cookie()).not.toBe(lost)
    expect((await browser.post(ME)).data.me.email).toBe('ada@demo.test')
    const ben = await signIn(product.url, 'ben@demo.test')
    const { sessions } = await data(ben, SESSIONS)
    expect(sessions.map((each: Loose) => each.id)).not.toContain(first.id)
  })

  it('is no way to tokens: there is nothing to refresh (TOK-12)', async () => {
    const ben = await open('ben')
    const refresh = `mutation { refreshSession(input: { refreshToken: "${ben.secret()}" }) { __typename } }`
    expect((await ben.post(refresh)).data.refreshSession.__typename).toBe('InvalidRefreshToken')
    expect((await ben.post(ME)).status).toBe(200)
    expect(ben.seen()).not.toMatch(TOKEN)
  })

  it('is answered afresh to each: what one cookie was told is not given to another (SEC-13)', async () => {
    const [ada, ben] = [await open('ada'), await open('ben')]
    for (let time = 0; time < 3; time += 1) {
      expect((await ada.post(ME)).data.me.email).toBe('ada@demo.test')
      expect((await ben.post(ME)).data.me.email).toBe('ben@demo.test')
      expect((await post({ url: product.url }, ME)).errors?.[0]?.extensions.code).toBe(
        'UNAUTHENTICATED',
      )
    }
  })

  it('leaves no secret of a cookie in any log line or table', async () => {
    expect(secrets.size).toBeGreaterThan(5)
    const sql = postgres(database.url, { max: 1 })
    const tables = await sql`select format('%I.%I', table_schema, table_name) as name
      from information_schema.tables where table_schema in ('auth', 'admin', 'payments')
        and table_type = 'BASE TABLE'`
    let dump = ''
    for (const { name } of tables)
      for (const { row } of await sql`select to_jsonb(t)::text as row from ${sql.unsafe(name)} t`)
        dump += row
    await sql.end()
    expect(dump).toContain('COOKIE')
    for (const secret of secrets) {
      expect(dump).not.toContain(secret)
      expect(product.output()).not.toContain(secret)
    }
  })
})
