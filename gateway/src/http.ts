/** The HTTP server around the operations: headers, who may call from where, sizes, and errors that are no operation's. */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import cors from '@fastify/cors'
import { overLimit } from '@tallystick/operations'
import { type Logger, toRequestId } from '@tallystick/telemetry'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { GraphQLError } from 'graphql'
import helmet from 'helmet'
import { MODE_HEADER } from './auth/cookies/browser.ts'
import type { GatewayConfig } from './config.ts'
import { badRequest, toClientError } from './errors.ts'
import type { Metrics } from './metrics/metrics.ts'
import { textOf } from './request.ts'

/** A client that needs longer to send its request is cut off, in milliseconds. */
const RECEIVE_MS = 15_000
/** How often it is looked for such clients, in milliseconds. */
const CHECK_MS = 2_000
const PREFLIGHT_S = 600

/** Makes the HTTP server with everything that holds for each route; it has no route yet. */
export async function newHttpServer(
  config: GatewayConfig,
  { log, metrics }: { log: Logger; metrics: Metrics },
): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: config.BODY_BYTES_MAX,
    requestTimeout: RECEIVE_MS,
    // Node takes the longer of the two for the body: with its minute for headers the body would have a minute, too.
    http: { headersTimeout: RECEIVE_MS, connectionsCheckingInterval: CHECK_MS },
    exposeHeadRoutes: false,
    clientErrorHandler: answerUnread,
    genReqId: ({ headers }) => toRequestId(textOf(headers['x-request-id'])),
    forceCloseConnections: 'idle',
  })
  // Only JSON is a GraphQL request; without this a form of a foreign page could send one as text.
  app.removeContentTypeParser('text/plain')
  app.addHook('preParsing', ({ headers }, _reply, payload, done) =>
    isReadable(headers) ? done(null, payload) : done(unreadable()),
  )
  const headers = { ...securityHeaders(), 'cache-control': 'no-store' }
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers).header('x-request-id', request.id)
    done()
  })
  app.addHook('onResponse', ({ id, method, url, routeOptions }, reply, done) => {
    done()
    const { statusCode: status, elapsedTime: ms } = reply
    metrics.request({ method, route: routeOptions.url ?? 'unmatched', status, ms })
    // Operations have a line of their own, which says more.
    if (routeOptions.url === '/graphql' || !log.isLevelEnabled('info')) return
    log.info({ requestId: id, method, path: url.split('?')[0], status, ms }, 'answered')
  })
  await app.register(cors, { delegator: newCorsOf(config) })
  app.setErrorHandler((fault, request, reply) =>
    answerFault(fault, { request, reply, config, log }),
  )
  app.setNotFoundHandler((request, reply) => {
    const error = new GraphQLError('There is nothing here.', { extensions: { code: 'NOT_FOUND' } })
    return answer(error, 404, { request, reply, config, log })
  })
  return app
}

/**
 * What a page of another origin may do: call, also with its user's cookie, when it is listed; else nothing.
 *
 * PERFORMANCE: there are two answers, and both are made once.
 */
function newCorsOf({ CORS_ORIGINS }: GatewayConfig): cors.FastifyCorsOptionsDelegatePromise {
  const listed: cors.FastifyCorsOptions = {
    origin: [...CORS_ORIGINS],
    credentials: true,
    methods: ['GET', 'POST'],
    allowedHeaders: [
      'authorization',
      'content-type',
      'idempotency-key',
      'x-request-id',
      MODE_HEADER,
    ],
    exposedHeaders: ['x-request-id', 'retry-after', 'content-disposition', 'x-total-entries'],
    maxAge: PREFLIGHT_S,
  }
  const { credentials: _credentials, ...unlisted } = listed
  const none: cors.FastifyCorsOptions = {
    ...unlisted,
    origin: CORS_ORIGINS.length > 0 && [...CORS_ORIGINS],
  }
  return async ({ headers }) => (CORS_ORIGINS.includes(headers.origin ?? '') ? listed : none)
}

/**
 * An API's answers are never rendered, framed or sniffed; pages that are (GraphiQL) say otherwise themselves.
 *
 * PERFORMANCE: they are the same for every answer, so they are worked out once.
 */
