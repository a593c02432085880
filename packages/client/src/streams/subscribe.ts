/**
 * A subscription that outlives its connections: WebSocket, or SSE where none is let through; each time from the cursor of
 * the last event that was handed on.
 */
import type { RequestBody } from '../document.ts'
import { type Answer, connectionLost, TallystickError, toError } from '../error.ts'
import { newRequestId } from '../request-id.ts'
import { delayOf, isPassing, type RetryLimits, wait } from '../retry.ts'
import type { Tokens } from '../session.ts'
import { type OpenStream, StreamLost } from './stream.ts'

/** Where WebSocket is not let through, it is not tried again for this long, in milliseconds. */
const BLOCKED_MS = 300_000
/** A connection that lasted this long has worked: what ends it is a new trouble, not the old one, in milliseconds. */
const STEADY_MS = 1_000

/** How a subscription is to run. */
export type SubscribeOptions = Readonly<{
  /** The cursor of the last event that was seen; see the subscription for where it begins without. */
  after?: string
  signal?: AbortSignal
}>

/** What subscriptions run on. `sockets` is left out where there is no WebSocket. */
export type StreamMeans = Readonly<{
  sockets: OpenStream | undefined
  events: OpenStream
  tokens: Tokens
  limits: RetryLimits
}>

/** Runs a subscription. Its `return()` leaves at once, also while an event is awaited. */
export type Subscribe = (
  body: RequestBody,
  options: SubscribeOptions,
) => AsyncIterableIterator<unknown>

/** Makes what runs subscriptions. */
export function newSubscribe(means: StreamMeans): Subscribe {
  const resume = newResume({ ...means, open: newOpenEither(means) })
  return (body, { after, signal }) => {
    const left = new AbortController()
    const ended = signal ? AbortSignal.any([signal, left.signal]) : left.signal
    const events = resume(body, after, ended)
    return {
      [Symbol.asyncIterator]() {
        return this
      },
      next: () => events.next().catch((fault: unknown) => ifStillThere(fault, left.signal)),
      return() {
        left.abort()
        return events.return().catch((fault: unknown) => ifStillThere(fault, left.signal))
      },
    }
  }
}

/** Who has left does not hear that they have. */
function ifStillThere(fault: unknown, left: AbortSignal): IteratorReturnResult<undefined> {
  if (left.aborted) return { done: true, value: undefined }
  throw fault
}

/** WebSocket, and SSE when it is blocked. Remembers that it is once SSE has come through. */
function newOpenEither({ sockets, events }: StreamMeans): OpenStream {
  let blockedUntil = 0
  return async function* open(request) {
    if (!sockets || Date.now() < blockedUntil) return yield* events(request)
    try {
      return yield* sockets(request)
    } catch (fault) {
      if (!(fault instanceof StreamLost && fault.by === 'blocked')) throw fault
    }
    const onOpen = () => {
      blockedUntil = Date.now() + BLOCKED_MS
      request.onOpen()
    }
    yield* events({ ...request, onOpen })
  }
}

type ResumeMeans = StreamMeans & Readonly<{ open: OpenStream }>

function newResume({ open, tokens, limits }: ResumeMeans) {
  return async function* resume(body: RequestBody, after: string | undefined, signal: AbortSignal) {
    const place = newPlace(body, after)
    const trouble = newTrouble(limits)
    for (;;) {
      signal.throwIfAborted()
      const requestId = newRequestId()
      let token: string | undefined
      try {
        token = await tokens.current()
        const request = { body: place.body(), token, requestId, signal, onOpen: trouble.onOpen }
        for await (const answer of open(request)) {
          const data = dataOf(answer, requestId)
          trouble.isOver()
          if (place.isNew(data)) yield data
        }
        return
      } catch (fault) {
        signal.throwIfAborted()
        const error = toPublic(fault, requestId)
        if (!place.isKnown()) throw error
        const isRefused = error.code === 'UNAUTHENTICATED' && token !== undefined
        const renewed = isRefused && trouble.mayRenew() ? await renew(tokens, token) : error
        if (renewed === undefined) throw error
        if (typeof renewed !== 'string') await wait(trouble.next(renewed, fault), signal)
      }
    }
  }
}

/** Another token; none when the session has ended; or what kept us from asking. */
async function renew(tokens: Tokens, token = ''): Promise<string | undefined | TallystickError> {
  try {
    return await tokens.renew(token)
  } catch (fault) {
    return toPublic(fault, '')
  }
}

/** An event that could not be joined from all its parts is asked for once more, from the cursor before it. */
function dataOf(answer: Answer, requestId: string): unknown {
  if (answer.errors?.length) throw toError(answer, { requestId, isMutation: false })
  return answer.data
}

/** Where a subscription stands. */
function newPlace(body: RequestBody, after: string | undefined) {
  const takesCursor = 'documentId' in body || /\$after\b/.test(body.query)
  let cursor = after
  let hasBegun = false
  return {
    body: (): RequestBody =>
      cursor === undefined ? body : { ...body, variables: { ...body.variables, after: cursor } },
    /** Whether the event has not been handed on yet; then it counts as handed on. */
    isNew(data: unknown): boolean {
      const seen = cursorOf(data)
      const isNew = seen === undefined || seen !== cursor
      hasBegun = true
      cursor = seen ?? cursor
      return isNew
    },
    /** Whether it can go on elsewhere without a gap and without telling anything twice. */
    isKnown: () => !hasBegun || (takesCursor && cursor !== undefined),
  }
}

/** The field `cursor` of the event, whatever the subscription is called. */
function cursorOf(data: unknown): string | undefined {
  for (const event of Object.values((data ?? {}) as Record<string, unknown>)) {
    const { cursor } = (event ?? {}) as { cursor?: unknown }
    if (typeof cursor === 'string') return cursor
  }
  return undefined
}

/** Counts what has gone wrong since the last time that something went well. */
function newTrouble(limits: RetryLimits) {
  let attempt = 0
  let since: number | undefined
  let openedAt: number | undefined
  let hasRenewed = false
  const isOver = () => {
    attempt = 0
    since = undefined
    hasRenewed = false
  }
  const settle = () => {
    if (openedAt !== undefined && Date.now() - openedAt >= STEADY_MS) isOver()
    openedAt = undefined
  }
  return {
    isOver,
    onOpen() {
      openedAt = Date.now()
    },
    /** Whether to ask for another token: a new one that is refused as well will not get better. */
    mayRenew(): boolean {
      settle()
      const isFirst = !hasRenewed
      hasRenewed = true
      return isFirst
    },
    /** How long to wait, in milliseconds. @throws the error when waiting does not help, or has taken too long */
    next(error: TallystickError, fault: unknown): number {
      settle()
      if (fault instanceof StreamLost && fault.by === 'slowness') return 0
      since ??= Date.now()
      const delay = delayOf(limits, attempt, error)
      attempt += 1
      hasRenewed = false
      if (!isPassing(error) || Date.now() + delay - since > limits.reconnectMs) throw error
      return delay
    },
  }
}

function toPublic(fault: unknown, requestId: string): TallystickError {
  if (fault instanceof TallystickError) return fault
  // A bug, or the storage's own trouble: nothing that waiting mends.
  if (!(fault instanceof StreamLost)) throw fault
  if (fault.by !== 'token')
    return connectionLost(
      { requestId, isMutation: false },
      { cause: fault, why: 'The stream broke.' },
    )
  return new TallystickError('The access token has ended. Sign in again.', {
    code: 'UNAUTHENTICATED',
    outcome: 'NOT_APPLIED',
    requestId,
    cause: fault,
  })
}
