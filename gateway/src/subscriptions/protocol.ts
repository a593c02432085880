import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { Actor } from '@tallystick/actor'
import type { Logger } from '@tallystick/telemetry'
import { type ExecutionArgs, GraphQLError, type GraphQLFormattedError, parse } from 'graphql'
import { makeServer, type Server } from 'graphql-ws'
import type { WebSocket } from 'ws'
import type { Authenticate } from '../auth/bearer.ts'
import type { GatewayConfig } from '../config.ts'
import { toClientError } from '../errors.ts'
import { overLimit } from '../limits/rule.ts'
import type { Outcome, RunOperation } from '../operations.ts'
import { type ClientFacts, toDoorFacts } from '../request.ts'
import { whenExpired } from './expiry.ts'

/** How we close sockets. RFC 6455 leaves 4000–4999 to applications; clients of graphql-ws know 4401, 4403 and 4500. */
export const CLOSE = {
  tryLater: { code: 1013, reason: 'Access tokens cannot be checked at the moment' },
  goingAway: { code: 1001, reason: 'The server is stopping' },
  badToken: { code: 4401, reason: 'The access token is not valid' },
  expired: { code: 4403, reason: 'The access token has expired' },
  tooMany: { code: 4429, reason: 'Too many sockets' },
  fault: { code: 4500, reason: 'Internal error' },
} as const

/** Closes a socket that is not closing yet. */
export function closeSocket(
  socket: WebSocket,
  { code, reason }: (typeof CLOSE)[keyof typeof CLOSE],
) {
  if (socket.readyState === socket.OPEN) socket.close(code, reason)
}

/** What the protocol is spoken with. */
export type SocketProtocolOptions = Readonly<{
  config: GatewayConfig
  authenticate: Authenticate
  run: RunOperation
  /** The client's facts from its upgrade request. */
  clientOf: (request: IncomingMessage) => ClientFacts
  log: Logger
}>

/** What is known of one socket. `actor` is there once it has greeted. */
export type SocketFacts = {
  readonly socket: WebSocket
  readonly client: ClientFacts
  readonly headers: IncomingHttpHeaders
  actor?: Actor
}

/**
 * The protocol's library finds out from a document whether to subscribe or to execute. Our runner has done either by then, so
 * it is shown this document and asked to "subscribe" to what has come of the operation.
 */
const DONE = parse('subscription Done { done }')

/** Makes the server side of graphql-transport-ws over our runner of operations. */
export function newSocketProtocol(options: SocketProtocolOptions): Server<SocketFacts> {
  const { config, run } = options
  const greet = newGreeting(options)
  const refusals = new WeakMap<object, readonly GraphQLFormattedError[]>()
  return makeServer<Record<string, unknown> | undefined, SocketFacts>({
    connectionInitWaitTimeout: config.SOCKET_INIT_MS,
    onConnect: ({ extra, connectionParams }) => greet(extra, connectionParams),
    async onSubscribe({ extra, subscriptions }, _id, payload) {
      const { actor } = extra
      if (!actor) throw new TypeError('an operation before the greeting')
      const facts = toDoorFacts(extra.client, actor)
      const tooMany = countLimit(Object.keys(subscriptions).length, config)
      const outcome = tooMany
        ? refusal(tooMany, options, facts.requestId)
        : await run(payload, facts)
      if (outcome.kind === 'answer' && outcome.status >= 400) {
        const errors = outcome.answer.errors ?? []
        refusals.set(payload, errors)
        return errors.map(({ message }) => new GraphQLError(message))
      }
      return { document: DONE, contextValue: outcome } as unknown as ExecutionArgs
    },
    subscribe({ contextValue }) {
      const outcome = contextValue as Outcome
      return (outcome.kind === 'stream' ? outcome.stream : outcome.answer) as never
    },
    // Answers and refusals are fit for a client already; the library would format them a second time.
    onNext: (_context, _id, _payload, _args, answer) => answer as never,
    onError: (_context, _id, payload) => refusals.get(payload),
  })
}

function newGreeting({ config, authenticate }: SocketProtocolOptions) {
  const perActor = new Map<string, number>()
  return async (extra: SocketFacts, params: unknown): Promise<boolean> => {
    const { socket, client, headers } = extra
    const actor = await authenticate(credentialOf(params, headers)).catch((fault: unknown) => {
      const isBad = fault instanceof GraphQLError && fault.extensions['code'] === 'UNAUTHENTICATED'
      closeSocket(socket, isBad ? CLOSE.badToken : CLOSE.tryLater)
    })
    const who = actor?.id ?? client.address ?? ''
    const held = perActor.get(who) ?? 0
    if (held >= config.SOCKETS_PER_ACTOR_MAX) closeSocket(socket, CLOSE.tooMany)
    if (!actor || socket.readyState !== socket.OPEN) return false
    extra.actor = actor
    perActor.set(who, held + 1)
    const callOff = whenExpired(actor, () => closeSocket(socket, CLOSE.expired))
    socket.once('close', () => {
      callOff()
      const left = (perActor.get(who) ?? 1) - 1
      if (left > 0) perActor.set(who, left)
      else perActor.delete(who)
    })
    return true
  }
}

/** A browser cannot set headers on a socket, so the token comes in the greeting; other clients may use the header. */
function credentialOf(params: unknown, headers: IncomingHttpHeaders): string | undefined {
  const entries = Object.entries(typeof params === 'object' && params !== null ? params : {})
  const given = entries.find(([name]) => name.toLowerCase() === 'authorization')?.[1]
  if (given === undefined || given === null) return headers.authorization
  return String(given)
}

function countLimit(count: number, { SOCKET_SUBSCRIPTIONS_MAX: max }: GatewayConfig) {
  if (count <= max) return undefined
  return overLimit('subscriptions', max, `One socket runs at most ${max} operations at once.`)
}

function refusal(error: GraphQLError, { log }: SocketProtocolOptions, requestId: string): Outcome {
  const context = { requestId, log, isMutating: false, hidesSchema: false }
  return { kind: 'answer', answer: { errors: [toClientError(error, context)] }, status: 400 }
}
