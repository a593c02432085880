import { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Asked, eventWriter } from './answer.ts'
import { reviews } from './data.ts'

type Listener = Readonly<{ socket: WebSocket; id: string; write: ReturnType<typeof eventWriter> }>

/** The reviews subgraph's events over graphql-transport-ws: every subscriber gets every event. */
export function newEvents() {
  const server = new WebSocketServer({
    noServer: true,
    handleProtocols: () => 'graphql-transport-ws',
  })
  const listeners = new Set<Listener>()
  let emitted = 0
  server.on('connection', (socket: WebSocket) => {
    const own = new Map<string, Listener>()
    const leave = (id: string): void => {
      const listener = own.get(id)
      if (listener) listeners.delete(listener)
      own.delete(id)
    }
    socket.on('close', () => [...own.keys()].map(leave))
    socket.on('message', (data: Buffer) => {
      const { type, id, payload } = JSON.parse(data.toString())
      if (type === 'connection_init') socket.send('{"type":"connection_ack"}')
      if (type === 'ping') socket.send('{"type":"pong"}')
      if (type === 'complete') leave(id)
      if (type === 'subscribe') {
        const listener = { socket, id, write: eventWriter(payload as Asked) }
        own.set(id, listener)
        listeners.add(listener)
      }
    })
  })
  return {
    /** Makes a WebSocket of a connection that asks for one. */
    upgrade(socket: Socket, head: string): void {
      const request = new IncomingMessage(socket)
      request.method = 'GET'
      for (const line of head.split('\r\n').slice(1)) {
        const at = line.indexOf(':')
        request.headers[line.slice(0, at).toLowerCase()] = line.slice(at + 1).trim()
      }
      socket.removeAllListeners('data')
      server.handleUpgrade(request, socket, Buffer.alloc(0), (opened) =>
        server.emit('connection', opened),
      )
    },
    /** A review is written. */
    emit(): void {
      const review = reviews[emitted++ % reviews.length]
      if (!review) return
      for (const { socket, id, write } of listeners)
        socket.send(`{"id":${JSON.stringify(id)},"type":"next","payload":${write(review)}}`)
    },
  }
}
