/**
 * The door to a subgraph in another process: HTTP for queries and mutations, graphql-ws for subscriptions.
 *
 * Each call has a deadline. A mutation is sent once and never again: only its idempotency key can tell whether trying
 * again is safe, and only the caller has it. A query whose connection broke is sent once more.
 */
import type { AssertionSigner } from '@tallystick/actor'
import type { Logger } from '@tallystick/telemetry'
import type { DocumentNode } from 'graphql'
import { Pool } from 'undici'
import { isAnswer, toDoorResult } from './answer.ts'
import { newBoundedCache } from './bounded-cache.ts'
import type { Door, DoorFacts, DoorRequest, DoorResult } from './door.ts'
import { DoorError, type DoorErrorReason, reasonOf } from './door-error.ts'
import { isMutation, parseOperation } from './operation.ts'
import { newSubscriber } from './subscriber.ts'

/** The most that one subgraph may occupy of this process. */
const CONNECTIONS_MAX = 64
const CONNECT_TIMEOUT_MS = 2_000
/** Shorter than a server keeps an idle connection, so that we are the one who closes it. */
const KEEP_ALIVE_MS = 10_000
const RESPONSE_BYTES_MAX = 10 * 1_048_576
const KINDS_MAX = 1_000
const TEXT_LENGTH_MAX = 32_768
/** A header value as HTTP allows it; longer ones are cut, other characters become question marks. */
const HEADER_LENGTH_MAX = 512

/** How to reach a subgraph. */
export type RemoteDoorOptions = Readonly<{
  name: string
  /** Where the subgraph is served, without `/graphql`. */
  url: string
  /** Signs that this process calls for an actor. */
  sign: AssertionSigner
  /** How long to wait for a whole answer, in milliseconds. A subscription has to begin within `query`. */
  deadlineMs: Readonly<{ query: number; mutation: number }>
  log: Logger
}>

type Call = Readonly<{ body: string; headers: Record<string, string>; signal: AbortSignal }>

/** Opens the door. Nothing is connected before the first call. */
export function newRemoteDoor(options: RemoteDoorOptions): Door & { close(): Promise<void> } {
  const { name, sign, deadlineMs, log } = options
  const url = new URL(`${options.url.replace(/\/+$/, '')}/graphql`)
  const pool = new Pool(url.origin, {
    connections: CONNECTIONS_MAX,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    keepAliveTimeout: KEEP_ALIVE_MS,
    maxResponseSize: RESPONSE_BYTES_MAX,
  })
  const isMutationOf = newMutationTest()
  const subscriber = newSubscriber({ name, url, sign, startMs: deadlineMs.query, log })
  return {
    name,
    async execute(request, facts) {
      const mutates = isMutationOf(request)
      const deadline = AbortSignal.timeout(mutates ? deadlineMs.mutation : deadlineMs.query)
      const signal = facts.signal ? AbortSignal.any([deadline, facts.signal]) : deadline
      const fail = (reason: DoorErrorReason, mayBeApplied: boolean, cause: unknown): DoorError => {
        const outcome = mutates && mayBeApplied ? 'UNKNOWN' : 'NOT_APPLIED'
        log.warn(
          { err: cause, subgraph: name, requestId: facts.requestId, reason, outcome },
          'no answer',
        )
        return new DoorError({ subgraph: name, outcome, reason }, cause)
      }
      if (signal.aborted) throw fail(reasonOf(signal), false, signal.reason)
      const assertion = await sign(facts.actor, name).catch((fault: unknown) => {
        throw fail('REFUSED', false, fault)
      })
      const call = { body: JSON.stringify(request), headers: headersOf(facts, assertion), signal }
      const answer = await send(pool, url.pathname, call)
        .catch((fault: unknown) => {
          if (mutates || !isBroken(fault)) throw fault
          return send(pool, url.pathname, call)
        })
        .catch((fault: unknown) => {
          if (signal.aborted) throw fail(reasonOf(signal), true, fault)
          if (isUnsent(fault)) throw fail('UNREACHABLE', false, fault)
          throw fail(isTooLarge(fault) ? 'BAD_ANSWER' : 'UNREACHABLE', true, fault)
        })
      if (answer.status === 401) throw fail('REFUSED', false, new Error(answer.text.slice(0, 200)))
      const result = toResult(answer.text)
      if (!result)
        throw fail('BAD_ANSWER', true, new Error(`HTTP ${answer.status}, no GraphQL answer`))
      return result
    },
    subscribe: subscriber.subscribe,
    async close() {
      await subscriber.close()
      await pool.close()
    },
  }
}

function newMutationTest(): (request: DoorRequest) => boolean {
  const documents = newBoundedCache<DocumentNode | undefined>(KINDS_MAX, TEXT_LENGTH_MAX)
  return (request) => {
    const document = documents.get(request.query, () => {
      try {
        return parseOperation(request.query)
      } catch {
        // The subgraph will say what is wrong with it.
        return undefined
      }
    })
    return isMutation(document, request)
  }
}

async function send(pool: Pool, path: string, { body, headers, signal }: Call) {
  const response = await pool.request({ method: 'POST', path, headers, body, signal })
  return { status: response.statusCode, text: await response.body.text() }
}

function headersOf(facts: DoorFacts, assertion: string): Record<string, string> {
  const { requestId, address, userAgent } = facts
  return {
    'content-type': 'application/json',
    accept: 'application/json',
    authorization: `Bearer ${assertion}`,
    'x-request-id': requestId,
    ...(address ? { 'x-client-address': toHeader(address) } : {}),
    ...(userAgent ? { 'x-client-agent': toHeader(userAgent) } : {}),
  }
}

const toHeader = (text: string): string =>
  text.slice(0, HEADER_LENGTH_MAX).replace(/[^\x20-\x7e]/g, '?')

const codeOf = (fault: unknown): unknown => (fault as { code?: unknown } | null)?.code

/** Failures to connect: nothing has left this process. */
const isUnsent = (fault: unknown): boolean =>
  [
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'UND_ERR_CONNECT_TIMEOUT',
    'UND_ERR_DESTROYED',
    'UND_ERR_CLOSED',
  ].includes(String(codeOf(fault)))

const isBroken = (fault: unknown): boolean =>
  ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'].includes(String(codeOf(fault)))

const isTooLarge = (fault: unknown): boolean => codeOf(fault) === 'UND_ERR_RES_EXCEEDED_MAX_SIZE'

function toResult(text: string): DoorResult | undefined {
  try {
    const answer: unknown = JSON.parse(text)
    return isAnswer(answer) ? toDoorResult(answer) : undefined
  } catch {
    return undefined
  }
}
