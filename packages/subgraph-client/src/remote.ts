/**
 * The door to a subgraph in other processes: HTTP for queries and mutations, graphql-ws for subscriptions.
 *
 * A call: breaker and bulkhead (`guard.ts`) → assertion and repetition (`sender.ts`) → an address that is well
 * (`endpoints.ts`) → one request (`transport.ts`). Each has a deadline. A mutation is sent once and never again, unless
 * nothing has left this process: only its idempotency key can tell whether trying again is safe, and only the caller has
 * it. A query whose connection broke is sent once more.
 */
import type { AssertionSigner } from '@tallystick/actor'
import type { Logger } from '@tallystick/telemetry'
import { isAnswer, toDoorResult } from './answer.ts'
import type { Door, DoorCall, DoorFacts, DoorRequest, DoorResult, DoorState } from './door.ts'
import { DoorError } from './door-error.ts'
import { type Endpoint, newEndpoints, parseUrls } from './endpoints.ts'
import {
  type BreakerLimits,
  type BulkheadLimits,
  GUARD_STANDARD,
  newGuard,
  readGuardFault,
  TurnedAway,
} from './guard.ts'
import { Lifetime } from './lifetime.ts'
import { newRequestTexts } from './message.ts'
import { isFault, newSender, type Read } from './sender.ts'
import { newSubscriber } from './subscriber.ts'
import { TransportFault } from './transport.ts'

const PATH = '/graphql'

/** How to reach a subgraph. */
export type RemoteDoorOptions = Readonly<{
  name: string
  /** Where the subgraph is served, without `/graphql`: one URL, or several separated by commas. */
  url?: string | undefined
  /** The same as a list; it goes before `url`. */
  urls?: readonly string[] | undefined
  /** Where on those URLs operations are sent to. @default /graphql */
  path?: string | undefined
  /** Signs that this process calls for an actor. */
  sign: AssertionSigner
  /** How long to wait for a whole answer, in milliseconds. A subscription has to begin within `query`. */
  deadlineMs: Readonly<{ query: number; mutation: number }>
  breaker?: BreakerLimits | undefined
  bulkhead?: BulkheadLimits | undefined
  /** The time between two questions whether an address is ready, in milliseconds. @default 2,000 */
  probeEveryMs?: number | undefined
  /** Whether the subgraph is one of ours, which says when a subscription has begun. @default true */
  isOurs?: boolean | undefined
  /** Called after each query and mutation. */
  onCall?: ((call: DoorCall) => void) | undefined
  log: Logger
}>

/** A door to other processes: it has a state, and gives answers as text too. */
export type RemoteDoor = Door &
  Readonly<{
    executeText(request: DoorRequest, facts: DoorFacts): Promise<string>
    state(): DoorState
    close(): Promise<void>
  }>

/**
 * Opens the door. Nothing is connected before the first call.
 *
 * @throws {TypeError} without a URL, or for one that is none
 */
export function newRemoteDoor(options: RemoteDoorOptions): RemoteDoor {
  const { name, deadlineMs, log, onCall } = options
  const { guard, endpoints, subscribe, close } = newParts(options)
  const texts = newRequestTexts()
  const send = newSender({ name, path: options.path ?? PATH, sign: options.sign, endpoints })

  const call = async <Answer>(
    request: DoorRequest,
    facts: DoorFacts,
    read: Read<Answer>,
  ): Promise<Answer> => {
    const began = performance.now()
    const { mutates, body } = texts(request)
    const ownMs = mutates ? deadlineMs.mutation : deadlineMs.query
    const lifetime = new Lifetime(ownMs, facts, began)
    try {
      const answer = await guard.run(
        () => lifetime,
        () => send({ body, mutates, facts, lifetime, ownMs }, read),
      )
      onCall?.({ subgraph: name, ms: performance.now() - began, ok: true })
      return answer
    } catch (thrown) {
      const fault = readGuardFault(thrown)
      const error = toDoorError(name, fault)
      const { reason, outcome } = error
      onCall?.({ subgraph: name, ms: performance.now() - began, ok: false, reason })
      // Who left, or was turned away, is no news: the breaker has said that it opened.
      const level = fault instanceof TurnedAway || reason === 'CANCELLED' ? 'debug' : 'warn'
      const { requestId } = facts
      log[level]({ err: error.cause, subgraph: name, requestId, reason, outcome }, 'no answer')
      throw error
    } finally {
      lifetime.release()
    }
  }
  return {
    name,
    execute: (request, facts) => call(request, facts, toResult),
    executeText: (request, facts) => call(request, facts, toText),
    subscribe,
    state: () => ({ ...guard.state(), urls: endpoints.urls(), healthy: endpoints.healthy() }),
    close,
  }
}

