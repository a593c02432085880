/** One request and its answer, by POST. */
import type { RequestBody } from './document.ts'
import { type Answer, type Asked, connectionLost, TallystickError, toError } from './error.ts'
import type { SessionMode } from './session.ts'

/** What the server is asked with, whatever the transport. */
export type Credentials = Readonly<{ token: string | undefined; requestId: string }>

/** One time that a call is sent. */
export type Attempt = Credentials &
  Readonly<{
    body: RequestBody
    isMutation: boolean
    idempotencyKey?: string | undefined
    signal: AbortSignal
  }>

/** Sends one request. @returns the data @throws TallystickError, or the signal's reason */
export type Send = (attempt: Attempt) => Promise<unknown>

/** Makes what sends requests. @param timeoutMs how long one may take, in milliseconds */
export function newSend({
  url,
  fetch,
  timeoutMs,
  mode,
}: {
  url: string
  fetch: typeof globalThis.fetch
  timeoutMs: number
  mode?: SessionMode | undefined
}): Send {
  return async (attempt) => {
    const { body, idempotencyKey, signal } = attempt
    const limit = AbortSignal.timeout(timeoutMs)
    try {
      const response = await fetch(url, {
        method: 'POST',
        ...cookiesOf(mode),
        headers: {
          ...headersOf(attempt, mode),
          accept: 'application/graphql-response+json, application/json;q=0.9',
          ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
        },
        body: JSON.stringify(body),
        signal: AbortSignal.any([signal, limit]),
      })
      return readData(response, await response.text(), attempt)
    } catch (cause) {
      if (cause instanceof TallystickError) throw cause
      signal.throwIfAborted()
      throw limit.aborted ? timedOut(attempt, timeoutMs) : connectionLost(attempt, { cause })
    }
  }
}

/** The headers of every request. */
export const headersOf = (
  { token, requestId }: Credentials,
  mode: SessionMode | undefined,
): Record<string, string> => ({
  'content-type': 'application/json',
  'x-request-id': requestId,
  ...credentialOf(token, mode),
})

/** Who calls, as headers say it. In cookie mode the header says that a page of ours sends the cookie, and no other site. */
function credentialOf(token: string | undefined, mode: SessionMode | undefined) {
  if (mode === 'cookie') return { 'x-session-mode': 'cookie' }
  return token === undefined ? {} : { authorization: `Bearer ${token}` }
}

/** Has the browser send its cookies, also to another origin of our site. */
export const cookiesOf = (mode: SessionMode | undefined): Pick<RequestInit, 'credentials'> =>
  mode === 'cookie' ? { credentials: 'include' } : {}

/** The data of an answer. @throws TallystickError when it has errors, or when it is none of ours but a proxy's */
export function readData(response: Response, text: string, asked: Asked): unknown {
  const retryAfterMs = retryAfterOf(response)
  const about = retryAfterMs === undefined ? asked : { ...asked, retryAfterMs }
  const answer = readAnswer(text)
  if (!answer) throw notOurs(response, about)
  if (answer.errors || answer.data === undefined) throw toError(answer, about)
  return answer.data
}

function readAnswer(text: string): Answer | undefined {
  try {
    const answer: unknown = JSON.parse(text)
    const isAnswer =
      typeof answer === 'object' && answer && ('data' in answer || 'errors' in answer)
    return isAnswer ? (answer as Answer) : undefined
  } catch {
    return undefined
  }
}

const CODES: ReadonlyMap<number, string> = new Map([
  [401, 'UNAUTHENTICATED'],
  [403, 'FORBIDDEN'],
  [404, 'NOT_FOUND'],
  [408, 'TIMEOUT'],
  [429, 'RATE_LIMITED'],
  [502, 'SERVICE_UNAVAILABLE'],
  [503, 'SERVICE_UNAVAILABLE'],
  [504, 'TIMEOUT'],
])

/** Something in between has answered. It turned a request away (4xx), or it does not know what became of it. */
function notOurs({ status }: Response, { requestId, isMutation, retryAfterMs }: Asked) {
  const isTurnedAway = status >= 400 && status < 500 && status !== 408
  return new TallystickError(`The answer, with status ${status}, is not GraphQL.`, {
    code: CODES.get(status) ?? 'INTERNAL',
    outcome: isMutation && !isTurnedAway ? 'UNKNOWN' : 'NOT_APPLIED',
    requestId,
    retryAfterMs,
  })
}

function timedOut({ requestId, isMutation }: Asked, timeoutMs: number): TallystickError {
  return new TallystickError(`No answer came within ${timeoutMs} ms.`, {
    code: 'TIMEOUT',
    outcome: isMutation ? 'UNKNOWN' : 'NOT_APPLIED',
    requestId,
  })
}

/** `Retry-After` in seconds; its form as a date is left to proxies that nobody should obey blindly. */
function retryAfterOf({ headers }: Response): number | undefined {
  const text = headers.get('retry-after')
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) * 1000 : undefined
}
