/** A gateway over an Auth without a database, whose sessions browsers hold by cookies. */
import { readConfig } from '@tallystick/config'
import type { Door } from '@tallystick/subgraph-client'
import { newSubgraph, type SubgraphContext } from '@tallystick/subgraph-server'
import { COMMON_SDL } from '@tallystick/subgraph-server/schema'
import { type Logger, SILENT } from '@tallystick/telemetry'
import { gatewayVariables } from '../src/config.ts'
import { composeSupergraph } from '../src/plan/compose.ts'
import { startGateway } from '../src/server.ts'
import { newBus, newTokens } from './room.ts'

const SDL = `${COMMON_SDL}
type Query {
  me: Me! @authenticated
  cookieSession(secretHash: String!): CookieSession @inaccessible @policy(policies: [["service"]])
}
type Mutation {
  signIn(name: String!): SignInResult! @policy(policies: [["public"]])
  signOut: SignOutSuccess! @authenticated
  pay: ID! @authenticated
}
type Subscription {
  ticks: Tick! @authenticated
  accessChanges(after: String): AccessChange! @inaccessible @policy(policies: [["service"]])
}
type Me { id: ID! roles: [String!]! }
type Tick { cursor: String! }
type Session { id: ID! accessToken: String user: Me! }
union SignInResult = SignInSuccess | Wrong
type SignInSuccess { session: Session! }
type Wrong { code: String! }
type SignOutSuccess { sessionId: ID! }
type CookieSession @inaccessible {
  sessionId: ID! userId: ID! roles: [String!]! rightsVersion: Int! expiresAt: String!
}
type AccessChange @inaccessible {
  cursor: String! kind: String! userId: ID sessionId: ID keyId: ID rightsVersion: Int at: String!
}
`

type Stored = {
  sessionId: string
  userId: string
  roles: string[]
  rightsVersion: number
  expiresAt: string
}

/** What Auth tells of. */
export type Change = Readonly<{
  kind: 'SESSION_ENDED' | 'USER_CHANGED'
  userId: string
  sessionId?: string
  rightsVersion?: number
}>

function newAuth() {
  const sessions = new Map<string, Stored>()
  const changes = newBus<object>()
  const seen = { asked: 0, paid: 0, hashes: [] as (string | undefined)[] }
  let count = 0
  const emit = (change: Change): void => {
    count += 1
    const nothing = { sessionId: null, keyId: null, rightsVersion: null }
    changes.emit({ ...nothing, ...change, cursor: `c${count}`, at: new Date().toISOString() })
  }
  const begin = (name: string, { facts }: SubgraphContext) => {
    seen.hashes.push(facts.cookieHash)
    count += 1
    const [sessionId, userId] = [`ses_${count}`, `usr_${name}`]
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
    const stored = { sessionId, userId, roles: ['CUSTOMER'], rightsVersion: 0, expiresAt }
    if (facts.cookieHash !== undefined) sessions.set(facts.cookieHash, stored)
    const accessToken = facts.cookieHash === undefined ? 'a-token' : null
    return { id: sessionId, accessToken, user: { id: userId, roles: stored.roles } }
  }
  const end = (id: string | null): void => {
    for (const [hash, { sessionId, userId }] of sessions)
      if (sessionId === id) {
        sessions.delete(hash)
        emit({ kind: 'SESSION_ENDED', userId, sessionId })
      }
  }
  const subgraph = newSubgraph({
    name: 'auth',
    sdl: SDL,
    log: SILENT,
    newContext: (base: SubgraphContext) => ({ ...base }),
    resolvers: {
      Query: {
        me: (_: unknown, __: unknown, { actor }: SubgraphContext) => actor,
        cookieSession: (_: unknown, { secretHash }: { secretHash: string }) => {
          seen.asked += 1
          return sessions.get(secretHash) ?? null
        },
      },
      Mutation: {
        signIn: (_: unknown, { name }: { name: string }, context: SubgraphContext) =>
          name === 'wrong'
            ? { __typename: 'Wrong', code: 'WRONG' }
            : { __typename: 'SignInSuccess', session: begin(name, context) },
        signOut: (_: unknown, __: unknown, { actor }: SubgraphContext) => {
          end(actor.sessionId)
          return { sessionId: actor.sessionId }
        },
        pay: () => {
          seen.paid += 1
          return 'pay_1'
        },
      },
      Subscription: {
        ticks: { subscribe: () => newBus<object>().subscribe() },
        accessChanges: { subscribe: () => changes.subscribe(), resolve: (event: object) => event },
      },
    },
  })
  return { subgraph, sessions, seen, emit, end }
}

export type CookieRoom = Awaited<ReturnType<typeof openCookieRoom>>

/** What a browser sends with a request beside the operation. */
export type Sent = Readonly<{
  cookie?: string | undefined
  headers?: Record<string, string>
  query: string
  method?: 'GET' | 'POST'
}>

/** Starts the gateway on a free port. */
export async function openCookieRoom(
  options: { env?: Record<string, string>; log?: Logger; door?: (auth: Door) => Door } = {},
) {
  const { env = {}, log = SILENT, door = (same) => same } = options
  const auth = newAuth()
  const tokens = await newTokens()
  const gateway = await startGateway({
    config: readConfig(gatewayVariables, {
      PORT: '0',
      INTERNAL_PORT: '0',
      NODE_ENV: 'test',
      RATES: 'off',
      ...env,
    }),
    doors: { auth: door(auth.subgraph) },
    supergraphSdl: composeSupergraph({ auth: SDL }),
    jwks: tokens.jwks,
    log,
    health: async () => {},
  })
  const url = `${gateway.url}/graphql`
  const send = async ({ query, cookie, headers, method = 'POST' }: Sent) => {
    const asked = method === 'GET' ? `${url}?query=${encodeURIComponent(query)}` : url
    const answer = await fetch(asked, {
      method,
      headers: {
        ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
        ...(cookie === undefined ? {} : { cookie }),
        ...headers,
      },
      ...(method === 'POST' ? { body: JSON.stringify({ query }) } : {}),
    })
    const text = await answer.text()
    const body = JSON.parse(text) as Record<string, never>
    return { status: answer.status, headers: answer.headers, text, ...body } as Answered
  }
  return {
    ...auth,
    tokens,
    url,
    wsUrl: url.replace('http', 'ws'),
    send,
    /** Sends as a page in cookie mode does. */
    browse: (query: string, cookie?: string, headers: Record<string, string> = {}) =>
      send({ query, cookie, headers: { 'x-session-mode': 'cookie', ...headers } }),
    close: () => gateway.close(),
  }
}

type Answered = Readonly<{
  status: number
  headers: Headers
  text: string
  data?: Record<string, Record<string, unknown> | null>
  errors?: { message: string; extensions: { code: string; details?: unknown; outcome: string } }[]
}>
