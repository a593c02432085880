/**
 * The four subgraphs, in one process of their own, each on a port: as cheap as can be, so that what is measured is the
 * engine in front of them.
 *
 * The parent speaks to it over the process channel: see `Order`.
 */
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { type Message, newMessageReader } from '../wire/message-reader.ts'
import { type Asked, answer } from './answer.ts'
import { newEvents } from './events.ts'
import { plainSdl, SUBGRAPHS, type SubgraphName } from './sdl.ts'

/** A request as a subgraph saw it. */
export type SeenRequest = Readonly<{ subgraph: SubgraphName; body: string; stage: number }>

/** What the parent may ask. Each order is answered by one message. */
export type Order =
  | Readonly<{ kind: 'jwks'; jwks: unknown }>
  | Readonly<{ kind: 'count' }>
  | Readonly<{ kind: 'record'; delayMs: number }>
  | Readonly<{ kind: 'recorded' }>

/** Answers are kept by the exact body of the request: the same engine asks the same again and again. */
const KEPT_MAX = 2_000

const events = newEvents()
const kept = new Map<string, Buffer>()
let jwks: Buffer = Buffer.alloc(0)
let count = 0
let recording: { startedAt: number; delayMs: number; seen: SeenRequest[] } | undefined

const ports = await Promise.all(SUBGRAPHS.map(listen))
process.on('message', (order: Order) => process.send?.(obey(order)))
process.on('disconnect', () => process.exit(0))
process.send?.(Object.fromEntries(SUBGRAPHS.map((name, index) => [name, ports[index]])))

function obey(order: Order): unknown {
  switch (order.kind) {
    case 'jwks':
      jwks = toAnswer(JSON.stringify(order.jwks))
      return {}
    case 'count': {
      const counted = count
      count = 0
      return { count: counted }
    }
    case 'record':
      recording = { startedAt: 0, delayMs: order.delayMs, seen: [] }
      return {}
    case 'recorded': {
      const seen = recording?.seen ?? []
      recording = undefined
      return { seen }
    }
  }
}

function listen(subgraph: SubgraphName): Promise<number> {
  const server = createServer({ noDelay: true }, (socket) => {
    const read = newMessageReader((message) => serve(subgraph, socket, message))
    socket.on('data', read)
    socket.on('error', () => socket.destroy())
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

function serve(subgraph: SubgraphName, socket: Socket, { head, body }: Message): void {
  const path = head.split(' ', 2)[1]
  if (/\r\nupgrade: *websocket/i.test(head)) events.upgrade(socket, head)
  else if (path === '/jwks.json') send(socket, head, jwks)
  else if (path === '/emit') {
    for (let left = Number(body.toString('latin1')); left > 0; left--) events.emit()
    send(socket, head, toAnswer('{}'))
  } else serveOperation(subgraph, body.toString('utf8'), (bytes) => send(socket, head, bytes))
}

function serveOperation(
  subgraph: SubgraphName,
  body: string,
  reply: (bytes: Buffer) => void,
): void {
  count++
  const bytes = answerOf(subgraph, body)
  if (!recording) {
    reply(bytes)
    return
  }
  const { delayMs, seen } = recording
  recording.startedAt ||= performance.now()
  seen.push({
    subgraph,
    body,
    stage: Math.round((performance.now() - recording.startedAt) / delayMs),
  })
  setTimeout(() => reply(bytes), delayMs)
}

function answerOf(subgraph: SubgraphName, body: string): Buffer {
  const name = `${subgraph} ${body}`
  const known = kept.get(name)
  if (known) return known
  const bytes = toAnswer(newAnswer(subgraph, body))
  if (kept.size >= KEPT_MAX) kept.clear()
  kept.set(name, bytes)
  return bytes
}

function newAnswer(subgraph: SubgraphName, body: string): string {
  try {
    return answer(JSON.parse(body) as Asked, plainSdl(subgraph))
  } catch (fault) {
    const message = `${subgraph}: ${fault instanceof Error ? fault.message : fault}`
    console.error(message, body.slice(0, 500))
    return JSON.stringify({ errors: [{ message }] })
  }
}

const toAnswer = (text: string): Buffer =>
  Buffer.from(
    `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  )

function send(socket: Socket, head: string, bytes: Buffer): void {
  if (/\r\nconnection: *close/i.test(head)) socket.end(bytes)
  else socket.write(bytes)
}
