/**
 * GraphQL over HTTP: what a request must look like, and which status and media type an answer has.
 *
 * Statuses are those of the specification of September 2026 where the client asks for
 * `application/graphql-response+json` and STATUS_CODES says so, else those of the drafts before it (docs/decisions/0017).
 */
import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { GraphQLError } from 'graphql'
import { toPayload } from './answer.ts'
import { MODE_HEADER } from './auth/cookies/browser.ts'
import type { GatewayConfig } from './config.ts'
import { badRequest } from './errors.ts'
import type { AnswerOutcome, RunOperation } from './operations.ts'
import type { OperationRequest } from './prepare.ts'
import { type Identified, textOf } from './request.ts'
import { type EventStreams, wantsEvents } from './subscriptions/sse.ts'
import { whenLeft } from './when-left.ts'

const JSON_TYPE = 'application/json'
const GRAPHQL_TYPE = 'application/graphql-response+json'

/** In which of the two media types a client gets its answer; `isOld` asks for JSON alone and knows no other status than 200. */
type Media = Readonly<{ type: typeof JSON_TYPE | typeof GRAPHQL_TYPE; isOld: boolean }>

/** What operations over HTTP are served with. */
export type GraphqlHttpOptions = Readonly<{
  config: GatewayConfig
  run: RunOperation
  identify(request: FastifyRequest): Promise<Identified>
  streams: EventStreams
}>

/** Adds `/graphql` by GET and POST: one answer, or a stream of events for those who accept one. */
export function addGraphql(app: FastifyInstance, options: GraphqlHttpOptions): void {
  const { config, run, identify, streams } = options
  const isTraced = config.TRUST_TRACEPARENT === 'on'
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    async handler(request, reply) {
      assertAsked(request)
      const asked = readRequest(request)
      if (wantsEvents(request))
        return streams.handle(asked, { request, reply, ...(await identify(request)) })
      const media = mediaOf(request.headers)
      const { facts, browser } = await identify(request)
      const outcome = await run(asked, facts, {
        browser,
        readOnly: request.method === 'GET',
        idempotencyKey: textOf(request.headers['idempotency-key']),
        streams: false,
        whenLeft: whenLeft(reply.raw),
        traceparent: isTraced ? textOf(request.headers['traceparent']) : undefined,
      })
      if (outcome.kind === 'stream') throw new TypeError('a stream that nobody asked for')
      return send(reply, outcome, { media, config, asked })
    },
  })
}

/** Reads the parameters of a request from its body, or by GET from its URL. @throws {GraphQLError} BAD_USER_INPUT */
export function readRequest({ method, body, query }: FastifyRequest): OperationRequest {
  if (method !== 'GET') {
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body
    throw malformed(
      Array.isArray(body)
        ? 'Send one operation at a time: batches are not taken.'
        : 'The body must be one JSON object.',
    )
  }
  const { variables, extensions, ...rest } = query as Record<string, unknown>
  for (const [name, value] of Object.entries({ variables, extensions, ...rest }))
    if (Array.isArray(value)) throw malformed(`The URL has \`${name}\` more than once.`)
  return {
    ...rest,
    variables: fromUrl('variables', variables),
    extensions: fromUrl('extensions', extensions),
  }
}

function fromUrl(name: string, text: unknown): unknown {
  if (typeof text !== 'string' || text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw malformed(`\`${name}\` in the URL must be a JSON object.`)
  }
}

const malformed = (message: string): GraphQLError => {
  const { extensions } = badRequest(message)
  return new GraphQLError(message, { extensions: { ...extensions, http: { status: 400 } } })
}

/** Headers that a browser sends across origins only after it has asked us (CORS); one of them shows that it did. */
const ASKING_HEADERS = [
  'authorization',
  'apollo-require-preflight',
  'x-apollo-operation-name',
  MODE_HEADER,
]

/**
 * Refuses what a page of another origin could make a browser send with its user's cookies and without asking (CSRF, SEC-9).
 *
 * A POST is JSON and therefore asked for; a GET without a cookie carries nothing that is the user's, and one from a page of
 * our own is the user's wish.
 */
function assertAsked({ method, headers }: FastifyRequest): void {
  if (method !== 'GET' || headers.cookie === undefined) return
  if (headers['content-type']?.startsWith(JSON_TYPE)) return
  if (headers['sec-fetch-site'] === 'same-origin') return
  if (ASKING_HEADERS.some((name) => headers[name])) return
  throw malformed('Send the header `apollo-require-preflight: 1` with a GET that carries cookies.')
}

/** Reads `Accept`. @throws {GraphQLError} 406 for a client that takes neither media type */
function mediaOf({ accept }: IncomingHttpHeaders): Media {
  if (accept === undefined) return { type: JSON_TYPE, isOld: false }
  const wanted = accept.split(',').flatMap((each) => {
    const [type = '', ...parameters] = each.split(';').map((part) => part.trim().toLowerCase())
    const isRefused = parameters.some((part) => /^q=0(\.0*)?$/.test(part))
    const charset = parameters.find((part) => part.startsWith('charset='))
    const isReadable = charset === undefined || /^charset="?utf-?8"?$/.test(charset)
    return isRefused || !isReadable ? [] : [type]
  })
  if (wanted.includes(GRAPHQL_TYPE)) return { type: GRAPHQL_TYPE, isOld: false }
  const isOpen = wanted.includes('*/*') || wanted.includes('application/*')
  if (isOpen || wanted.includes(JSON_TYPE)) return { type: JSON_TYPE, isOld: !isOpen }
  throw new GraphQLError(`Accept \`${GRAPHQL_TYPE}\` or \`${JSON_TYPE}\`, in UTF-8.`, {
    extensions: { ...badRequest('').extensions, http: { status: 406 } },
  })
}

function send(
  reply: FastifyReply,
  { answer, status, headers }: AnswerOutcome,
  { media, config, asked }: { media: Media; config: GatewayConfig; asked: OperationRequest },
): FastifyReply {
  for (const [name, value] of headers ?? []) reply.header(name, value)
  const isPartial = status === 200 && answer.errors !== undefined && hasData(answer.data)
  const isWellFormed = typeof (asked.query ?? asked.documentId) === 'string'
  const is2026 = config.STATUS_CODES === '2026'
  return reply
    .code(toHttpStatus(status, { media, isPartial, isWellFormed, is2026 }))
    .header('content-type', `${media.type}; charset=utf-8`)
    .send(toPayload(answer))
}

const hasData = (data: string | undefined): boolean => data !== undefined && data !== 'null'

type StatusFacts = Readonly<{
  media: Media
  /** Data came, and errors. */
  isPartial: boolean
  /** Whether the request names an operation at all, whatever is wrong with that. */
  isWellFormed: boolean
  is2026: boolean
}>

/** 294: part of the answer is missing. 422: a document that cannot be run. Who does not know them gets 200 and 400. */
function toHttpStatus(status: number, facts: StatusFacts): number {
  const { media, isPartial, isWellFormed, is2026 } = facts
  const isNew = is2026 && media.type === GRAPHQL_TYPE
  if (isPartial) return isNew ? 294 : 200
  if (media.isOld && isWellFormed && (status === 400 || status === 422)) return 200
  return status === 422 && !isNew ? 400 : status
}
