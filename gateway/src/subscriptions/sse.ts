/**
 * GraphQL over server-sent events, each operation on a connection of its own (the "distinct connections" of the protocol
 * that graphql-sse describes), for networks that let no WebSocket through.
 */
import type { ServerResponse } from 'node:http'
import type { DoorFacts } from '@tallystick/subgraph-client'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { GraphQLError } from 'graphql'
import { type Answer, toText } from '../answer.ts'
import type { Browser } from '../auth/cookies/browser.ts'
import type { GatewayConfig } from '../config.ts'
import type { Outcome, RunOperation } from '../operations.ts'
import type { OperationRequest } from '../prepare.ts'
import { textOf } from '../request.ts'
import { whenLeft } from '../when-left.ts'
import type { TakeStream } from './allowance.ts'
import { drained } from './drained.ts'
import type { Stream } from './stream.ts'
import type { SubscriptionConfig } from './variables.ts'
import { whoOf } from './who.ts'

/** Serves streams of events over HTTP. Closing ends each. */
export type EventStreams = Readonly<{
  /** Answers a request that accepts `text/event-stream`, by GET or POST. */
  handle(asked: OperationRequest, exchange: Exchange): Promise<void>
  close(): void
}>

/** A request that wants events, and whose it is. */
export type Exchange = Readonly<{
  request: FastifyRequest
  reply: FastifyReply
  facts: DoorFacts
  /** In cookie mode. */
  browser?: Browser | undefined
}>

/** Refusals of the caller rather than of the operation. */
const BY_STATUS: ReadonlySet<number> = new Set([401, 403, 405, 429, 503])

/**
 * Whether the client asks for a stream of events rather than one answer. Clients that can take both name what they would
 * rather have first.
 */
export function wantsEvents({ headers }: FastifyRequest): boolean {
  const accepted = (headers.accept ?? '').split(',').map((each) => each.split(';')[0]?.trim())
  const events = accepted.indexOf('text/event-stream')
  const json = accepted.findIndex((type) => type?.endsWith('json'))
  return events >= 0 && (json < 0 || events < json)
}

/** Makes the SSE transport over the runner of operations. */
export function newEventStreams(
  config: GatewayConfig & SubscriptionConfig,
  run: RunOperation,
  takeStream: TakeStream,
): EventStreams {
  const open = new Set<Stream<Answer>>()
  const serve: EventStreams['handle'] = async (asked, { request, reply, facts, browser }) => {
    const readOnly = request.method === 'GET'
    const idempotencyKey = textOf(request.headers['idempotency-key'])
    const outcome = await run(asked, facts, {
      ...{ readOnly, idempotencyKey, browser, via: 'sse' },
      whenLeft: whenLeft(reply.raw),
    })
    const headers = outcome.kind === 'answer' ? (outcome.headers ?? []) : []
    for (const [name, value] of headers) reply.header(name, value)
    // Who may not run the operation is told so by HTTP; everything else goes by the stream, where clients look for it.
    if (outcome.kind === 'answer' && BY_STATUS.has(outcome.status)) {
      const { answer, status } = outcome
      await reply.code(status).type('application/json; charset=utf-8').send(toText(answer))
      return
    }
    const { raw } = openReply(reply)
    if (outcome.kind === 'stream') open.add(outcome.stream)
    try {
      await send(raw, outcome, config)
    } finally {
      if (outcome.kind === 'stream') open.delete(outcome.stream)
      raw.end()
    }
  }
  return {
    async handle(asked, exchange) {
      const { actor, address } = exchange.facts
      const giveBack = takeStream(whoOf(actor, address))
      if (giveBack instanceof GraphQLError) throw giveBack
      try {
        await serve(asked, exchange)
      } finally {
        giveBack()
      }
    },
    close() {
      for (const stream of open) void stream.return?.()
    },
  }
}

/** Takes the answer out of Fastify's hands, with the headers that its hooks have set. */
function openReply(reply: FastifyReply): FastifyReply {
  reply.hijack()
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value)
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    // Proxies would otherwise hold events back to compress or collect them.
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
    connection: 'keep-alive',
  })
  // Some browsers take an answer for open only when something of its body has come.
  reply.raw.write(':\n\n')
  return reply
}

async function send(
  raw: ServerResponse,
  outcome: Outcome,
  { SOCKET_PING_MS: pingMs, SLOW_CLIENT_MS: stallMs }: GatewayConfig & SubscriptionConfig,
): Promise<void> {
  if (outcome.kind === 'answer') {
    raw.write(frame('next', outcome.answer))
    raw.write(frame('complete'))
    return
  }
  const { stream } = outcome
  const onClose = () => void stream.return?.()
  raw.once('close', onClose)
  if (raw.destroyed) onClose()
  const pinging = setInterval(() => {
    // Who has not taken the last event yet needs no sign of life on top of it.
    if (!raw.writableNeedDrain) raw.write(':\n\n')
  }, pingMs).unref()
  try {
    for await (const answer of stream) {
      // A full buffer means a slow client: wait for it rather than collect events for it.
      if (!raw.write(frame('next', answer))) await drained(raw, stallMs)
    }
    raw.write(frame('complete'))
  } finally {
    clearInterval(pinging)
    raw.off('close', onClose)
  }
}

const frame = (event: 'next' | 'complete', data?: Answer): string =>
  `event: ${event}\ndata:${data ? ` ${inOneLine(toText(data))}` : ''}\n\n`

/** A line ends a field of an event. Within JSON it can only be space: in a string it is written `\\n`. */
const inOneLine = (json: string): string =>
  json.includes('\n') || json.includes('\r') ? json.replaceAll(/[\r\n]+/g, ' ') : json
