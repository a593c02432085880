import { createServer } from 'node:net'
import * as client from 'openid-client'
import { type Client, DEMO_PASSWORD, data, signIn } from '../../kit/client.ts'
import { type Mode, type Product, startProduct } from '../../kit/product.ts'

/** Where the program of these tests waits for its code; nothing listens there. */
export const REDIRECT = 'https://app.example.com/back'

/** A product whose issuer is where it listens. */
export type House = Readonly<{ product: Product; issuer: string; ben: Client }>

/** Starts a product on a port that is known before it listens. @param over what is set besides */
export async function openHouse(
  mode: Mode,
  dataDir: string,
  over: Readonly<Record<string, string>> = {},
): Promise<House> {
  const port = await freePort()
  const issuer = `http://127.0.0.1:${port}`
  const env = { PORT: String(port), PUBLIC_URL: issuer, ...over }
  const product = await startProduct({ mode, dataDir, env })
  return { product, issuer, ben: await signIn(product.url, 'ben@demo.test') }
}

/** A program as its owner was told of it. */
export type App = Readonly<{ id: string; secret: string | null }>

/** Registers a program of Ben’s. */
export async function newApp({ ben }: House, over: object = {}): Promise<App> {
  const { createOAuthClient } = await data(
    ben,
    `mutation ($input: CreateOAuthClientInput!) { createOAuthClient(input: $input) {
      ... on CreateOAuthClientSuccess { secret client { id } } ... on Refusal { code message } } }`,
    {
      input: {
        kind: 'WEB',
        name: 'Acme',
        uri: 'https://acme.example.com',
        redirectUris: [REDIRECT],
        scopes: ['openid', 'email', 'offline_access', 'accounts:read', 'payments:read'],
        ...over,
      },
    },
  )
  return { id: createOAuthClient.client.id, secret: createOAuthClient.secret }
}

/** A public client library, set up by discovery alone. */
export const libraryOf = ({ issuer }: House, { id, secret }: App): Promise<client.Configuration> =>
  client.discovery(
    new URL(issuer),
    id,
    undefined,
    secret === null ? client.None() : client.ClientSecretBasic(secret),
    { execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks] },
  )

/** What a browser was answered. */
export type Visit = Readonly<{ status: number; location: string | null; text: string }>

/** A person’s browser: it keeps cookies by path, and follows nothing by itself. */
export type Browser = Readonly<{
  visit(url: string | URL, init?: RequestInit): Promise<Visit>
  /** Signs in as our own page does, in cookie mode. */
  signIn(email: string): Promise<void>
  /** Begins at a program’s address, allows what is asked. @returns where the code is sent */
  allow(url: URL): Promise<URL>
  cookies(): readonly string[]
}>

/** Opens a browser with nothing in it. */
export function newBrowser({ issuer }: House): Browser {
  const jar = new Map<string, Readonly<{ value: string; path: string }>>()
  const visit: Browser['visit'] = async (to, init = {}) => {
    const url = new URL(to, issuer)
    const cookie = [...jar]
      .filter(([, { path }]) => path === '/' || `${url.pathname}/`.startsWith(`${path}/`))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ')
    const headers = { accept: 'text/html', ...(cookie ? { cookie } : {}), ...init.headers }
    const answer = await fetch(url, { redirect: 'manual', ...init, headers })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      const path = /; *path=([^;]+)/i.exec(line)?.[1] ?? '/'
      if (value === '') jar.delete(name)
      else jar.set(name, { value, path })
    }
    const { status } = answer
    return { status, location: answer.headers.get('location'), text: await answer.text() }
  }
  const asPage = {
    'content-type': 'application/json',
    'x-session-mode': 'cookie',
    origin: issuer,
  }
  return {
    visit,
    cookies: () => [...jar.keys()],
    async signIn(email) {
      const query = `mutation ($input: SignInInput!) { signIn(input: $input) {
        __typename ... on SignInSuccess { session { id } } } }`
      const { text } = await visit('/graphql', {
        method: 'POST',
        headers: { ...asPage, accept: 'application/json' },
        body: JSON.stringify({ query, variables: { input: { email, password: DEMO_PASSWORD } } }),
      })
      if (!text.includes('SignInSuccess')) throw new Error(text)
    },
    async allow(url) {
      const { location } = await visit(url)
      if (location?.startsWith('https://app.')) return new URL(location)
      const uid = new URL(location ?? '', issuer).searchParams.get('interaction')
      const decided = await visit(`/oauth/interaction/${uid}`, {
        method: 'POST',
        headers: asPage,
        body: JSON.stringify({ decision: 'allow' }),
      })
      const { redirectTo } = JSON.parse(decided.text)
      if (!redirectTo) throw new Error(decided.text)
      const back = await visit(redirectTo)
      return new URL(back.location ?? '')
    },
  }
}

/** A request for a code, and what its answer is checked by. */
export async function newRequest(config: client.Configuration, over: Record<string, string> = {}) {
  const pkceCodeVerifier = client.randomPKCECodeVerifier()
  const expectedState = client.randomState()
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT,
    scope: 'openid email offline_access accounts:read',
    prompt: 'consent',
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: expectedState,
    ...over,
  })
  return { url, checks: { pkceCodeVerifier, expectedState } }
}

/** A port that is free at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer()
  const port = await new Promise<number>((resolve, reject) =>
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    }),
  )
  await new Promise((resolve) => server.close(resolve))
  return port
}
