/** How the client's sockets end, with a stand-in that ends them in every way there is. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { newClient } from '@tallystick/client'
import { makeServer } from 'graphql-ws'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'

type Change = Readonly<{ changed: { cursor: string } }>
type After = { after?: string | undefined }

const CHANGED = 'subscription ($after: String) { changed(after: $after) { cursor } }'
const LAST = 3_000

let http: Server
let sockets: WebSocketServer
let url: string
/** After how many events a socket is closed, and with which code; the next socket is the next entry. */
let endings: { after: number; code?: number }[]
let greetings: number
/** From where each subscription went on. */
let places: number[]

beforeEach(async () => {
  endings = []
  greetings = 0
  places = []
  http = createServer((_request, response) => response.writeHead(404).end())
  sockets = new WebSocketServer({ server: http })
  sockets.on('connection', serve)
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/graphql`
})

afterEach(() => {
  for (const socket of sockets.clients) socket.terminate()
  sockets.close()
  http.closeAllConnections()
  http.close()
})

function serve(socket: WebSocket): void {
  const ending = endings[greetings]
  greetings += 1
  const server = makeServer({
    onSubscribe: (_context, _id, { variables }) =>
      ({
        document: { kind: 'Document', definitions: [DEFINITION] },
        contextValue: variables,
      }) as never,
    subscribe: (({ contextValue }: { contextValue: After }) =>
      events(Number(contextValue.after ?? 0), socket, ending)) as never,
  })
  const closed = server.opened(
    {
      protocol: socket.protocol,
      send: (text) => socket.send(text),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (take) => socket.on('message', (text) => void take(String(text))),
    },
    { socket },
  )
  socket.once('close', (code, reason) => void closed(code, String(reason)))
}

const DEFINITION = { kind: 'OperationDefinition', operation: 'subscription' }

async function* events(from: number, socket: WebSocket, ending?: { after: number; code?: number }) {
  places.push(from)
  for (let at = from + 1; at <= LAST; at++) {
    if (ending && at > from + ending.after) {
      if (ending.code === undefined) socket.terminate()
      else socket.close(ending.code)
      return await new Promise<void>(() => {})
    }
    yield { data: { changed: { cursor: String(at) } } }
  }
}

const clientOf = () =>
  newClient({
    url,
    webSocket: WebSocket,
    retry: { delayMs: 5, delayMsMax: 10, reconnectMs: 5_000 },
  })

async function take(count: number, pauseMs?: number): Promise<number[]> {
  const seen: number[] = []
  for await (const { changed } of clientOf().subscribe<Change, After>(CHANGED, {})) {
    seen.push(Number(changed.cursor))
    if (pauseMs !== undefined && seen.length === 1)
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    if (seen.length === count) break
  }
  return seen
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

describe('a socket of the client', () => {
  it.each([
    ['is cut', undefined],
    ['is closed as done by a proxy (1000)', 1000],
    ['is closed by a server that stops (1001)', 1001],
    ['is closed for a fault (1011)', 1011],
    ['is closed for a fault of ours (4500)', 4500],
  ])('that %s is opened again, and no event is lost or told twice (SUP-21)', async (_, code) => {
    const ending = code === undefined ? { after: 3 } : { after: 3, code }
    endings = [ending, ending, ending]
    expect(await take(20)).toEqual(upTo(20))
    expect(greetings).toBe(4)
  })

  it('does not hoard what nobody reads: at 1,000 events it is left, and goes on from there (SUP-21)', async () => {
    expect(await take(LAST, 500)).toEqual(upTo(LAST))
    // One event more when the first was read before the others came.
    expect([1_000, 1_001]).toContain(places[1])
  })

  it('is shared by subscriptions of one person, and closed after the last of them (SUP-21)', async () => {
    const client = clientOf()
    const all = upTo(5).map(() => client.subscribe<Change, After>(CHANGED, {}))
    for (const each of all) expect((await each.next()).value?.changed.cursor).toBe('1')
    expect(greetings).toBe(1)
    for (const each of all) await each.return?.()
    await expect.poll(() => sockets.clients.size, { timeout: 3_000 }).toBe(0)
  })

  it('of another person is another one (SUP-21)', async () => {
    const client = clientOf()
    for (const accessToken of ['ada', 'ben']) {
      await client.setSession({ accessToken })
      const events = client.subscribe<Change, After>(CHANGED, {})
      await events.next()
    }
    expect(greetings).toBe(2)
    for (const socket of sockets.clients) socket.terminate()
  })
})