function newParts(options: RemoteDoorOptions) {
  const { name, sign, deadlineMs, breaker, bulkhead, log } = options
  const given = options.urls ?? parseUrls(options.url ?? '')
  const path = options.path ?? PATH
  const endpoints = newEndpoints({
    name,
    urls: parseUrls(given.join(',')).map((url) => new URL(`${url}${path}`)),
    connectionsMax: bulkhead?.concurrencyMax ?? GUARD_STANDARD.concurrencyMax,
    probeEveryMs: options.probeEveryMs,
    log,
  })
  const guard = newGuard({ ...breaker, ...bulkhead }, isFault, (state) =>
    log.warn({ subgraph: name, breaker: state }, 'the breaker has moved'),
  )
  const subscribers = new Map<Endpoint, ReturnType<typeof newSubscriber>>()
  const subscriberOf = (endpoint: Endpoint) => {
    const { url } = endpoint
    const made =
      subscribers.get(endpoint) ??
      newSubscriber({
        name,
        url,
        sign,
        startMs: deadlineMs.query,
        announces: options.isOurs !== false,
        log,
      })
    subscribers.set(endpoint, made)
    return made
  }
  /** A subscription that found nobody begins at another address: it has not been sent. */
  const subscribe: Door['subscribe'] = async (request, facts) => {
    if (guard.state().breaker === 'OPEN') throw toDoorError(name, new TurnedAway('UNREACHABLE'))
    const tried = new Set<Endpoint>()
    for (;;) {
      const endpoint = endpoints.pick(tried)
      tried.add(endpoint)
      try {
        return await subscriberOf(endpoint).subscribe(request, facts)
      } catch (fault) {
        if (!(fault instanceof DoorError) || fault.reason !== 'UNREACHABLE') throw fault
        endpoints.failed(endpoint, new TransportFault(false, fault))
        if (tried.size === endpoints.urls().length) throw fault
      }
    }
  }
  return {
    guard,
    endpoints,
    subscribe,
    async close() {
      await Promise.all([...subscribers.values()].map((each) => each.close()))
      await endpoints.close()
    },
  }
}

function toDoorError(subgraph: string, fault: unknown): DoorError {
  if (fault instanceof DoorError) return fault
  const reason = fault instanceof TurnedAway ? fault.reason : 'UNREACHABLE'
  const outcome = fault instanceof TurnedAway ? 'NOT_APPLIED' : 'UNKNOWN'
  return new DoorError({ subgraph, outcome, reason }, fault)
}

const toResult: Read<DoorResult> = (text) => {
  try {
    const answer: unknown = JSON.parse(text)
    return isAnswer(answer) ? toDoorResult(answer) : undefined
  } catch {
    return undefined
  }
}

/** Subgraphs begin their answers like this; whoever begins otherwise is read. */
const USUAL = /^\{"(?:data":[{n]|errors":\[\{)/

const toText: Read<string> = (text) => {
  // Apollo Server ends with a line break, and who passes the text on cuts at the last brace.
  const trimmed = text.trimEnd()
  return (USUAL.test(trimmed) && trimmed.endsWith('}')) || toResult(trimmed) ? trimmed : undefined
}
