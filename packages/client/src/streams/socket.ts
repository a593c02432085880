/** Subscriptions over WebSocket: one socket for all that have the same access token. */
import { type Client as Connection, createClient } from 'graphql-ws'
import { type Answer, type AnswerError, TallystickError, toError } from '../error.ts'
import type { SessionMode } from '../session.ts'
import { type OpenStream, StreamLost, type StreamRequest } from './stream.ts'

/** A socket that says nothing to a ping for this long is gone, in milliseconds. */
const PONG_MS = 10_000
const PING_MS = 20_000
/** A socket is kept for the next subscription this long after the last one, in milliseconds. */
const LINGER_MS = 500
/** Events that wait to be read. Whoever is further behind is cut off and goes on from their cursor once they have read them. */
const WAITING_MAX = 1_000

/** Codes of RFC 6455 with which our gateway, or a proxy that knows WebSocket, turns a client away for now. */
const GOING_AWAY: ReadonlySet<unknown> = new Set([1000, 1001, 1012, 1013])

/** What sockets are opened with. */
export type SocketOptions = Readonly<{
  /** `ws:` or `wss:`. */
  url: string
  webSocket: unknown
  /** How long a socket may take to open and be greeted, in milliseconds; then it counts as blocked. */
  openMs: number
  /** By `cookie` the browser says who calls, in the request that opens the socket. */
  mode?: SessionMode | undefined
}>

type Socket = Readonly<{
  token: string | undefined
  connection: Connection
  /** Told when the socket is gone. */
  readers: Set<(fault: StreamLost | TallystickError) => void>
  isGreeted(): boolean
}>

/** Makes what opens streams over WebSocket. */
export function newSockets(options: SocketOptions): OpenStream {
  let latest: Socket | undefined
  return (request) => {
    // The socket of another token is another person's, or about to be closed.
    if (!latest || latest.token !== request.token) latest = newSocket(options, request.token)
    return read(latest, request)
  }
}

async function* read(
  socket: Socket,
  { body, signal, requestId, onOpen }: StreamRequest,
): AsyncGenerator<Answer, void, void> {
  const waiting: Answer[] = []
  let end: { fault?: unknown } | undefined
  let wake = () => {}
  let stop = () => {}
  // At once, or the library would open a closed socket again for us, with the cursor that we began with.
  const finish = (fault?: unknown) => {
    end ??= { fault }
    socket.readers.delete(finish)
    stop()
    wake()
  }
  socket.readers.add(finish)
  const onAbort = () => finish(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  const greeted = socket.isGreeted() ? () => {} : socket.connection.on('connected', onOpen)
  if (socket.isGreeted()) onOpen()
  stop = socket.connection.subscribe(body as never, {
    next(answer) {
      if (end) return
      waiting.push(answer as Answer)
      if (waiting.length >= WAITING_MAX) finish(new StreamLost('slowness'))
      else wake()
    },
    error: (fault) => finish(toFault(fault, requestId)),
    complete: () => finish(),
  })
  try {
    for (;;) {
      const next = waiting.shift()
      if (next) yield next
      else if (end) break
      else
        await new Promise<void>((resolve) => {
          wake = resolve
        })
    }
    if (end?.fault !== undefined) throw end.fault
  } finally {
    finish()
    greeted()
    signal.removeEventListener('abort', onAbort)
  }
}

/** The server's `error` message is a list; anything else is the socket's end, which the readers were told of. */
const toFault = (fault: unknown, requestId: string): unknown =>
  Array.isArray(fault)
    ? toError({ errors: fault as AnswerError[] }, { requestId, isMutation: false })
    : new StreamLost('broken', fault)

function newSocket(
  { url, webSocket, openMs, mode }: SocketOptions,
  token: string | undefined,
): Socket {
  let isGreeted = false
  let opening: ReturnType<typeof setTimeout> | undefined
  let pinging: ReturnType<typeof setTimeout> | undefined
  const readers: Socket['readers'] = new Set()
  const onEnd = (event: unknown): void => {
    clearTimeout(opening)
    clearTimeout(pinging)
    const fault = whyClosed(event, isGreeted)
    isGreeted = false
    for (const tell of [...readers]) tell(fault)
  }
  const connection = createClient({
    url,
    webSocketImpl: webSocket,
    // Only we know the cursor to go on from.
    retryAttempts: 0,
    lazyCloseTimeout: LINGER_MS,
    keepAlive: PING_MS,
    connectionParams:
      token === undefined || mode === 'cookie' ? {} : { authorization: `Bearer ${token}` },
    on: {
      connecting() {
        opening = setTimeout(() => connection.terminate(), openMs)
      },
      connected() {
        clearTimeout(opening)
        isGreeted = true
      },
      ping(isReceived) {
        if (!isReceived) pinging = setTimeout(() => connection.terminate(), PONG_MS)
      },
      pong(isReceived) {
        if (isReceived) clearTimeout(pinging)
      },
      closed: onEnd,
      error: onEnd,
    },
  })
  return { token, connection, readers, isGreeted: () => isGreeted }
}

function whyClosed(event: unknown, wasGreeted: boolean): StreamLost | TallystickError {
  const { code, reason } = (event ?? {}) as { code?: unknown; reason?: unknown }
  if (code === 4401 || code === 4403) return new StreamLost('token', event)
  if (code === 4429)
    return new TallystickError(String(reason), {
      code: 'RATE_LIMITED',
      outcome: 'NOT_APPLIED',
      requestId: '',
    })
  return new StreamLost(wasGreeted || GOING_AWAY.has(code) ? 'broken' : 'blocked', event)
}
