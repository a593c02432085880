import type { IncomingMessage } from 'node:http'
import type { Actor } from '@tallystick/actor'
import type { DoorFacts } from '@tallystick/subgraph-client'
import { toRequestId } from '@tallystick/telemetry'

/** What is known of a client before anyone asks who they are. */
export type ClientFacts = Readonly<{
  requestId: string
  address: string | undefined
  userAgent: string | undefined
}>

/** Longer names of programs are cut, in characters: they go to the audit log. */
const USER_AGENT_MAX = 256

/** Reads a client's facts from its request. @param address as the trusted proxies say */
export function toClientFacts(
  headers: IncomingMessage['headers'],
  address: string | undefined,
): ClientFacts {
  const requestId = headers['x-request-id']
  return {
    requestId: toRequestId(typeof requestId === 'string' ? requestId : undefined),
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
