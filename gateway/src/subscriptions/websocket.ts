/**
 * GraphQL over WebSocket (graphql-transport-ws) on the path of the HTTP endpoint.
 *
 * Upgrade: path, Origin, frame size → greeting with the access token → operations through the same gates as HTTP → closed
 * with 4403 when the access ends, with 1001 when the server stops.
 */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Logger } from '@tallystick/telemetry'
import { type WebSocket, WebSocketServer } from 'ws'
import type { GatewayConfig } from '../config.ts'
import { addressKey } from '../rates/address.ts'
import { newAllowance } from './allowance.ts'
import { CLOSE, CLOSE_MS, closeSocket } from './close-codes.ts'
import { PROTOCOL } from './messages.ts'
import { isAllowedOrigin } from './origin.ts'
import { newSocketProtocol, type SocketProtocolOptions } from './protocol.ts'

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
    handleProtocols: (offered) => (offered.has(PROTOCOL) ? PROTOCOL : false),
  })
  const speak = newSocketProtocol(options)
  const what = { limit: 'sockets', what: 'sockets that have not greeted' }
  const takeUngreeted = newAllowance(config.SOCKETS_UNGREETED_MAX, what)
  const onUpgrade = (request: IncomingMessage, raw: Duplex, head: Buffer): void => {
    raw.on('error', (fault) => log.debug({ err: fault }, 'socket lost'))
    const status = refusalOf(request, config)
    const client = clientOf(request)
    const greeted = status ?? takeUngreeted(addressKey(client.address))
    if (typeof greeted !== 'function') {
      refuse(raw, status ?? '429 Too Many Requests')
      return
    }
    raw.once('close', greeted)
    sockets.handleUpgrade(request, raw, head, (socket) => {
      attend(socket, { config, log })
      if (socket.protocol === PROTOCOL)
        speak({ socket, client, headers: request.headers, onGreeted: greeted })
      else closeSocket(socket, CLOSE.otherProtocol)
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

function refuse(raw: Duplex, status: string): void {
  raw.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
}

function attend(socket: WebSocket, { config, log }: { config: GatewayConfig; log: Logger }): void {
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
  socket.once('close', () => clearInterval(pinging))
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
