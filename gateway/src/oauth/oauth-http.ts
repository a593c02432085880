/**
 * OAuth 2.0 and OpenID Connect for the world: Auth answers, in this process or another; here callers are held to rates, and
 * nothing is passed on that Auth need not know.
 */
import { hash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { HttpAnswer, HttpDoor } from '@tallystick/subgraph-client'
import type { Logger } from '@tallystick/telemetry'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { GraphQLError } from 'graphql'
import { newSessionCookie, type SessionCookie } from '../auth/cookies/session-cookie.ts'
import type { GatewayConfig } from '../config.ts'
import type { Rates, RateUse } from '../rates/rates.ts'
import { type ClientFacts, textOf } from '../request.ts'
import { clientIdIn } from './client-id.ts'

/** What OAuth is served with. */
export type OAuthHttpOptions = Readonly<{
  door: HttpDoor
  config: GatewayConfig
  rates: Rates
  clientOf(request: FastifyRequest['raw']): ClientFacts
  log: Logger
}>

/** The largest body, in bytes. */
const BODY_BYTES_MAX = 65_536

const PASSED_ON = ['accept', 'authorization', 'content-type'] as const
/** Only where a browser decides: elsewhere an origin means a page that Auth has nothing to say to. */
const PASSED_ON_INTERACTION = [...PASSED_ON, 'origin', 'x-session-mode'] as const
const PASSED_BACK = [
  'content-type',
  'location',
  'set-cookie',
  'www-authenticate',
  'cache-control',
  'pragma',
] as const

/** What the library serves besides is not there for the world. */
const ROUTES = [
  ['GET', '/.well-known/openid-configuration'],
  ['GET', '/.well-known/oauth-authorization-server'],
  ['GET', '/oauth/authorize'],
  ['GET', '/oauth/authorize/:uid'],
  ['GET', '/oauth/interaction/:uid'],
  ['POST', '/oauth/interaction/:uid'],
  ['POST', '/oauth/token'],
  ['POST', '/oauth/introspect'],
  ['POST', '/oauth/revoke'],
  ['POST', '/oauth/par'],
  ['GET', '/oauth/userinfo'],
  ['POST', '/oauth/userinfo'],
] as const

/** Where programs prove who they are: the rest is for people's browsers. */
const FOR_PROGRAMS = /^\/oauth\/(token|introspect|revoke|par|userinfo)$/
/** Where they show a secret that somebody could guess at; a token is 256 random bits, and one that has expired is no guess. */
const SHOWS_SECRET = /^\/oauth\/(token|introspect|revoke|par)$/
const INTERACTION = /^\/oauth\/interaction\//

/** Adds the routes. */
export function addOAuthHttp(app: FastifyInstance, options: OAuthHttpOptions): void {
  app.register((open, _options, done) => {
    open.removeAllContentTypeParsers()
    const asBytes = { parseAs: 'buffer', bodyLimit: BODY_BYTES_MAX } as const
    open.addContentTypeParser('*', asBytes, (_request, body, read) => read(null, body))
    open.setErrorHandler((fault, _request, reply) => refuseFault(fault, reply, options.log))
    const cookie = newSessionCookie(options.config)
    const handler = (request: FastifyRequest, reply: FastifyReply) =>
      pass(request, reply, { ...options, cookie })
    for (const [method, url] of ROUTES) open.route({ method, url, handler })
    done()
  })
}

async function pass(
  request: FastifyRequest,
  reply: FastifyReply,
  { door, cookie, rates, clientOf, log }: OAuthHttpOptions & { cookie: SessionCookie },
): Promise<FastifyReply> {
  const client = clientOf(request.raw)
  const body = Buffer.isBuffer(request.body) ? request.body : undefined
  const path = request.url.split('?')[0] ?? ''
  const isProgram = FOR_PROGRAMS.test(path)
  const clientId = isProgram ? clientIdIn(request.headers, body) : undefined
  const guess: RateUse = { bucket: 'signIn', address: client.address, clientId: clientId ?? '' }
  const use: RateUse = isProgram ? { ...guess, bucket: 'program' } : usePage(path, client)
  const isGuess = SHOWS_SECRET.test(path)
  const early = (isGuess ? rates.waitingOne(guess) : undefined) ?? (await rates.takeOne(use))
  if (early) return tooMany(reply, early)
  const headers = headersFor(request.headers, { client, path, cookie, requestId: request.id })
  const method = request.method as 'GET' | 'POST'
  const answer = await door({ method, path: request.url, headers, body }).catch((cause) => {
    log.error({ err: cause, requestId: request.id }, 'Auth does not answer OAuth')
    return undefined
  })
  if (!answer) return refuse(reply, 503, ['temporarily_unavailable', 'Try again in a moment.'])
  // A wrong secret is a guess; whoever guesses on waits, also for the right one.
  const late = isGuess && answer.status === 401 ? await rates.takeOne(guess) : undefined
  return late ? tooMany(reply, late) : sendBack(reply, answer)
}

/** Pages count as operations without a credential do; what programs read once and keep counts as theirs. */
const usePage = (path: string, { address }: ClientFacts): RateUse => ({
  bucket: path.startsWith('/.well-known/') ? 'program' : 'address',
  address,
})

function headersFor(
  sent: IncomingHttpHeaders,
  facts: Readonly<{ client: ClientFacts; path: string; cookie: SessionCookie; requestId: string }>,
): Record<string, string> {
  const { client, path, requestId } = facts
  const passed = INTERACTION.test(path) ? PASSED_ON_INTERACTION : PASSED_ON
  const secret = facts.cookie.read(sent.cookie)
  const all: Record<string, string | undefined> = {
    ...Object.fromEntries(passed.map((name) => [name, textOf(sent[name])])),
    cookie: protocolCookies(sent.cookie),
    'x-request-id': requestId,
    'x-client-address': client.address,
    'x-client-agent': client.userAgent?.replace(/[^\x20-\x7e]/g, '?'),
    // The secret itself goes nowhere. Programs show secrets of their own: a browser's session is nothing to them.
    'x-session-hash': secret && !FOR_PROGRAMS.test(path) ? hash('sha256', secret) : undefined,
  }
  const known = Object.entries(all).filter((each): each is [string, string] => !!each[1])
  return Object.fromEntries(known)
}

/** The cookies that Auth itself gave the browser for a sign-in; the session's is not among them. */
const protocolCookies = (header: string | undefined): string | undefined =>
  (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => /^tallystick_[a-z]+=/.test(pair))
    .join('; ') || undefined

function sendBack(reply: FastifyReply, { status, headers, body }: HttpAnswer): FastifyReply {
  for (const name of PASSED_BACK) {
    const value = headers[name]
    if (value !== undefined) reply.header(name, value)
  }
  // Pages of errors hold text alone; whatever it says, nothing of it runs (the policy of every answer).
  return reply.code(status).send(body)
}

const refuse = (
  reply: FastifyReply,
  status: number,
  [error, error_description]: readonly [string, string],
): FastifyReply => reply.code(status).send({ error, error_description })

/** In the words of OAuth, which has no code of its own for it. */
function tooMany(reply: FastifyReply, verdict: GraphQLError): FastifyReply {
  const { headers = [] } = verdict.extensions['http'] as {
    headers?: Iterable<readonly [string, string]>
  }
  for (const [name, value] of headers) reply.header(name, value)
  return refuse(reply, 429, ['temporarily_unavailable', verdict.message])
}

function refuseFault(fault: unknown, reply: FastifyReply, log: Logger): FastifyReply {
  const { statusCode } = fault as { statusCode?: unknown }
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500)
    return refuse(reply, statusCode, ['invalid_request', 'The request cannot be read.'])
  log.error({ err: fault, requestId: reply.request.id }, 'an OAuth request failed')
  return refuse(reply, 500, ['server_error', 'Something went wrong on our side.'])
}
