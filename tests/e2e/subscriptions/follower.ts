import { request } from 'node:http'
import { WebSocket } from 'ws'
import type { Loose, Transport } from '../../kit/client.ts'

/** What a follower asks for, and on whose behalf. */
export type FollowerOptions = Readonly<{
  url: string
  token: string
  transport: Transport
  query: string
  /** The name of the field whose events have a `cursor`. */
  field: string
  variables: Readonly<Record<string, unknown>>
  /** Where to begin; null for now. */
  after: string | null
}>

/** A client that loses its connection again and again, and goes on after the last event that it got. */
export type Follower = Readonly<{
  /** As they were told; those of whose fields some could not be joined have `isPartial`. */
  events: Loose[]
  /** What it was told instead of events, by code. */
  refusals: Record<string, number>
  connections(): number
  /** Breaks the connection as a network does. */
  drop(): void
  stop(): void
}>

/**
 * Waits so long before it connects again, in milliseconds, and at most as long again; twice as long each time that it got
 * nothing, up to the second number.
 */
const AGAIN_MS = [100, 2_000] as const

type Connection = Readonly<{ cut(): void }>
type Sink = Readonly<{ next(payload: Loose): void; end(): void }>

/** Follows until it is stopped. */
export function follow(options: FollowerOptions): Follower {
  const events: Loose[] = []
  const refusals: Record<string, number> = {}
  let connection: Connection | undefined
  let isStopped = false
  let connections = 0
  let waitMs: number = AGAIN_MS[0]
  const connect = (): void => {
    if (isStopped) return
    connections += 1
    let isOver = false
    const end = (): void => {
      if (isOver) return
      isOver = true
      mine.cut()
      if (!isStopped) setTimeout(connect, waitMs * (1 + Math.random()))
      waitMs = Math.min(waitMs * 2, AGAIN_MS[1])
    }
    const mine = open(options, events.at(-1)?.cursor ?? options.after, {
      next({ data, errors }) {
        if (isOver) return
        for (const { extensions } of errors ?? [])
          refusals[extensions.code] = (refusals[extensions.code] ?? 0) + 1
        const event = data?.[options.field]
        if (!event) return end()
        waitMs = AGAIN_MS[0]
        events.push(errors ? { ...event, isPartial: true } : event)
      },
      end,
    })
    connection = mine
  }
  connect()
  return {
    events,
    refusals,
    connections: () => connections,
    drop: () => connection?.cut(),
    stop() {
      isStopped = true
      connection?.cut()
    },
  }
}

const open = (options: FollowerOptions, after: string | null, sink: Sink): Connection =>
  (options.transport === 'ws' ? openSocket : openStream)(options, after, sink)

function openSocket(
  { url, token, query, variables }: FollowerOptions,
  after: string | null,
  { next, end }: Sink,
): Connection {
  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws')
  const say = (message: object) => socket.send(JSON.stringify(message))
  socket.on('open', () =>
    say({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }),
  )
  socket.on('message', (text) => {
    const { type, payload } = JSON.parse(String(text))
    const asked = { query, variables: { ...variables, after } }
    if (type === 'connection_ack') say({ type: 'subscribe', id: '1', payload: asked })
    else if (type === 'next') next(payload)
    else if (type === 'error') next({ errors: payload })
    else if (type === 'complete') end()
  })
  socket.on('error', end)
  socket.on('close', end)
  return { cut: () => socket.terminate() }
}

function openStream(
  { url, token, query, variables }: FollowerOptions,
  after: string | null,
  { next, end }: Sink,
): Connection {
  const headers = {
    'content-type': 'application/json',
    accept: 'text/event-stream',
    authorization: `Bearer ${token}`,
  }
  const asking = request(url, { method: 'POST', agent: false, headers }, (response) => {
    let text = ''
    response.setEncoding('utf8')
    response.on('data', (piece: string) => {
      const frames = (text + piece).split('\n\n')
      text = frames.pop() ?? ''
      for (const frame of frames) {
        const data = /^event: next\ndata: (.*)$/s.exec(frame)?.[1]
        if (data) next(JSON.parse(data))
        else if (frame.startsWith('event: complete')) end()
      }
    })
    response.on('error', end)
    response.on('close', end)
  })
  asking.on('error', end)
  asking.end(JSON.stringify({ query, variables: { ...variables, after } }))
  return { cut: () => asking.destroy() }
}
