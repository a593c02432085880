import type { IncomingMessage } from 'node:http'
import { type Actor, serviceActor } from '@tallystick/actor'
import type { DoorFacts } from '@tallystick/subgraph-client'
import { newRequestId, toRequestId } from '@tallystick/telemetry'
import type { Browser } from './auth/cookies/browser.ts'

/** What is known of a client before anyone asks who they are. */
export type ClientFacts = Readonly<{
  requestId: string
  address: string | undefined
  userAgent: string | undefined
}>

/** A request whose sender is known. */
export type Identified = Readonly<{
  facts: DoorFacts
  /** In cookie mode. */
  browser?: Browser | undefined
}>

/** Longer names of programs are cut, in characters: they go to the audit log. */
const USER_AGENT_MAX = 256

/** Reads a client's facts from its request. @param address as the trusted proxies say */
export function toClientFacts(
  headers: IncomingMessage['headers'],
  address: string | undefined,
): ClientFacts {
  return {
    requestId: toRequestId(textOf(headers['x-request-id'])),
    address,
    userAgent: headers['user-agent']?.slice(0, USER_AGENT_MAX),
  }
}

/** The facts that travel with an operation to every subgraph. */
export const toDoorFacts = (client: ClientFacts, actor: Actor): DoorFacts => ({
  ...client,
  actor,
  issuer: 'gateway',
})

const GATEWAY = serviceActor('gateway')

/** The facts of what the gateway asks for itself. @param requestId of the client's request, where it asks because of one */
export const ownFacts = (signal?: AbortSignal, requestId: string = newRequestId()): DoorFacts => ({
  actor: GATEWAY,
  issuer: 'gateway',
  requestId,
  signal,
})

/** A header that was sent once; one that was sent several times is none. */
export const textOf = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' ? header : undefined
