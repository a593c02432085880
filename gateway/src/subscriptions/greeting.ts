import type { IncomingHttpHeaders } from 'node:http'
import type { Actor } from '@tallystick/actor'
import { GraphQLError } from 'graphql'
import type { WebSocket } from 'ws'
import type { Access } from '../auth/access.ts'
import type { Authenticate } from '../auth/bearer.ts'
import type { GatewayConfig } from '../config.ts'
import type { ClientFacts } from '../request.ts'
import { newAllowance } from './allowance.ts'
import { CLOSE, CLOSE_OF_END, type Close, closeSocket } from './close-codes.ts'
import { whenExpired } from './expiry.ts'
import { whoOf } from './who.ts'

type Greeter = Readonly<{ socket: WebSocket; client: ClientFacts; headers: IncomingHttpHeaders }>

/** Finds out who greets, and closes the socket of whoever may have none, now or later. @returns undefined for those */
export type Greeting = (greeter: Greeter, params: unknown) => Promise<Actor | undefined>

/** Makes the reader of greetings: a valid token or none, so many sockets for each, closed when their access ends. */
export function newGreeting(options: {
  config: GatewayConfig
  authenticate: Authenticate
  access: Access
}): Greeting {
  const { config, authenticate, access } = options
  const take = newAllowance(config.SOCKETS_PER_ACTOR_MAX, { limit: 'sockets', what: 'sockets' })
  return async ({ socket, client, headers }, params) => {
    const actor = await authenticate(credentialOf(params, headers)).catch((fault: unknown) => {
      closeSocket(socket, closeOf(fault))
    })
    if (!actor || socket.readyState !== socket.OPEN) return undefined
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
    return actor
  }
}

/** How the socket of somebody is closed who could not be told who they are. */
function closeOf(fault: unknown): Close {
  const { code, details } = fault instanceof GraphQLError ? fault.extensions : {}
  if (code !== 'UNAUTHENTICATED') return CLOSE.tryLater
  return Object(details).reason === 'SIGNATURE_NEEDS_HTTP' ? CLOSE.mustSign : CLOSE.badToken
}

/** A browser cannot set headers on a socket, so the token comes in the greeting; other clients may use the header. */
function credentialOf(params: unknown, headers: IncomingHttpHeaders): string | undefined {
  const entries = Object.entries(typeof params === 'object' && params !== null ? params : {})
  const given = entries.find(([name]) => name.toLowerCase() === 'authorization')?.[1]
  if (given === undefined || given === null) return headers.authorization
  return String(given)
}
