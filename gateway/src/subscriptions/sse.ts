/**
 * GraphQL over server-sent events, each operation on a connection of its own (the "distinct connections" of the protocol
 * that graphql-sse describes), for networks that let no WebSocket through.
 */
import type { ServerResponse } from 'node:http'
import type { DoorFacts } from '@tallystick/subgraph-client'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { GatewayConfig } from '../config.ts'
import type { Answer, Outcome, RunOperation } from '../operations.ts'
import type { OperationRequest } from '../prepare.ts'
import type { TakeStream } from './allowance.ts'
import { drained } from './drained.ts'
import type { Stream } from './stream.ts'

/** Serves streams of events over HTTP. Closing ends each. */
export type EventStreams = Readonly<{
  /** Answers a request that accepts `text/event-stream`, by GET or POST. */
  handle(request: FastifyRequest, reply: FastifyReply, facts: DoorFacts): Promise<void>
  close(): void
}>

/** Whether the client asks for a stream of events rather than one answer. */
export const wantsEvents = ({ headers }: FastifyRequest): boolean =>
  headers.accept?.includes('text/event-stream') ?? false

/** Makes the SSE transport over the runner of operations. */
export function newEventStreams(
  config: GatewayConfig,
  run: RunOperation,
  takeStream: TakeStream,
): EventStreams {
  const open = new Set<Stream<Answer>>()
  const serve: EventStreams['handle'] = async (request, reply, facts) => {
    const outcome = await run(toOperationRequest(request), facts, request.method === 'GET')
    // Who may not run the operation is told so by HTTP; everything else goes by the stream, where clients look for it.
    if (outcome.kind === 'answer' && [401, 403, 405].includes(outcome.status)) {
      if (outcome.status === 405) reply.header('allow', 'POST')
      await reply.code(outcome.status).type('application/json; charset=utf-8').send(outcome.answer)
      return
    }
    const { raw } = openReply(reply)
    if (outcome.kind === 'stream') open.add(outcome.stream)
    try {
      await send(raw, outcome, config.SOCKET_PING_MS)
    } finally {
      if (outcome.kind === 'stream') open.delete(outcome.stream)
      raw.end()
    }
  }
  return {
    async handle(request, reply, facts) {
      const giveBack = takeStream(facts.actor.id ?? facts.address ?? '')
      try {
        await serve(request, reply, facts)
      } finally {
        giveBack()
      }
    },
    close() {
      for (const stream of open) void stream.return?.()
    },
  }
}

function toOperationRequest({ method, body, query }: FastifyRequest): OperationRequest {
  if (method === 'POST') return (body ?? {}) as OperationRequest
  const { query: text, operationName, variables } = query as Record<string, unknown>
  return {
    query: text,
    operationName,
    variables: typeof variables === 'string' ? parsedOrText(variables) : variables,
  }
}

/** What is no JSON stays text, which is then refused for not being an object. */
function parsedOrText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
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

async function send(raw: ServerResponse, outcome: Outcome, pingMs: number): Promise<void> {
  if (outcome.kind === 'answer') {
    raw.write(frame('next', outcome.answer))
    raw.write(frame('complete'))
    return
  }
  const { stream } = outcome
  const onClose = () => void stream.return?.()
  raw.once('close', onClose)
  if (raw.destroyed) onClose()
  const pinging = setInterval(() => raw.write(':\n\n'), pingMs).unref()
  try {
    for await (const answer of stream) {
      // A full buffer means a slow client: wait for it rather than collect events for it.
      if (!raw.write(frame('next', answer))) await drained(raw)
    }
    raw.write(frame('complete'))
  } finally {
    clearInterval(pinging)
    raw.off('close', onClose)
  }
}

const frame = (event: 'next' | 'complete', data?: Answer): string =>
  `event: ${event}\ndata:${data ? ` ${JSON.stringify(data)}` : ''}\n\n`
