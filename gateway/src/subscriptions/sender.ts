import type { WebSocket } from 'ws'
import { CLOSE, closeSocket } from './close-codes.ts'

/** What may lie in a socket's own buffer before the next message waits for it, in bytes. */
const BUFFER_BYTES = 65_536

/** Sends one message. The promise, if there is one, waits until the client has taken enough of what was sent before. */
export type Send = (text: string) => Promise<void> | undefined

/**
 * Makes the sender of one socket: as fast as the client reads, and no faster.
 *
 * @param stallMs a client that takes nothing for so long is closed with 4429
 */
export function newSender(socket: WebSocket, stallMs: number): Send {
  return (text) => {
    if (socket.readyState !== socket.OPEN) return undefined
    if (socket.bufferedAmount < BUFFER_BYTES) {
      socket.send(text)
      return undefined
    }
    return new Promise((resolve) => {
      const stalled = setTimeout(() => closeSocket(socket, CLOSE.tooSlow), stallMs).unref()
      const onSent = () => {
        clearTimeout(stalled)
        socket.off('close', onSent)
        resolve()
      }
      // A socket that is cut does not always say so to each message that it has not sent.
      socket.once('close', onSent)
      socket.send(text, onSent)
    })
  }
}
