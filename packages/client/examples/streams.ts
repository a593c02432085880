/** Subscriptions for Apollo Client and urql: graphql-ws, or graphql-sse where no WebSocket is let through. */
import { createClient as newSseClient } from 'graphql-sse'
import { createClient as newWsClient } from 'graphql-ws'
import type { Tokens } from '../src/index.ts'
import { newAuthorizedFetch } from './authorized-fetch.ts'

/** A GraphQL request. Variables are changed when it is sent again: `after` becomes the cursor of the last event. */
export type StreamRequest = { query: string; variables: Record<string, unknown> }

/** One answer of a subscription. */
// biome-ignore lint/suspicious/noExplicitAny: Apollo and urql each have a type of their own for it.
export type StreamAnswer = any

/** What takes the answers. */
export type StreamSink = Readonly<{
  next: (answer: StreamAnswer) => void
  error: (fault: unknown) => void
  complete: () => void
}>

/** Runs a subscription. @returns what ends it */
export type Subscribe = (request: StreamRequest, sink: StreamSink) => () => void

/** How long a WebSocket may take to open and be greeted before it counts as blocked, in milliseconds. */
const OPEN_MS = 4_000
/** Long enough for a server to come back after a restart. */
const ATTEMPTS = 8

const retryWait = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(250 * 2 ** attempt, 8_000)))

/** Makes what runs subscriptions. */
export function newStreams({ url, tokens }: { url: string; tokens: Tokens }): Subscribe {
  let isBlocked = typeof WebSocket === 'undefined'
  let isProven = false
  const sockets = isBlocked ? undefined : newSockets(url, tokens, () => isProven)
  sockets?.on('connected', () => {
    isProven = true
  })
  const events = newSseClient({
    url,
    fetchFn: newAuthorizedFetch(tokens),
    retryAttempts: ATTEMPTS,
    retry: retryWait,
  })
  return (given, sink) => {
    const request = { query: given.query, variables: { ...given.variables } }
    let leave = () => {}
    let isAgain = false
    const begin = () => {
      isAgain = false
      const transport = sockets && !isBlocked ? sockets : events
      leave = transport.subscribe(request, {
        next(answer: StreamAnswer) {
          // What comes last over SSE when the token ends. The next connection brings a new token, and goes on from here.
          isAgain = answer.errors?.[0]?.extensions?.code === 'UNAUTHENTICATED'
          if (isAgain) return
          const cursor = cursorOf(answer.data)
          if (cursor !== undefined) request.variables['after'] = cursor
          sink.next(answer)
        },
        error(fault: unknown) {
          if (transport === events || isProven) return sink.error(fault)
          isBlocked = true
          begin()
        },
        complete: () => (isAgain ? begin() : sink.complete()),
      })
    }
    begin()
    return () => leave()
  }
}

function newSockets(url: string, tokens: Tokens, isProven: () => boolean) {
  let opening: ReturnType<typeof setTimeout> | undefined
  let sent: string | undefined
  let isRefused = false
  const sockets = newWsClient({
    url: url.replace(/^http/, 'ws'),
    retryAttempts: ATTEMPTS,
    retryWait,
    // A socket that never opened is blocked; one that was lost is opened again.
    shouldRetry: isProven,
    async connectionParams() {
      sent = await (isRefused && sent !== undefined ? tokens.renew(sent) : tokens.current())
      isRefused = false
      return sent === undefined ? {} : { authorization: `Bearer ${sent}` }
    },
    on: {
      connecting: () => {
        opening = setTimeout(() => sockets.terminate(), OPEN_MS)
      },
      connected: () => clearTimeout(opening),
      closed(event) {
        clearTimeout(opening)
        // 4403: the server takes the token no longer, whatever our clock says.
        isRefused = (event as { code?: number }).code === 4403
      },
    },
  })
  return sockets
}

function cursorOf(data: object | null | undefined): string | undefined {
  const [event] = Object.values(data ?? {}) as [{ cursor?: string } | null | undefined]
  return event?.cursor
}
