import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

/** What stands between a client and the product, as in a company's network. */
export type Middlebox = Readonly<{
  url: string
  /** How many answers were event streams. */
  streams(): number
  /** How often a WebSocket was asked for. */
  sockets(): number
  /** Breaks every connection, as a network that goes away does. */
  cut(): void
  close(): Promise<void>
}>

/** What becomes of WebSockets: let through, refused at once, or left without an answer. */
export type Sockets = 'through' | 'refused' | 'unanswered'

/** Starts a proxy in front of the product. */
export async function startProxy(target: string, sockets: Sockets): Promise<Middlebox> {
  const { hostname, port, pathname } = new URL(target)
  const open = new Set<Socket>()
  let streamCount = 0
  let socketCount = 0
  const server = createServer((request, response) => {
    const onStream = () => {
      streamCount += 1
    }
    forward(request, response, { hostname, port, onStream })
  })
  server.on('connection', (socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
  })
  server.on('upgrade', (request, socket, head) => {
    socketCount += 1
    socket.on('error', () => {})
    if (sockets === 'unanswered') return
    if (sockets === 'refused') {
      socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
      return
    }
    const onward = connect(Number(port), hostname, () => {
      onward.write(`${request.method} ${request.url} HTTP/1.1\r\n${rawHeaders(request)}\r\n`)
      onward.write(head)
      onward.pipe(socket).pipe(onward)
    })
    onward.on('error', () => socket.destroy())
    socket.on('close', () => onward.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${pathname}`,
    streams: () => streamCount,
    sockets: () => socketCount,
    cut() {
      for (const socket of open) socket.destroy()
    },
    close() {
      for (const socket of open) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function forward(
  request: IncomingMessage,
  response: ServerResponse,
  { hostname, port, onStream }: { hostname: string; port: string; onStream: () => void },
): void {
  const { method, url: path, headers } = request
  const onward = ask({ hostname, port, method, path, headers, agent: false }, (answer) => {
    if (answer.headers['content-type']?.startsWith('text/event-stream')) onStream()
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
    answer.on('error', () => response.destroy())
  })
  onward.on('error', () => response.destroy())
  response.on('close', () => onward.destroy())
  request.pipe(onward)
}

function rawHeaders({ rawHeaders: raw }: IncomingMessage): string {
  let text = ''
  for (let at = 0; at < raw.length; at += 2) text += `${raw[at]}: ${raw[at + 1]}\r\n`
  return text
}
