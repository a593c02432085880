import type { WebSocket } from 'ws'
import type { AccessEnd } from '../auth/recent-changes.ts'

/**
 * How we close sockets. RFC 6455 leaves 4000–4999 to applications; clients of graphql-ws open a new socket by themselves
 * after 4403, and leave it to the application after 4400, 4401, 4409, 4429 and 4500.
 */
export const CLOSE = {
  goingAway: { code: 1001, reason: 'The server is stopping' },
  tryLater: { code: 1013, reason: 'Access tokens cannot be checked at the moment' },
  badMessage: { code: 4400, reason: 'Invalid message received' },
  badToken: { code: 4401, reason: 'The access token or session is not valid' },
  foreignPage: { code: 4401, reason: 'A page of another origin may not use the session' },
  mustSign: {
    code: 4401,
    reason: 'A key that signs its requests opens no WebSocket: use server-sent events',
  },
  notGreeted: { code: 4401, reason: 'Unauthorized' },
  expired: { code: 4403, reason: 'The access token has expired' },
  signedOut: { code: 4403, reason: 'The session has ended' },
  rightsChanged: { code: 4403, reason: 'The rights of the person have changed' },
  keyChanged: { code: 4403, reason: 'The API key has changed' },
  otherProtocol: { code: 4406, reason: 'Subprotocol not acceptable' },
  noGreeting: { code: 4408, reason: 'Connection initialisation timeout' },
  sameId: { code: 4409, reason: 'There is an operation of this id already' },
  greetedTwice: { code: 4429, reason: 'Too many initialisation requests' },
  tooMany: { code: 4429, reason: 'Too many sockets' },
  tooSlow: { code: 4429, reason: 'Too slow: resume after the last cursor' },
  fault: { code: 4500, reason: 'Internal error' },
} as const

/** Why a socket is closed. */
export type Close = (typeof CLOSE)[keyof typeof CLOSE]

/** Closes the socket of somebody whose access has ended. */
export const CLOSE_OF_END: Readonly<Record<AccessEnd, Close>> = {
  SESSION_ENDED: CLOSE.signedOut,
  USER_CHANGED: CLOSE.rightsChanged,
  KEY_CHANGED: CLOSE.keyChanged,
}

/** Closing a socket politely may take this long, in milliseconds; then it is cut. */
export const CLOSE_MS = 2_000

/** Closes a socket that is not closing yet, and cuts it when its client does not answer in two seconds. */
export function closeSocket(socket: WebSocket, { code, reason }: Close): void {
  if (socket.readyState !== socket.OPEN) return
  socket.close(code, reason)
  const cut = setTimeout(() => socket.terminate(), CLOSE_MS).unref()
  socket.once('close', () => clearTimeout(cut))
}
