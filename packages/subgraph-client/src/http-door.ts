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

/** Opens the way to another process. @param timeoutMs until the whole answer has come */
export function newRemoteHttpDoor({
  name,
  url,
  sign,
  timeoutMs,
}: Readonly<{
  /** The subgraph's name. */
  name: string
  /** Without a path. */
  url: string
  sign: AssertionSigner
  timeoutMs: number
}>): Readonly<{ door: HttpDoor; close(): Promise<void> }> {
  const pool = new Pool(url, {
    connections: CONNECTIONS_MAX,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    keepAliveTimeout: KEEP_ALIVE_MS,
    maxResponseSize: ANSWER_BYTES_MAX,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  })
  const us = serviceActor('gateway')
  return {
    door: async ({ method, path, headers, body }) => {
      const signal = AbortSignal.timeout(timeoutMs)
      const proved = { ...headers, [ASSERTION_HEADER]: await sign(us, name) }
      const reply = await pool.request({
        method,
        path,
        headers: proved,
        body: body ?? null,
        signal,
      })
      const bytes = Buffer.from(await reply.body.arrayBuffer())
      return { status: reply.statusCode, headers: reply.headers, body: bytes }
    },
    close: () => pool.close(),
  }
}
