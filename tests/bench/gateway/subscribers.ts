/** The load of subscriptions: people on WebSockets who all get the same events, as fast as the engine brings them. */
import { isDeepStrictEqual } from 'node:util'
import { WebSocket } from 'ws'
import { type LoadResult, toLoadResult } from './load-result.ts'

/** A run of subscribers. */
export type SubscribersOrder = Readonly<{
  kind: 'subscribers'
  port: number
  query: string
  /** One for each subscriber. */
  tokens: readonly string[]
  seconds: number
  /** Where Reviews takes `POST /emit`. */
  emitUrl: string
  /** Events that may be on their way at once. */
  window: number
  /** The right event for each review, by its id. */
  expected: Readonly<Record<string, unknown>>
}>

type Event = Readonly<{ data?: { reviewAdded?: { id?: string } }; errors?: unknown }>

const SETTLE_MS = 500
/** One event in so many is compared whole; comparing them all would cost more than bringing them. */
const COMPARED_EACH = 10

/**
 * Runs it. An event counts once for each subscriber that received it; its latency is the time from the moment at which
 * Reviews was told to send it.
 *
 * @throws when a subscriber is refused
 */
export async function runSubscribers(order: SubscribersOrder): Promise<LoadResult> {
  const { tokens, window, emitUrl } = order
  const faults: string[] = []
  const emittedAt: number[] = []
  const latencies: number[] = []
  const received = tokens.map(() => 0)
  let isOver = false
  const emit = (count: number): void => {
    for (let index = 0; index < count; index++) emittedAt.push(performance.now())
    fetch(emitUrl, { method: 'POST', body: String(count) }).catch(({ message }) =>
      faults.push(message),
    )
  }
  const onEvent = (event: Event, index: number): void => {
    if (isOver) return
    const place = received[index] ?? 0
    received[index] = place + 1
    latencies.push(performance.now() - (emittedAt[place] ?? Number.NaN))
    const isCompared = latencies.length % COMPARED_EACH === 0
    if (event.errors || (isCompared && !isRight(event, order.expected)))
      faults.push(JSON.stringify(event).slice(0, 300))
    // A new event for each that everybody has: on average, `window` are on their way.
    const room = Math.floor(latencies.length / tokens.length) + window - emittedAt.length
    if (room >= window / 2) emit(room)
  }
  const onClose = (reason: string): void => {
    if (!isOver) faults.push(reason)
  }
  const sockets = await Promise.all(
    tokens.map((token, index) =>
      open(order, { token, onEvent: (event) => onEvent(event, index), onClose }),
    ),
  )
  // Nobody tells when the upstream subscription stands.
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
  const startedAt = performance.now()
  emit(window)
  await new Promise((resolve) => setTimeout(resolve, order.seconds * 1000))
  isOver = true
  const seconds = (performance.now() - startedAt) / 1000
  for (const socket of sockets) socket.close()
  if (latencies.length === 0) faults.push('no event arrived')
  return toLoadResult(latencies, { seconds, faults })
}

function open(
  { port, query }: SubscribersOrder,
  options: Readonly<{
    token: string
    onEvent: (event: Event) => void
    onClose: (reason: string) => void
  }>,
): Promise<WebSocket> {
  const authorization = `Bearer ${options.token}`
  const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws', {
    headers: { authorization },
  })
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('close', (code, reason) => {
      options.onClose(`closed: ${code} ${reason}`)
      reject(new Error(`closed: ${code} ${reason}`))
    })
    socket.on('open', () =>
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } })),
    )
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString())
      if (message.type === 'ping') socket.send('{"type":"pong"}')
      if (message.type === 'connection_ack') {
        socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }))
        resolve(socket)
      }
      if (message.type === 'next') options.onEvent(message.payload)
      if (message.type === 'error') options.onEvent({ errors: message.payload })
    })
  })
}

const isRight = (event: Event, expected: SubscribersOrder['expected']): boolean =>
  isDeepStrictEqual(event, expected[event.data?.reviewAdded?.id ?? ''])
