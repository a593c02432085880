/** How a call that has its turn is sent: to one address, and to others as far as that is safe. */
import type { AssertionSigner } from '@tallystick/actor'
import type { DoorFacts } from './door.ts'
import { DoorError, type DoorErrorReason, type Outcome } from './door-error.ts'
import type { Endpoint, Endpoints } from './endpoints.ts'
import type { Lifetime } from './lifetime.ts'
import { headersOf } from './message.ts'
import { type Reply, TransportFault } from './transport.ts'

/** A caller that waited for less than this share of the door's own deadline cannot blame the subgraph for being late. */
const FAIR_SHARE = 0.5

/** A call on its way. */
export type Call = Readonly<{
  body: string
  mutates: boolean
  facts: DoorFacts
  lifetime: Lifetime
  /** The door's own deadline. */
  ownMs: number
}>

/** Reads an answer. Undefined for what is none. */
export type Read<Answer> = (text: string) => Answer | undefined

/** What sends, and whereto. */
export type SenderOptions = Readonly<{
  name: string
  path: string
  sign: AssertionSigner
  endpoints: Endpoints
}>

/** An attempt without an answer. */
type Failed = Readonly<{ endpoint: Endpoint; fault: unknown }>

/** Makes what sends a call that has its turn. @throws {DoorError} */
export function newSender({ name, path, sign, endpoints }: SenderOptions) {
  const { fail, toFailure } = newFailures(name)
  const attempt = (call: Call, assertion: string, endpoint: Endpoint): Promise<Reply> => {
    const { facts, lifetime, body } = call
    const headers = headersOf(facts, assertion, lifetime.remainingMs(performance.now()))
    return endpoint.transport.send({ method: 'POST', path, headers, body }, lifetime)
  }
  const repeat = newRepeat(endpoints, attempt)

  // PERFORMANCE: only what fails has functions of its own; each that an answer passes through costs memory and time.
  return async <Answer>(call: Call, read: Read<Answer>): Promise<Answer> => {
    const { over } = call.lifetime
    if (over) throw fail(over.reason, 'NOT_APPLIED', over.cause)
    let assertion: string
    try {
      assertion = await sign(call.facts.actor, name)
    } catch (fault) {
      throw fail('REFUSED', 'NOT_APPLIED', fault)
    }
    const sentAt = performance.now()
    const endpoint = endpoints.pick()
    let reply: Reply
    try {
      reply = await attempt(call, assertion, endpoint)
      endpoints.answered(endpoint, reply.status)
    } catch (first) {
      reply = await repeat(call, assertion, { endpoint, fault: first }).catch((fault: unknown) => {
        throw fault instanceof TransportFault ? toFailure(fault, call, sentAt) : fault
      })
    }
    const { status, text } = reply
    if (status === 401) throw fail('REFUSED', 'NOT_APPLIED', new Error(text.slice(0, 200)))
    const answer = read(text)
    if (answer !== undefined) return answer
    const cause = new Error(`HTTP ${status}, no GraphQL answer`)
    throw blamed(fail('BAD_ANSWER', call.mutates ? 'UNKNOWN' : 'NOT_APPLIED', cause))
  }
}

/** Sends what has failed once to others, as far as that is safe. @throws the last fault */
function newRepeat(
  endpoints: Endpoints,
  attempt: (call: Call, assertion: string, endpoint: Endpoint) => Promise<Reply>,
) {
  return async (call: Call, assertion: string, failed: Failed): Promise<Reply> => {
    let { endpoint, fault } = failed
    const tried = new Set<Endpoint>()
    for (let mayRepeat = !call.mutates; ; ) {
      if (!(fault instanceof TransportFault) || call.lifetime.over || fault.isTooLarge) throw fault
      endpoints.failed(endpoint, fault)
      tried.add(endpoint)
      const isLast = tried.size === endpoints.urls().length
      if (fault.wasSent ? !mayRepeat : isLast) throw fault
      if (fault.wasSent) mayRepeat = false
      endpoint = endpoints.pick(tried)
      try {
        const reply = await attempt(call, assertion, endpoint)
        endpoints.answered(endpoint, reply.status)
        return reply
      } catch (next) {
        fault = next
      }
    }
  }
}

/** What there is instead of an answer, in the words of a door. */
function newFailures(subgraph: string) {
  const fail = (reason: DoorErrorReason, outcome: Outcome, cause: unknown) =>
    new DoorError({ subgraph, outcome, reason }, cause)

  const toFailure = (
    fault: TransportFault,
    { mutates, lifetime, ownMs }: Call,
    sentAt: number,
  ): DoorError => {
    const outcome = mutates && fault.wasSent ? 'UNKNOWN' : 'NOT_APPLIED'
    const { over } = lifetime
    if (!over) {
      // What is too large was asked for by the caller.
      return fault.isTooLarge
        ? fail('BAD_ANSWER', outcome, fault.cause)
        : blamed(fail('UNREACHABLE', outcome, fault.cause))
    }
    const error = fail(over.reason, outcome, over.cause)
    const isFair = performance.now() - sentAt >= ownMs * FAIR_SHARE
    return over.reason === 'DEADLINE' && isFair ? blamed(error) : error
  }
  return { fail, toFailure }
}

/** The failures that a subgraph is to blame for, for the breaker to count. */
const blames = new WeakSet<object>()
const blamed = (error: DoorError): DoorError => {
  blames.add(error)
  return error
}

/** Whether the subgraph is to blame for what a sender threw. */
export const isFault = (fault: unknown): boolean =>
  typeof fault === 'object' && fault !== null && blames.has(fault)
