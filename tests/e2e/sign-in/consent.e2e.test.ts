import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually, type House, hasChromium, openHouse, PASSWORD } from '../passkeys/house.ts'

if (!hasChromium) console.warn('left out: consent in a browser (no Chromium on this machine)')

const EMAIL = 'ada@demo.test'

describe.skipIf(!hasChromium)('the page on which a person gives a program leave', () => {
  let house: House
  let ada: Awaited<ReturnType<House['openPerson']>>
  let clientId = ''
  const back: URL[] = []
  const verifier = randomBytes(32).toString('base64url')
  // The program on the person's own machine, waiting for its code.
  const program = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://127.0.0.1')
    if (url.pathname === '/back') back.push(url)
    response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Acme</title>')
  })
  const redirectUri = () => `http://127.0.0.1:${(program.address() as AddressInfo).port}/back`
  const main = () => ada.page.locator('main')
  const button = (name: string) => ada.page.getByRole('button', { name, exact: true })

  beforeAll(async () => {
    await new Promise<void>((resolve) => program.listen(0, '127.0.0.1', resolve))
    house = await openHouse()
    await house.signUp(EMAIL)
    clientId = await registerProgram()
    ada = await house.openPerson()
  })

  afterAll(async () => {
    await ada?.close()
    await house?.close()
    program.close()
  })

  async function ask<Data>(query: string, input: object, token?: string): Promise<Data> {
    const response = await fetch(`${house.origin}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: JSON.stringify({ query, variables: { input } }),
    })
    const { data, errors } = (await response.json()) as { data: Data; errors?: unknown }
    if (errors) throw new Error(JSON.stringify(errors))
    return data
  }

  async function registerProgram(): Promise<string> {
    const { signIn } = await ask<{ signIn: { session: { accessToken: string } } }>(
      `mutation ($input: SignInInput!) { signIn(input: $input) {
        ... on SignInSuccess { session { accessToken } } } }`,
      { email: EMAIL, password: PASSWORD },
    )
    const { createOAuthClient } = await ask<{ createOAuthClient: { client: { id: string } } }>(
      `mutation ($input: CreateOAuthClientInput!) { createOAuthClient(input: $input) {
        ... on CreateOAuthClientSuccess { client { id } } ... on Refusal { code message } } }`,
      {
        kind: 'NATIVE',
        name: 'Acme',
        uri: 'https://acme.example.com',
        redirectUris: ['http://127.0.0.1/back'],
        scopes: ['openid', 'email', 'accounts:read'],
      },
      signIn.session.accessToken,
    )
    return createOAuthClient.client.id
  }

  /** Where a program sends its person. */
  const authorizeUrl = () => {
    const asked = {
      client_id: clientId,
      redirect_uri: redirectUri(),
      response_type: 'code',
      scope: 'openid email accounts:read',
      state: 'state-of-acme',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    }
    return `/oauth/authorize?${new URLSearchParams(asked)}`
  }

  it('signs the person in, and goes back to the program at once for who wants neither (TOK-14)', async () => {
    await ada.open(authorizeUrl())
    await eventually(ada.heading).toBe('Sign in to go on to Acme')
    await button('Back to Acme without signing in').click()
    await ada.page.waitForURL('**/back?*')
    expect(back.pop()?.searchParams.get('error')).toBe('access_denied')
  })

  it('tells who asks for what, and sends a code once it is allowed (TOK-14)', async () => {
    await ada.open(authorizeUrl())
    await ada.signIn(EMAIL)
    await eventually(ada.heading).toBe('Acme asks for your leave')
    const told = (await main().textContent()) ?? ''
    expect(told).toContain('acme.example.com')
    expect(told).toContain(EMAIL)
    expect(await ada.page.locator('main li').count()).toBe(3)
    await button('Allow').click()
    await ada.page.waitForURL('**/back?*')
    const answer = back.pop()?.searchParams
    expect(answer?.get('state')).toBe('state-of-acme')
    const tokens = await fetch(`${house.origin}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: clientId,
        code: answer?.get('code') ?? '',
        redirect_uri: redirectUri(),
        code_verifier: verifier,
      }),
    })
    expect(await tokens.json()).toMatchObject({ access_token: expect.any(String) })
  })

  it('sends no code when the person says no', async () => {
    await ada.open(authorizeUrl())
    await eventually(ada.heading).toBe('Acme asks for your leave')
    await button('Do not allow').click()
    await ada.page.waitForURL('**/back?*')
    const answer = back.pop()?.searchParams
    expect([answer?.get('error'), answer?.get('code')]).toEqual(['access_denied', null])
  })

  it('lets somebody else sign in', async () => {
    await ada.open(authorizeUrl())
    await button('Somebody else? Sign out').click()
    await eventually(ada.heading).toBe('Sign in to go on to Acme')
    await ada.signIn(EMAIL)
    await eventually(ada.heading).toBe('Acme asks for your leave')
  })

  it('says so when the program asks no more', async () => {
    for (const uid of ['AAAAAAAAAAAAAAAAAAAAA', '../../graphql']) {
      await ada.open(`/sign-in?interaction=${encodeURIComponent(uid)}`)
      await eventually(ada.heading).toBe('This did not work')
    }
  })

  it('takes the leave back under Security', async () => {
    await ada.open('/security')
    await eventually(() => main().textContent()).toContain('Programs that act for you')
    await button('Disconnect Acme').click()
    await eventually(() => main().textContent()).not.toContain('Programs that act for you')
  })
})
