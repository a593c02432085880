/** The way to what a subgraph serves over HTTP that is no GraphQL: the gateway passes requests on and answers back. */
import type { AssertionSigner } from '@tallystick/actor'
import { serviceActor } from '@tallystick/actor'
import { Pool } from 'undici'

/** Proves to a subgraph that one of our processes calls, where `authorization` is the client's. */
export const ASSERTION_HEADER = 'x-assertion'

/** A request that a client sent, as far as it may be passed on. */
export type HttpRequest = Readonly<{
  method: 'GET' | 'POST' | 'OPTIONS'
  /** With the query. */
  path: string
  headers: Readonly<Record<string, string>>
  body: Buffer | undefined
}>

/** The whole answer. */
export type HttpAnswer = Readonly<{
  status: number
  headers: Readonly<Record<string, string | string[] | number | undefined>>
  body: Buffer
}>

/** Answers a request; in this process or another, the caller cannot tell. Rejects when there is no answer. */
export type HttpDoor = (request: HttpRequest) => Promise<HttpAnswer>

const CONNECTIONS_MAX = 32
const CONNECT_TIMEOUT_MS = 2_000
const KEEP_ALIVE_MS = 10_000
const ANSWER_BYTES_MAX = 1_048_576

/** Errors after which it is certain that nothing was sent. */
const UNSENT = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
])

/**
 * Opens the way to another process, at whichever of its addresses takes connections: it stays with one as long as that one
 * does. What was sent is not sent again.
 *
 * @param timeoutMs until the whole answer has come
 */
export function newRemoteHttpDoor({
  name,
  urls,
  sign,
  timeoutMs,
}: Readonly<{
  /** The subgraph's name. */
  name: string
  /** Where it is served, without a path; at least one. */
  urls: readonly string[]
  sign: AssertionSigner
  timeoutMs: number
}>): Readonly<{ door: HttpDoor; close(): Promise<void> }> {
  const pools = urls.map((url) => newPool(url, timeoutMs))
  const us = serviceActor('gateway')
  // Several gateways do not all begin with the same one.
  let current = Math.floor(Math.random() * pools.length)
  return {
    door: async (request) => {
      const signal = AbortSignal.timeout(timeoutMs)
      const headers = { ...request.headers, [ASSERTION_HEADER]: await sign(us, name) }
      let fault: unknown
      for (let tries = 0; tries < pools.length; tries += 1) {
        const at = current
        try {
          return await send(pools[at] as Pool, { ...request, headers }, signal)
        } catch (cause) {
          if (!UNSENT.has(String((cause as { code?: unknown }).code))) throw cause
          fault = cause
          if (current === at) current = (at + 1) % pools.length
        }
      }
      throw fault
    },
    close: async () => {
      await Promise.all(pools.map((pool) => pool.close()))
    },
  }
}

const newPool = (url: string, timeoutMs: number): Pool =>
  new Pool(url, {
    connections: CONNECTIONS_MAX,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    keepAliveTimeout: KEEP_ALIVE_MS,
    maxResponseSize: ANSWER_BYTES_MAX,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  })

async function send(
  pool: Pool,
  { method, path, headers, body }: HttpRequest,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const reply = await pool.request({ method, path, headers, body: body ?? null, signal })
  const bytes = Buffer.from(await reply.body.arrayBuffer())
  return { status: reply.statusCode, headers: reply.headers, body: bytes }
}
