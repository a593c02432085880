import * as client from 'openid-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyBooks } from '../../kit/books.ts'
import { data, post, signIn, subscribe } from '../../kit/client.ts'
import { newDataDir, removeDataDir } from '../../kit/product.ts'
import {
  type App,
  type Browser,
  type House,
  libraryOf,
  newApp,
  newBrowser,
  newRequest,
  openHouse,
} from './house.ts'

/** A public client library against a running product, in both ways to run it. */
describe.each(['embedded', 'distributed'] as const)('OAuth, %s', (mode) => {
  const dataDir = newDataDir()
  let house: House
  let ada: Browser
  let app: App
  let config: client.Configuration

  beforeAll(async () => {
    house = await openHouse(mode, dataDir)
    ada = newBrowser(house)
    await ada.signIn('ada@demo.test')
    app = await newApp(house)
    config = await libraryOf(house, app)
  })

  afterAll(async () => {
    await house?.product.stop()
    const books = verifyBooks(dataDir)
    removeDataDir(dataDir)
    expect(books).toMatchObject({ code: 0 })
  })

  const newTokens = async () => {
    const { url, checks } = await newRequest(config)
    return client.authorizationCodeGrant(config, await ada.allow(url), checks)
  }
  const as = (token: string) => ({ url: house.product.url, token })
  const isRefused = async (token: string) => {
    const { errors } = await post(as(token), '{ me { id } }')
    return errors?.[0]?.extensions.code === 'UNAUTHENTICATED'
  }
  /** How long it takes until a token is refused, in milliseconds. */
  const untilRefused = async (token: string) => {
    const from = Date.now()
    while (!(await isRefused(token)) && Date.now() - from < 5_000);
    return Date.now() - from
  }

  it('is discovered, and signs people in with code, proof key and consent // TOK-14', async () => {
    expect(config.serverMetadata()).toMatchObject({
      issuer: house.issuer,
      token_endpoint: `${house.issuer}/oauth/token`,
      jwks_uri: `${house.issuer}/.well-known/jwks.json`,
    })
    const tokens = await newTokens()
    const { me } = await data(as(tokens.access_token), '{ me { id } }')
    expect(tokens.claims()).toMatchObject({ iss: house.issuer, aud: app.id, sub: me.id })
    const info = await client.fetchUserInfo(config, tokens.access_token, me.id)
    expect(info.email).toBe('ada@demo.test')
    // The session cookie alone is ours for pages; no token was in any browser.
    expect(ada.cookies()).toContain('tallystick')
  })

  it('gives tokens that do on /graphql what they were allowed, and no more // TOK-15', async () => {
    const { access_token } = await newTokens()
    const { accounts } = await data(as(access_token), '{ accounts(first: 1) { nodes { id } } }')
    expect(accounts.nodes).toHaveLength(1)
    // It was let see the address, and neither the phone nor the roles.
    const { me } = await data(as(access_token), '{ me { email roles phone } }')
    expect(me).toEqual({ email: 'ada@demo.test', roles: null, phone: null })
    for (const query of [
      '{ payments(first: 1) { nodes { id } } }',
      '{ sessions { id } }',
      '{ oauthClients { id } }',
      'mutation { signOut { sessionId } }',
    ])
      expect((await post(as(access_token), query)).errors?.[0]?.extensions.code).toBe('FORBIDDEN')
  })

  it('refreshes once for each token, introspects and revokes // TOK-7, TOK-15', async () => {
    const first = await newTokens()
    const second = await client.refreshTokenGrant(config, first.refresh_token ?? '')
    await expect(client.refreshTokenGrant(config, first.refresh_token ?? '')).rejects.toMatchObject(
      { error: 'invalid_grant' },
    )
    expect((await client.tokenIntrospection(config, second.access_token)).active).toBe(true)
    expect(await isRefused(second.access_token)).toBe(false)
    await client.tokenRevocation(config, second.refresh_token ?? '')
    expect(await untilRefused(second.access_token)).toBeLessThan(1_000)
    expect(await client.tokenIntrospection(config, second.access_token)).toEqual({ active: false })
  })

  it('lets a service act for its owner by client_credentials // TOK-1', async () => {
    const service = { kind: 'SERVICE', redirectUris: [], scopes: ['payments:read'] }
    const library = await libraryOf(house, await newApp(house, service))
    const { access_token } = await client.clientCredentialsGrant(library, {
      scope: 'payments:read',
    })
    const { payments } = await data(as(access_token), '{ payments(first: 1) { nodes { id } } }')
    expect(payments.nodes.length).toBeGreaterThanOrEqual(0)
    const { me } = await data(house.ben, '{ me { id } }')
    expect((await data(as(access_token), '{ me { id } }')).me).toEqual(me)
  })

  it('ends what a person disconnects within a second, on a live stream too // TOK-12', async () => {
    const { access_token } = await newTokens()
    expect(await isRefused(access_token)).toBe(false)
    const { accounts } = await data(as(access_token), '{ accounts(first: 1) { nodes { id } } }')
    const stream = subscribe(as(access_token), 'sse', {
      query: 'subscription ($accountId: ID!) { balanceChanged(accountId: $accountId) { cursor } }',
      variables: { accountId: accounts.nodes[0].id },
    })
    const self = await signIn(house.product.url, 'ada@demo.test')
    await data(
      self,
      'mutation ($input: DisconnectAppInput!) { disconnectApp(input: $input) { clientId } }',
      { input: { clientId: app.id } },
    )
    const from = Date.now()
    expect(await untilRefused(access_token)).toBeLessThan(1_000)
    await stream.closed
    expect(Date.now() - from).toBeLessThan(1_500)
    expect((await data(self, '{ connectedApps { clientId } }')).connectedApps).toEqual([])
  })

  it('trades one code once of 50 times at once, and ends what the one got', async () => {
    const { url, checks } = await newRequest(config)
    const back = await ada.allow(url)
    const all = await Promise.allSettled(
      Array.from({ length: 50 }, () => client.authorizationCodeGrant(config, back, checks)),
    )
    const won = all.flatMap((each) => (each.status === 'fulfilled' ? each.value : []))
    expect(won).toHaveLength(1)
    expect(await untilRefused(won[0]?.access_token ?? '')).toBeLessThan(1_000)
  })

  it('sends a wrong request back to nobody, and a browser nothing that runs', async () => {
    const { url } = await newRequest(config, { redirect_uri: 'https://evil.example/back' })
    const answer = await fetch(url, { redirect: 'manual', headers: { accept: 'text/html' } })
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null])
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(answer.headers.get('x-frame-options')).toBe('DENY')
  })

  it('is reached through the gateway alone, and takes no header for its word', async () => {
    const { url } = await newRequest(config)
    const uid = new URL((await ada.visit(url)).location ?? '', house.issuer).searchParams.get(
      'interaction',
    )
    const stranger = newBrowser(house)
    const forged = await stranger.visit(`/oauth/interaction/${uid}`, {
      headers: { 'x-session-hash': '0'.repeat(64), cookie: `tallystick_interaction=${uid}` },
    })
    expect(JSON.parse(forged.text)).toMatchObject({ prompt: 'login' })
    const large = await fetch(`${house.issuer}/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `a=${'x'.repeat(70_000)}`,
    })
    expect(large.status).toBe(413)
  })
})
