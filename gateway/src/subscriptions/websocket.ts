/**
 * GraphQL over WebSocket (graphql-transport-ws) on the path of the HTTP endpoint.
 *
 * Upgrade: path, Origin, frame size → greeting with the access token → operations through the same gates as HTTP → closed
 * with 4403 when the token ends, with 1001 when the server stops.
 */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Logger } from '@tallystick/telemetry'
import { handleProtocols } from 'graphql-ws'
import { type WebSocket, WebSocketServer } from 'ws'
import type { GatewayConfig } from '../config.ts'
import { isAllowedOrigin } from './origin.ts'
import { CLOSE, closeSocket, newSocketProtocol, type SocketProtocolOptions } from './protocol.ts'

/** Closing a socket politely may take this long, in milliseconds; then it is cut. */
const CLOSE_MS = 2_000

/**
 * Whoever asks on while this much of what they asked for is not taken yet, in bytes, is cut off: pings are answered with
 * what they carry, and a client that sends them and reads nothing would fill our memory.
 */
const UNTAKEN_BYTES_MAX = 4_194_304

/** What serves sockets until it is closed. */
export type Sockets = Readonly<{ close(): Promise<void> }>

/** Serves sockets at `/graphql` of an HTTP server. Closing ends each with 1001. */
export function serveSockets(server: Server, options: SocketProtocolOptions): Sockets {
  const { config, clientOf, log } = options
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: config.SOCKET_FRAME_BYTES_MAX,
    handleProtocols,
  })
  const protocol = newSocketProtocol(options)
  const onUpgrade = (request: IncomingMessage, raw: Duplex, head: Buffer): void => {
    raw.on('error', (fault) => log.debug({ err: fault }, 'socket lost'))
    const status = refusalOf(request, config)
    if (status) {
      raw.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
      return
    }
    sockets.handleUpgrade(request, raw, head, (socket) => {
      const extra = { socket, client: clientOf(request), headers: request.headers }
      const closed = protocol.opened(toProtocolSocket(socket, log), extra)
      attend(socket, closed, { config, log })
    })
  }
  server.on('upgrade', onUpgrade)
  return {
    async close() {
      server.off('upgrade', onUpgrade)
      await Promise.all([...sockets.clients].map(closeInTime))
      sockets.close()
    },
  }
}

type ProtocolSocket = Parameters<ReturnType<typeof newSocketProtocol>['opened']>[0]

function toProtocolSocket(socket: WebSocket, log: Logger): ProtocolSocket {
  return {
    protocol: socket.protocol,
    // Resolves when the bytes have left: a slow client holds up its own stream and fills no queue of ours.
    send: (text) =>
      new Promise((resolve, reject) => {
        if (socket.readyState !== socket.OPEN) return resolve()
        socket.send(text, (fault) => (fault ? reject(fault) : resolve()))
      }),
    close: (code, reason) => socket.close(code, reason),
    onMessage: (onText) =>
      socket.on('message', (data) => {
        onText(String(data)).catch((fault) => {
          if (socket.readyState === socket.OPEN) log.error({ err: fault }, 'socket message failed')
          closeSocket(socket, CLOSE.fault)
        })
      }),
  }
}

function attend(
  socket: WebSocket,
  closed: (code?: number, reason?: string) => Promise<void>,
  { config, log }: { config: GatewayConfig; log: Logger },
): void {
  let isAlive = true
  const pinging = setInterval(() => {
    if (!isAlive) return socket.terminate()
    isAlive = false
    socket.ping()
  }, config.SOCKET_PING_MS).unref()
  socket.on('pong', () => {
    isAlive = true
  })
  const cutGreedy = () => {
    if (socket.bufferedAmount > UNTAKEN_BYTES_MAX) socket.terminate()
  }
  socket.on('message', cutGreedy)
  socket.on('ping', cutGreedy)
  // A frame that is too large or no UTF-8: ws closes the socket by itself, with the right code.
  socket.on('error', (fault) => log.debug({ err: fault }, 'socket failed'))
  socket.once('close', (code, reason) => {
    clearInterval(pinging)
    closed(code, String(reason)).catch((fault) => log.error({ err: fault }, 'socket not tidied'))
  })
}

function closeInTime(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => socket.terminate(), CLOSE_MS)
    socket.once('close', () => {
      clearTimeout(cut)
      resolve()
    })
    closeSocket(socket, CLOSE.goingAway)
  })
}

function refusalOf({ url, headers }: IncomingMessage, config: GatewayConfig): string | undefined {
  if (url?.split('?')[0] !== '/graphql') return '404 Not Found'
  return isAllowedOrigin(headers, config.CORS_ORIGINS) ? undefined : '403 Forbidden'
}