function securityHeaders(): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {}
  const set = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'none'"],
        'frame-ancestors': ["'none'"],
      },
    },
    frameguard: { action: 'deny' },
    // SEC-13, NFR-11: a year, for every name below ours, and fit for the browsers' own lists.
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: true, preload: true },
    referrerPolicy: { policy: 'no-referrer' },
  })
  const answer: Pick<ServerResponse, 'setHeader' | 'removeHeader'> = {
    setHeader(name, value) {
      headers[name.toLowerCase()] = String(value)
      return answer as ServerResponse
    },
    removeHeader: () => {},
  }
  set({} as IncomingMessage, answer as ServerResponse, (fault) => {
    if (fault) throw fault
  })
  return headers
}

type Exchange = Readonly<{
  request: FastifyRequest
  reply: FastifyReply
  config: GatewayConfig
  log: Logger
}>

function answerFault(fault: unknown, exchange: Exchange): FastifyReply {
  const { code, statusCode } = fault as { code?: unknown; statusCode?: unknown }
  if (fault instanceof GraphQLError) {
    const { status = 500, headers = [] } = (fault.extensions['http'] ?? {}) as HttpPart
    for (const [name, value] of headers) exchange.reply.header(name, value)
    return answer(fault, status, exchange)
  }
  if (statusCode === 413) {
    const max = exchange.config.BODY_BYTES_MAX
    return answer(overLimit('body', max, `The body has more than ${max} bytes.`), 413, exchange)
  }
  const status = code === 'ERR_INVALID_URL' ? 400 : statusCode
  if (typeof status === 'number' && status >= 400 && status < 500)
    return answer(badRequest(REASONS.get(status) ?? 'The request is not valid.'), status, exchange)
  return answer(fault, 500, exchange)
}

/** A body must be JSON in UTF-8, as it is: an inflated or recoded one could say something else than what was measured. */
function isReadable(headers: IncomingHttpHeaders): boolean {
  const encoding = headers['content-encoding']
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(headers['content-type'] ?? '')?.[1]
  const isPlain = encoding === undefined || encoding.toLowerCase() === 'identity'
  return isPlain && (charset === undefined || /^utf-?8$/i.test(charset))
}

const unreadable = (): Error & { statusCode: number } =>
  Object.assign(new Error('unreadable body'), { statusCode: 415 })

/** What a request gets that cannot be read as HTTP: one answer in the one shape, and the end of the connection. */
function answerUnread(fault: Error & { code?: string }, socket: Socket): void {
  if (fault.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const isLong = fault.code === 'HPE_HEADER_OVERFLOW'
  const [status, reason] = isLong
    ? ['431 Request Header Fields Too Large', 'The headers are too long.']
    : fault.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? ['408 Request Timeout', 'The request did not arrive in time.']
      : ['400 Bad Request', 'This is not HTTP.']
  const { extensions } = badRequest(reason)
  const requestId = toRequestId(undefined)
  const timestamp = new Date().toISOString()
  const error = { ...extensions, requestId, timestamp, outcome: 'NOT_APPLIED' }
  const body = JSON.stringify({ errors: [{ message: reason, extensions: error }] })
  const head = [
    `HTTP/1.1 ${status}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${requestId}`,
    'cache-control: no-store',
    'connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

type HttpPart = { status?: number; headers?: Iterable<readonly [string, string]> }

/** The library's own texts repeat what was sent; these say what to send instead. */
const REASONS = new Map([
  [400, 'The body must be one JSON object.'],
  [415, 'Send the request as `content-type: application/json`, in UTF-8 and not compressed.'],
])

function answer(error: unknown, status: number, { request, reply, config, log }: Exchange) {
  const hidesSchema = config.NODE_ENV === 'production'
  const context = { requestId: request.id, log, isMutating: false, hidesSchema }
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send({ errors: [toClientError(error, context)] })
}

/**
 * The client's address: the connection's, or with `trusted` proxies in front what the outermost of them saw. What a client
 * writes into the header itself stands further left and is not read.
 */
export function addressOf({ headers, socket }: IncomingMessage, trusted: number) {
  const forwarded = textOf(headers['x-forwarded-for'])?.split(',') ?? []
  const hops = [...forwarded.map((each) => each.trim()), socket.remoteAddress]
  return hops.at(-1 - Math.min(trusted, hops.length - 1))
}
