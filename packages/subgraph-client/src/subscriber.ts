import { randomUUID } from 'node:crypto'
import { type AssertionSigner, serviceActor } from '@tallystick/actor'
import type { Logger } from '@tallystick/telemetry'
import { type Client, createClient } from 'graphql-ws'
import { WebSocket } from 'ws'
import { toDoorResult } from './answer.ts'
import type { Door, DoorFacts, DoorRequest, DoorResult } from './door.ts'
import { DoorError, type DoorErrorReason, reasonOf } from './door-error.ts'
import { newPushStream, type PushStream } from './push-stream.ts'

/** A socket that does not answer a ping in this time is given up. */
const PING_EVERY_MS = 10_000
const PONG_WAIT_MS = 5_000

/** How to reach the subgraph. */
export type SubscriberOptions = Readonly<{
  name: string
  url: URL
  sign: AssertionSigner
  /** How long a subscription may take to begin, in milliseconds. */
  startMs: number
  /** Whether the other side says when a subscription has begun, as ours do; else it has begun once it is sent. */
  announces: boolean
  log: Logger
}>

type Started = AsyncIterableIterator<DoorResult> | DoorResult

/** One subscription between its request and its end. */
type Running = {
  stream: PushStream<DoorResult>
  hasStarted: boolean
  start(started: Started): void
  fail(fault: DoorError): void
}

/**
 * Subscribes over one socket, which is opened with the first subscription and closed after the last.
 *
 * Nothing is tried again: whoever reads a stream knows its last cursor and can ask for the rest.
 */
export function newSubscriber(options: SubscriberOptions): {
  subscribe: Door['subscribe']
  close(): Promise<void>
} {
  const { name, sign } = options
  const running = new Map<string, Running>()
  // The socket belongs to this process, whose name the facts of its first subscription carry.
  let issuer = ''
  const client = newClient(options, {
    assertion: () => sign(serviceActor(issuer), name),
    onStarted: (id) => {
      const it = running.get(id)
      it?.start(it.stream)
    },
  })
  return {
    async subscribe(request, facts) {
      issuer = facts.issuer
      if (facts.signal?.aborted) throw failure(name, reasonOf(facts.signal), facts.signal.reason)
      const id = randomUUID()
      const assertion = await sign(facts.actor, name).catch((fault: unknown) => {
        throw failure(name, 'REFUSED', fault)
      })
      const payload = toPayload(request, facts, { id, assertion })
      return await start({ client, running, options }, { id, payload, signal: facts.signal })
    },
    async close() {
      for (const { stream } of running.values()) void stream.return?.()
      await client.dispose()
    },
  }
}

const failure = (subgraph: string, reason: DoorErrorReason, cause?: unknown): DoorError =>
  new DoorError({ subgraph, outcome: 'NOT_APPLIED', reason }, cause)

function newClient(
  { url, log, name }: SubscriberOptions,
  { assertion, onStarted }: { assertion: () => Promise<string>; onStarted: (id: string) => void },
): Client {
  let awaitingPong: NodeJS.Timeout | undefined
  let socket: WebSocket | undefined
  return createClient({
    url: url.href.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    lazy: true,
    retryAttempts: 0,
    keepAlive: PING_EVERY_MS,
    connectionParams: async () => ({ assertion: await assertion() }),
    generateID: (payload) => String(payload.extensions?.['id']),
    onNonLazyError: () => undefined,
    on: {
      connected: (opened) => {
        socket = opened as WebSocket
      },
      ping: (isReceived, payload) => {
        if (isReceived && typeof payload?.['subscribed'] === 'string')
          onStarted(payload['subscribed'])
        if (isReceived) return
        clearTimeout(awaitingPong)
        awaitingPong = setTimeout(() => {
          log.warn({ subgraph: name }, 'the socket is silent')
          socket?.terminate()
        }, PONG_WAIT_MS)
      },
      pong: (isReceived) => {
        if (isReceived) clearTimeout(awaitingPong)
      },
      closed: () => clearTimeout(awaitingPong),
    },
  })
}

type Payload = Parameters<Client['subscribe']>[0]

function toPayload(
  { query, variables, operationName }: DoorRequest,
  { requestId, address, userAgent }: DoorFacts,
  { id, assertion }: { id: string; assertion: string },
): Payload {
  return {
    query,
    ...(variables ? { variables } : {}),
    ...(operationName === undefined ? {} : { operationName }),
    extensions: {
      id,
      assertion,
      requestId,
      ...(address === undefined ? {} : { address }),
      ...(userAgent === undefined ? {} : { userAgent }),
    },
  }
}

function start(
  parts: { client: Client; running: Map<string, Running>; options: SubscriberOptions },
  { id, payload, signal }: { id: string; payload: Payload; signal: AbortSignal | undefined },
): Promise<Started> {
  const { client, running, options } = parts
  return new Promise((resolve, reject) => {
    let unsubscribe = (): void => undefined
    const abort = (): void => {
      // Nobody waits for a stream that its reader has called off: it ends, as the one in process does.
      if (signal && !one.hasStarted)
        one.fail(failure(options.name, reasonOf(signal), signal.reason))
      void stream.return?.()
    }
    const timer = setTimeout(() => {
      one.fail(failure(options.name, 'DEADLINE'))
      void stream.return?.()
    }, options.startMs)
    const stream = newPushStream<DoorResult>({
      onEnd: () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
        running.delete(id)
        unsubscribe()
      },
      onOverrun: () => failure(options.name, 'TOO_SLOW'),
    })
    const one: Running = {
      stream,
      hasStarted: false,
      start(started) {
        one.hasStarted = true
        clearTimeout(timer)
        resolve(started)
      },
      fail(fault) {
        if (one.hasStarted) stream.fail(fault)
        else reject(fault)
      },
    }
    running.set(id, one)
    signal?.addEventListener('abort', abort, { once: true })
    unsubscribe = client.subscribe<Record<string, unknown>>(payload, newSink(one, options.name))
    if (!options.announces) one.start(stream)
  })
}

/** Where the socket puts what arrives. What comes before the start is a refusal, and ends it. */
function newSink(one: Running, name: string): Parameters<Client['subscribe']>[1] {
  const answer = (result: DoorResult): void => {
    if (one.hasStarted) {
      one.stream.push(result)
      return
    }
    one.start(result)
    void one.stream.return?.()
  }
  return {
    next: (result) => answer(toDoorResult(result as Parameters<typeof toDoorResult>[0])),
    error(fault) {
      if (Array.isArray(fault)) answer(toDoorResult({ errors: fault }))
      else one.fail(failure(name, 'UNREACHABLE', fault))
      one.stream.end()
    },
    complete() {
      if (!one.hasStarted) one.fail(failure(name, 'BAD_ANSWER'))
      one.stream.end()
    },
  }
}
