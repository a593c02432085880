/** A program and a person's browser at the OAuth door of Auth, as the gateway of the same process passes them on. */
import { createHash, randomBytes } from 'node:crypto'
import { serviceActor } from '@tallystick/actor'
import * as client from 'openid-client'
import type { AuthOptions } from '../src/server.ts'
import { cookiesOf } from './cookies.ts'
import { facts, only, openRoom, type Room } from './room.ts'

/** Where the world finds these rooms. */
export const ISSUER = 'https://pay.example.com'
export const REDIRECT = 'https://app.example.com/back'

/** The library looks at the machine's own clock. */
export const openOAuthRoom = (over: Partial<AuthOptions> = {}) =>
  openRoom({ publicUrl: ISSUER, now: () => new Date(), ...over })

/** A program as its owner was told of it. */
export type App = Readonly<{ id: string; secret: string | null }>

/** A person with a browser. */
export type Person = Awaited<ReturnType<typeof newPerson>>

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Keeps cookies by name; the paths that they are for are looked at, as browsers do. */
function newJar() {
  const held = new Map<string, Readonly<{ value: string; path: string }>>()
  return {
    take(set: string | string[] | number | undefined): void {
      for (const line of [set ?? []].flat()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(String(line)) ?? []
        const path = /; *path=([^;]+)/i.exec(String(line))?.[1] ?? '/'
        if (value === '') held.delete(name)
        else held.set(name, { value, path })
      }
    },
    header: (path: string): string =>
      [...held]
        .filter(([, each]) => path === each.path || path.startsWith(`${each.path}/`))
        .map(([name, { value }]) => `${name}=${value}`)
        .join('; '),
    names: () => [...held.keys()],
    clear: () => held.clear(),
  }
}

export type Visit = Readonly<{
  status: number
  location: string | undefined
  text: string
  headers: Readonly<Record<string, unknown>>
}>

async function newPerson(room: Room, email: string) {
  const { auth } = room
  await room.signUp({ email, name: email.split('@')[0] })
  const { session, hash, actor } = await cookiesOf(room).newBrowser(undefined, email)
  const jar = newJar()
  let sessionHash = hash
  const visit = async (
    path: string,
    { method = 'GET' as 'GET' | 'POST', body = undefined as string | undefined, headers = {} } = {},
  ): Promise<Visit> => {
    const cookie = jar.header(path.split('?')[0] ?? '')
    const answer = await auth.oauth({
      method,
      path,
      headers: {
        accept: 'text/html',
        ...(cookie ? { cookie } : {}),
        ...(sessionHash ? { 'x-session-hash': sessionHash } : {}),
        ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
        ...headers,
      },
      body: body === undefined ? undefined : Buffer.from(body),
    })
    jar.take(answer.headers['set-cookie'])
    const location = answer.headers['location']
    return {
      status: answer.status,
      location: location === undefined ? undefined : String(location),
      text: answer.body.toString('utf8'),
      headers: answer.headers,
    }
  }
  return {
    id: session.user.id,
    actor,
    jar,
    visit,
    /** From now on the browser holds another session, or none. */
    become: (other: string) => {
      sessionHash = other
    },
    sessionHash: () => sessionHash,
  }
}

export function oauthOf(room: Room) {
  const { auth } = room
  const fetched: client.CustomFetch = async (url, { method, headers, body }) => {
    const { pathname, search } = new URL(url)
    if (pathname === '/.well-known/jwks.json') return Response.json(await auth.jwks())
    const sent = body === undefined || body === null ? undefined : Buffer.from(String(body))
    const answer = await auth.oauth({
      method: method as 'GET',
      path: `${pathname}${search}`,
      headers: { ...headers, ...(sent ? { 'content-length': String(sent.length) } : {}) },
      body: sent,
    })
    const told = Object.entries(answer.headers).map(([name, value]) => [name, String(value)])
    const empty = answer.status === 204 || answer.status === 304
    return new Response(empty ? null : new Uint8Array(answer.body), {
      status: answer.status,
      headers: Object.fromEntries(told),
    })
  }
  const pathOf = (url: string | URL) => {
    const { pathname, search } = new URL(url, ISSUER)
    return `${pathname}${search}`
  }
  const decide = async (person: Person, uid: string, decision: string, headers = {}) =>
    person.visit(`/oauth/interaction/${uid}`, {
      method: 'POST',
      body: JSON.stringify({ decision }),
      headers: {
        'content-type': 'application/json',
        'x-session-mode': 'cookie',
        origin: ISSUER,
        ...headers,
      },
    })
  const uidOf = ({ location = '' }: Visit) =>
    new URL(location, ISSUER).searchParams.get('interaction') ?? ''
  return {
    newPerson: (email: string) => newPerson(room, email),
    fetched,
    decide,
    uidOf,
    /** Registers a program. */
    async newApp(person: Person, over: object = {}): Promise<App> {
      const answer = await room.send(
        `mutation ($input: CreateOAuthClientInput!) { createOAuthClient(input: $input) {
          __typename ... on CreateOAuthClientSuccess { secret client { id } } ... on Refusal { code } } }`,
        {
          kind: 'WEB',
          name: 'Acme',
          uri: 'https://acme.example.com',
          redirectUris: [REDIRECT],
          scopes: [
            'openid',
            'profile',
            'email',
            'offline_access',
            'accounts:read',
            'payments:read',
          ],
          ...over,
        },
        person.actor,
      )
      const made = only<{ client?: { id: string }; secret: string | null }>(answer)
      if (!made.client) throw new Error(JSON.stringify(made))
      return { id: made.client.id, secret: made.secret }
    },
    /** A public client library, set up by discovery. */
    library: ({ id, secret }: App) =>
      client.discovery(
        new URL(ISSUER),
        id,
        undefined,
        secret === null ? client.None() : client.ClientSecretBasic(secret),
        { [client.customFetch]: fetched, execute: [client.enableNonRepudiationChecks] },
      ),
    /** Sends the browser to us as a program does, and follows it until it is sent back or asked. */
    begin: (person: Person, url: URL | string) => person.visit(pathOf(url)),
    /** Lets the person allow what is asked. @returns where the browser is sent with the code */
    async allow(person: Person, begun: Visit): Promise<string> {
      const decided = await decide(person, uidOf(begun), 'allow')
      if (decided.status !== 200) throw new Error(`${decided.status} ${decided.text}`)
      const { location } = await person.visit(pathOf(JSON.parse(decided.text).redirectTo))
      return location ?? ''
    },
    grantOf: async (token: string) =>
      only<{
        id: string
        ownerId: string
        clientId: string
        roles: string[]
        scopes: string[]
      } | null>(
        await auth.subgraph.execute(
          {
            query: `query ($tokenHash: String!) { oauthGrant(tokenHash: $tokenHash) {
              id ownerId clientId roles scopes expiresAt } }`,
            variables: { tokenHash: sha256(token) },
          },
          facts(serviceActor('gateway')),
        ),
      ),
  }
}

/** A request for a code with everything that it needs, and what its answer is checked by. */
export async function newRequest(config: client.Configuration, over: Record<string, string> = {}) {
  const verifier = client.randomPKCECodeVerifier()
  const state = randomBytes(16).toString('base64url')
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT,
    scope: 'openid payments:read',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    ...over,
  })
  return { url, verifier, state }
}
