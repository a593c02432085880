import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** What a server does with a request. `count` is how many operations have arrived. */
export type Answer = (request: IncomingMessage, response: ServerResponse, count: number) => void

/** A server that a test has in hand. Probes are answered by `ready`, and are not among `requests`. */
export type TestServer = Readonly<{
  url: string
  requests: IncomingMessage[]
  /** How the next requests are answered. */
  answer: { operations: Answer; readyStatus: number }
  /** Goes away, with every connection. */
  stop(): Promise<void>
}>

/** Serves on a free port, or on `port`. */
export async function newTestServer(operations: Answer, port = 0): Promise<TestServer> {
  const requests: IncomingMessage[] = []
  const sockets = new Set<Socket>()
  const answer = { operations, readyStatus: 200 }
  const server = createServer((request, response) => {
    if (request.url === '/health/ready') {
      response.writeHead(answer.readyStatus).end('{}')
      return
    }
    requests.push(request)
    const count = requests.length
    request.resume().on('end', () => answer.operations(request, response, count))
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answer,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/** Answers with JSON. */
export const json = (response: ServerResponse, body: unknown, status = 200): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** Answers every operation alike. */
export const fine: Answer = (_request, response) => json(response, { data: { a: 1 } })
