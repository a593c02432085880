/** The way to a provider over HTTP: a deadline, a bound on what comes back, and a breaker. */
import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
} from 'cockatiel'
import { Agent, fetch, type RequestInit, type Response } from 'undici'
import { NotSent } from './port.ts'

/** How a provider is called. */
export type CallSettings = Readonly<{
  /** Until the whole answer has come, in milliseconds. */
  deadlineMs: number
  /** How many calls in a row fail before none is sent for a while. */
  breakerFailures: number
  /** How long that while is, in milliseconds; then one call is let through to find out. */
  breakerResetMs: number
}>

/** What applies when nothing else is said. */
export const CALL_STANDARD: CallSettings = {
  deadlineMs: 10_000,
  breakerFailures: 5,
  breakerResetMs: 10_000,
}

/** The largest answer, in bytes. */
const ANSWER_BYTES_MAX = 1_048_576
const CONNECTIONS_MAX = 32

/** Errors after which it is certain that no byte of the request was sent. */
const UNSENT = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** What a provider answered below 500. */
export type HttpAnswer = Readonly<{ status: number; json: unknown }>

/** One request. */
export type HttpCall = Readonly<{
  method: 'GET' | 'POST'
  /** Begins with a slash; with the query. */
  path: string
  json?: unknown
}>

/** The way to one provider. */
export type ProviderHttp = Readonly<{
  /**
   * Asks once.
   *
   * @throws {NotSent} when nothing was sent, or the provider does not know our key
   * @throws when there is no answer to rely on: late, cut off, too large, no JSON, 429 or 5xx
   */
  call(call: HttpCall): Promise<HttpAnswer>
  /** `fetch` with the same bounds, for a library that brings its own requests. */
  fetch: typeof fetch
  /** Runs `work` behind the breaker. @throws as `call` does */
  guarded<Value>(work: () => Promise<Value>): Promise<Value>
  close(): Promise<void>
}>

/** Opens the way. @param secret goes into the header `authorization`, as a bearer's token */
export function newProviderHttp(
  { url, secret }: Readonly<{ url: string; secret: string }>,
  { deadlineMs, breakerFailures, breakerResetMs }: CallSettings = CALL_STANDARD,
): ProviderHttp {
  const agent = new Agent({
    connections: CONNECTIONS_MAX,
    maxResponseSize: ANSWER_BYTES_MAX,
    connect: { timeout: deadlineMs },
    headersTimeout: deadlineMs,
    bodyTimeout: deadlineMs,
  })
  const breaker = circuitBreaker(handleWhen(isProvidersFault), {
    halfOpenAfter: breakerResetMs,
    breaker: new ConsecutiveBreaker(breakerFailures),
  })
  const guarded = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    // The library would let everyone wait for the one who finds out.
    if (breaker.state === CircuitState.HalfOpen) throw new NotSent('the provider is being tried')
    return breaker.execute(work).catch((fault: unknown) => {
      throw fault instanceof BrokenCircuitError
        ? new NotSent('the provider failed too often', { cause: fault })
        : fault
    })
  }
  const bounded: typeof fetch = async (input, init = {}) => {
    const signal = AbortSignal.timeout(deadlineMs)
    const all: RequestInit = { ...init, signal, dispatcher: agent, redirect: 'error' }
    return fetch(input, all).catch((fault: unknown) => {
      throw isUnsent(fault)
        ? new NotSent('the provider takes no connection', { cause: fault })
        : fault
    })
  }
  const send = async ({ method, path, json }: HttpCall): Promise<HttpAnswer> => {
    const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
    const body = json === undefined ? null : JSON.stringify(json)
    return readAnswer(await bounded(url + path, { method, headers, body }))
  }
  return {
    call: (call) => guarded(() => send(call)),
    fetch: bounded,
    guarded,
    close: () => agent.close(),
  }
}

/** Without a cause it was we who did not send: an amount that it does not take says nothing of how the provider is. */
function isProvidersFault(fault: unknown): boolean {
  return !(fault instanceof NotSent) || fault.cause !== undefined
}

async function readAnswer(reply: Response): Promise<HttpAnswer> {
  const text = await reply.text()
  const { status } = reply
  if (status === 429 || status >= 500) throw new Error(`the provider answered ${status}`)
  // Whoever does not know our key has not looked at what we want.
  if (status === 401 || status === 403) throw new NotSent(`the provider answered ${status}`)
  return { status, json: JSON.parse(text) }
}

/** Whether no byte was sent; `fetch` wraps what happened. */
export function isUnsent(fault: unknown): boolean {
  for (let cause = fault; cause instanceof Error; cause = cause.cause)
    if (UNSENT.has(String((cause as { code?: unknown }).code))) return true
  return false
}
