import type { IncomingHttpHeaders } from 'node:http'
import { GraphQLError } from 'graphql'
import type { WebSocket } from 'ws'
import type { Access } from '../auth/access.ts'
import type { Caller } from '../auth/cookies/browser.ts'
import type { CookieMode } from '../auth/cookies/cookie-mode.ts'
import type { GatewayConfig } from '../config.ts'
import type { ClientFacts } from '../request.ts'
import { newAllowance } from './allowance.ts'
import { CLOSE, CLOSE_OF_END, type Close, closeSocket } from './close-codes.ts'
import { whenExpired } from './expiry.ts'
import { whoOf } from './who.ts'

type Greeter = Readonly<{ socket: WebSocket; client: ClientFacts; headers: IncomingHttpHeaders }>

/** Finds out who greets, and closes the socket of whoever may have none, now or later. @returns undefined for those */
export type Greeting = (greeter: Greeter, params: unknown) => Promise<Caller | undefined>

/** Makes the reader of greetings: a valid token, the cookie of a page of ours, or none; so many sockets for each, closed when their access ends. */
export function newGreeting(options: {
  config: GatewayConfig
  identify: CookieMode['identify']
  access: Access
}): Greeting {
  const { config, identify, access } = options
  const take = newAllowance(config.SOCKETS_PER_ACTOR_MAX, { limit: 'sockets', what: 'sockets' })
  return async ({ socket, client, headers }, params) => {
    const authorization = credentialOf(params, headers)
    const caller = await identify({ ...headers, authorization }, 'SOCKET').catch((fault: unknown) =>
      closeSocket(socket, closeOf(fault)),
    )
    if (!caller || socket.readyState !== socket.OPEN) return undefined
    const { actor } = caller
    const giveBack = take(whoOf(actor, client.address))
    if (giveBack instanceof GraphQLError) {
      closeSocket(socket, CLOSE.tooMany)
      return undefined
    }
    const callOffs = [
      giveBack,
      whenExpired(actor, () => closeSocket(socket, CLOSE.expired)),
      access.watch(actor, (end) => closeSocket(socket, CLOSE_OF_END[end])),
    ]
    socket.once('close', () => {
      for (const callOff of callOffs) callOff()
    })
    return caller
  }
}

const CLOSES = new Map<unknown, Close>([
  ['UNAUTHENTICATED', CLOSE.badToken],
  ['FORBIDDEN', CLOSE.foreignPage],
  ['BAD_USER_INPUT', CLOSE.badMessage],
])

/** How the socket of somebody is closed who could not be told who they are. */
function closeOf(fault: unknown): Close {
  const { code, details } = fault instanceof GraphQLError ? fault.extensions : {}
  if (Object(details).reason === 'SIGNATURE_NEEDS_HTTP') return CLOSE.mustSign
  return CLOSES.get(code) ?? CLOSE.tryLater
}

/** A browser cannot set headers on a socket, so the token comes in the greeting; other clients may use the header. */
function credentialOf(params: unknown, headers: IncomingHttpHeaders): string | undefined {
  const entries = Object.entries(typeof params === 'object' && params !== null ? params : {})
  const given = entries.find(([name]) => name.toLowerCase() === 'authorization')?.[1]
  if (given === undefined || given === null) return headers.authorization
  return String(given)
}
