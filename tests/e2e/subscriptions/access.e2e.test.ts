import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Client,
  DEMO_PASSWORD,
  data,
  type Loose,
  post,
  signIn,
  subscribe,
} from '../../kit/client.ts'
import { newDataDir, type Product, removeDataDir, startProduct } from '../../kit/product.ts'

const CHANGES = 'subscription { paymentStatusChanged { cursor } }'
const SIGN_IN = `mutation ($input: SignInInput!) {
  signIn(input: $input) { ... on SignInSuccess { session { accessToken refreshToken user { id } } } }
}`
const REFRESH = `mutation ($refreshToken: String!) {
  refreshSession(input: { refreshToken: $refreshToken }) {
    ... on RefreshSessionSuccess { session { accessToken } }
  }
}`
const REVOKE = `mutation ($input: RevokeSessionInput!) { revokeSession(input: $input) { sessionId } }`
const SET_ROLE = `mutation ($input: SetUserRoleInput!) { setUserRole(input: $input) { __typename } }`

/** What `access-ends` does not look at: other sessions go on, and a new token says what is so now. */
describe('access that ends', () => {
  const dataDir = newDataDir()
  let product: Product

  beforeAll(async () => {
    product = await startProduct({ dataDir })
  })
  afterAll(async () => {
    await product?.stop()
    removeDataDir(dataDir)
  })

  const session = async (name: string): Promise<Loose> => {
    const input = { email: `${name}@demo.test`, password: DEMO_PASSWORD }
    return (await data({ url: product.url }, SIGN_IN, { input })).signIn.session
  }
  /** A stream over each transport, which have begun. */
  const watch = async (client: Client) => {
    const streams = [
      subscribe(client, 'ws', { query: CHANGES }),
      subscribe(client, 'sse', { query: CHANGES }),
    ] as const
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    return streams
  }
  const codeOf = async (client: Client) =>
    (await post(client, '{ me { id } }')).errors?.[0]?.extensions.code

  it('ends sockets and streams within a second of the sign-out, and the token with them (SEC-13)', async () => {
    const ben = { url: product.url, token: (await session('ben')).accessToken }
    const other = await signIn(product.url, 'ben@demo.test')
    const [socket, stream] = await watch(ben)
    await data(ben, 'mutation { signOut { sessionId } }')
    const started = Date.now()
    expect(await socket.closed).toMatchObject({ code: 4403, reason: 'The session has ended' })
    await stream.closed
    expect(stream.events.at(-1)?.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
    expect(await codeOf(ben)).toBe('UNAUTHENTICATED')
    expect(Date.now() - started).toBeLessThan(1_000)
    expect(await codeOf(other)).toBeUndefined()
  })

  it('ends sockets, streams and the token of a session that is revoked from another, within a second (TOK-8, TOK-10)', async () => {
    const lost = await session('ben')
    const ben = { url: product.url, token: lost.accessToken }
    const other = await signIn(product.url, 'ben@demo.test')
    const [socket, stream] = await watch(ben)
    const { sessions } = await data(ben, '{ sessions { id isCurrent } }')
    const { id } = sessions.find((each: Loose) => each.isCurrent)
    const started = Date.now()
    await data(other, REVOKE, { input: { id } })
    expect(await socket.closed).toMatchObject({ code: 4403 })
    await stream.closed
    expect(await codeOf(ben)).toBe('UNAUTHENTICATED')
    expect(Date.now() - started).toBeLessThan(1_000)
    expect(await codeOf(other)).toBeUndefined()
  })

  it('ends sockets and tokens of a person whose role changes; a new token has the new role (RBA-9)', async () => {
    const { accessToken, refreshToken, user } = await session('ada')
    const ada = { url: product.url, token: accessToken }
    const [socket, stream] = await watch(ada)
    const root = await signIn(product.url, 'root@demo.test')
    await data(root, SET_ROLE, { input: { userId: user.id, role: 'VENDOR' } })
    const started = Date.now()
    expect(await socket.closed).toMatchObject({ code: 4403 })
    await stream.closed
    expect(await codeOf(ada)).toBe('UNAUTHENTICATED')
    expect(Date.now() - started).toBeLessThan(1_000)
    const renewed = (await data({ url: product.url }, REFRESH, { refreshToken })).refreshSession
    const again = { url: product.url, token: renewed.session.accessToken }
    const { me } = await data(again, '{ me { roles } }')
    expect(me.roles).toContain('VENDOR')
  })
})
