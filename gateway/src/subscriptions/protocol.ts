/**
 * The server side of graphql-transport-ws over our runner of operations.
 *
 * Written here rather than taken from the library of that name: an operation may come by its id, without a text; an answer
 * is text already and goes out as it is; and a slow client must hold up nothing but itself.
 */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { overLimit } from '@tallystick/operations'
import type { Logger } from '@tallystick/telemetry'
import type { WebSocket } from 'ws'
import type { Answer } from '../answer.ts'
import { type Access, UNWATCHED } from '../auth/access.ts'
import type { Caller } from '../auth/cookies/browser.ts'
import type { CookieMode } from '../auth/cookies/cookie-mode.ts'
import type { GatewayConfig } from '../config.ts'
import type { WhenLeft } from '../deadline.ts'
import { toClientError } from '../errors.ts'
import type { Metrics } from '../metrics/metrics.ts'
import type { Outcome, RunOperation } from '../operations.ts'
import type { OperationRequest } from '../prepare.ts'
import { type ClientFacts, type Identified, toDoorFacts } from '../request.ts'
import { CLOSE, type Close, closeSocket } from './close-codes.ts'
import { newGreeting } from './greeting.ts'
import { ACK, type ClientMessage, newWriter, pong, readMessage } from './messages.ts'
import { newSender, type Send } from './sender.ts'
import type { Stream } from './stream.ts'
import type { SubscriptionConfig } from './variables.ts'

/** What the protocol is spoken with. */
export type SocketProtocolOptions = Readonly<{
  config: GatewayConfig & SubscriptionConfig
  identify: CookieMode['identify']
  run: RunOperation
  /** The client's facts from its upgrade request. */
  clientOf: (request: IncomingMessage) => ClientFacts
  log: Logger
  /** Left out where nothing tells of sign-outs: then access ends with its token. */
  access?: Access
  metrics?: Pick<Metrics, 'socketOpened' | 'socketClosed'>
}>

/** One socket, and what is known of who opened it. */
export type SocketFacts = Readonly<{
  socket: WebSocket
  client: ClientFacts
  headers: IncomingHttpHeaders
  /** Called when the socket has greeted. */
  onGreeted(): void
}>

type Running = { stream?: Stream<Answer>; leave?: () => void }

/** Speaks the protocol on one socket after the other. */
export type SocketProtocol = (facts: SocketFacts) => void

/** Makes the speaker of the protocol. */
export function newSocketProtocol(options: SocketProtocolOptions): SocketProtocol {
  const greet = newGreeting({ ...options, access: options.access ?? UNWATCHED })
  return (facts) => {
    const { socket } = facts
    const connection = new Connection(options, facts, greet)
    socket.on('message', (data, isBinary) => {
      if (isBinary) return closeSocket(socket, CLOSE.badMessage)
      connection.receive(String(data))
    })
    options.metrics?.socketOpened()
    socket.once('close', () => {
      options.metrics?.socketClosed()
      connection.end()
    })
  }
}

/** One socket's greeting and operations. */
class Connection {
  readonly #options: SocketProtocolOptions
  readonly #facts: SocketFacts
  readonly #greet: ReturnType<typeof newGreeting>
  readonly #send: Send
  readonly #running = new Map<string, Running>()
  readonly #waiting: NodeJS.Timeout
  #hasGreeted = false
  #caller: Caller | undefined

  constructor(
    options: SocketProtocolOptions,
    facts: SocketFacts,
    greet: ReturnType<typeof newGreeting>,
  ) {
    this.#options = options
    this.#facts = facts
    this.#greet = greet
    this.#send = newSender(facts.socket, options.config.SLOW_CLIENT_MS)
    this.#waiting = setTimeout(() => this.#close(CLOSE.noGreeting), options.config.SOCKET_INIT_MS)
  }

  receive(text: string): void {
    const message = readMessage(text)
    if (message) this.#attend(message)
    else this.#close(CLOSE.badMessage)
  }

  end(): void {
    clearTimeout(this.#waiting)
    for (const id of [...this.#running.keys()]) this.#leave(id)
  }

  #attend(message: ClientMessage): void {
    switch (message.type) {
      case 'connection_init':
        this.#orFault(this.#init(message.payload))
        return
      case 'ping':
        void this.#send(pong(message.payload))
        return
      case 'pong':
        return
      case 'complete':
        this.#leave(message.id)
        return
      case 'subscribe':
        if (!this.#caller) this.#close(CLOSE.notGreeted)
        else if (this.#running.has(message.id)) this.#close(CLOSE.sameId)
        else this.#orFault(this.#run(this.#caller, message))
    }
  }

  async #init(params: Readonly<Record<string, unknown>> | undefined): Promise<void> {
    if (this.#hasGreeted) return this.#close(CLOSE.greetedTwice)
    this.#hasGreeted = true
    clearTimeout(this.#waiting)
    this.#caller = await this.#greet(this.#facts, params)
    this.#facts.onGreeted()
    if (this.#caller) void this.#send(ACK)
  }

  async #run(
    { actor, browser }: Caller,
    { id, payload }: { id: string; payload: OperationRequest },
  ): Promise<void> {
    const running: Running = {}
    this.#running.set(id, running)
    const isWanted = (): boolean => this.#running.get(id) === running
    const facts = toDoorFacts(this.#facts.client, actor)
    const outcome = await this.#outcomeOf(payload, { facts, browser }, running)
    try {
      if (isWanted()) await this.#tell(outcome, { id, running, isWanted })
    } finally {
      if (outcome.kind === 'stream') void outcome.stream.return?.()
      if (isWanted()) this.#running.delete(id)
    }
  }

  async #outcomeOf(
    payload: OperationRequest,
    { facts, browser }: Identified,
    running: Running,
  ): Promise<Outcome> {
    const { config, run, log } = this.#options
    const max = config.SOCKET_SUBSCRIPTIONS_MAX
    if (this.#running.size <= max) {
      const whenLeft: WhenLeft = (leave) => {
        running.leave = leave
        return () => delete running.leave
      }
      return await run(payload, facts, { via: 'websocket', whenLeft, browser })
    }
    const error = overLimit(
      'subscriptions',
      max,
      `One socket runs at most ${max} operations at once.`,
    )
    const { requestId } = facts
    const context = { requestId, log, isMutating: false, hidesSchema: false }
    return { kind: 'answer', answer: { errors: [toClientError(error, context)] }, status: 400 }
  }

  async #tell(
    outcome: Outcome,
    { id, running, isWanted }: { id: string; running: Running; isWanted: () => boolean },
  ): Promise<void> {
    const write = newWriter(id)
    if (outcome.kind === 'answer') {
      const { answer, status } = outcome
      if (status >= 400) {
        await this.#send(write.error(answer.errors ?? []))
        return
      }
      await this.#send(write.next(answer))
    } else {
      running.stream = outcome.stream
      for await (const answer of outcome.stream) {
        if (!isWanted()) return
        // Nothing to wait for while the client keeps up: a promise for each event would cost more than the event.
        const sent = this.#send(write.next(answer))
        if (sent !== undefined) await sent
      }
    }
    if (isWanted()) await this.#send(write.complete)
  }

  #leave(id: string): void {
    const running = this.#running.get(id)
    this.#running.delete(id)
    running?.leave?.()
    void running?.stream?.return?.()
  }

  #orFault(work: Promise<void>): void {
    work.catch((fault: unknown) => {
      this.#options.log.error({ err: fault }, 'socket message failed')
      this.#close(CLOSE.fault)
    })
  }

  #close(end: Close): void {
    closeSocket(this.#facts.socket, end)
  }
}
