/**
 * The short way for what our own gateway sends: its documents are planned, valid and few, so the in-process door takes
 * them as they are and its answer goes out as text. Everyone else is served by Apollo Server; both answer alike.
 */
import type { Caller } from '@tallystick/actor'
import {
  COOKIE_HASH_HEADER,
  DEADLINE_HEADER,
  DoorError,
  type DoorFacts,
  type DoorRequest,
} from '@tallystick/subgraph-client'
import { toRequestId, withinTrace } from '@tallystick/telemetry'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isAboutText, type Subgraph } from './subgraph.ts'

/** The process whose requests go the short way. */
export const GATEWAY = 'gateway'

/** Nobody waits for longer, whatever a header says. In milliseconds. */
const DEADLINE_MAX_MS = 600_000
/** Work is stopped this much after the caller's deadline: the caller, who has given up by then, tells of it better. */
const DEADLINE_GRACE_MS = 50
const JSON_TYPE = 'application/json; charset=utf-8'

/** What travels beside the operation: who calls, and until when. */
export function factsOf(caller: Caller, request: FastifyRequest, reply: FastifyReply): DoorFacts {
  const { headers } = request
  const ms = remainingMs(textOf(headers[DEADLINE_HEADER]))
  return {
    actor: caller.actor,
    issuer: caller.issuer,
    requestId: toRequestId(textOf(headers['x-request-id'])),
    address: textOf(headers['x-client-address']),
    userAgent: textOf(headers['x-client-agent']),
    cookieHash: caller.issuer === GATEWAY ? textOf(headers[COOKIE_HASH_HEADER]) : undefined,
    signal: signalOf(reply, ms),
    deadlineAt: ms === undefined ? undefined : performance.now() + ms,
  }
}

/** Answers an operation of the gateway. */
export async function answerDirectly(
  subgraph: Subgraph,
  facts: DoorFacts,
  { request, reply }: Readonly<{ request: FastifyRequest; reply: FastifyReply }>,
): Promise<FastifyReply> {
  const asked = toDoorRequest(request.body)
  if (!asked) return send(reply, 400, refusal('This is no GraphQL request.', 'BAD_REQUEST'))
  try {
    const traced = {
      requestId: facts.requestId,
      traceparent: textOf(request.headers['traceparent']),
    }
    const answer = await withinTrace(traced, () => subgraph.execute(asked, facts))
    return send(reply, isAboutText(answer) ? 400 : 200, JSON.stringify(answer))
  } catch (fault) {
    // The caller has left, or the subgraph is closing.
    if (!(fault instanceof DoorError)) throw fault
    return send(reply, 503, refusal('There is no answer.', 'SERVICE_UNAVAILABLE', fault.outcome))
  }
}

const send = (reply: FastifyReply, status: number, text: string): FastifyReply =>
  reply
    .code(status)
    .header('content-type', JSON_TYPE)
    .header('cache-control', 'no-store')
    .send(text)

const refusal = (message: string, code: string, outcome = 'NOT_APPLIED'): string =>
  JSON.stringify({ errors: [{ message, extensions: { code, outcome } }] })

const textOf = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

function remainingMs(header: string | undefined): number | undefined {
  if (header === undefined || !/^\d{1,9}$/.test(header)) return undefined
  return Math.min(Number(header), DEADLINE_MAX_MS)
}

/** Aborts when the caller hangs up before it has its answer, and when its time is over. */
function signalOf({ raw }: FastifyReply, ms: number | undefined): AbortSignal {
  const controller = new AbortController()
  const timer =
    ms === undefined
      ? undefined
      : setTimeout(() => controller.abort(late()), ms + DEADLINE_GRACE_MS)
  raw.once('close', () => {
    clearTimeout(timer)
    if (!raw.writableFinished) controller.abort()
  })
  return controller.signal
}

const late = (): DOMException => new DOMException('the caller’s time is over', 'TimeoutError')

/** As Apollo Server reads it: a text, and perhaps variables and a name. */
function toDoorRequest(body: unknown): DoorRequest | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const { query, variables, operationName } = body as Record<string, unknown>
  if (typeof query !== 'string' || query === '') return undefined
  if (variables !== undefined && (typeof variables !== 'object' || Array.isArray(variables)))
    return undefined
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string')
    return undefined
  return {
    query,
    variables: (variables as Record<string, unknown> | null) ?? undefined,
    operationName: operationName ?? undefined,
  }
}
