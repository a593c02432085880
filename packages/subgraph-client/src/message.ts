import { traceHeaders } from '@tallystick/telemetry'
import type { DocumentNode } from 'graphql'
import { newBoundedCache } from './bounded-cache.ts'
import type { DoorFacts, DoorRequest } from './door.ts'
import { isMutation, parseOperation } from './operation.ts'

const KINDS_MAX = 1_000
const TEXT_LENGTH_MAX = 32_768
/** A header value as HTTP allows it; longer ones are cut, other characters become question marks. */
const HEADER_LENGTH_MAX = 512

/** How long the caller still waits, in milliseconds, when it sends. */
export const DEADLINE_HEADER = 'x-deadline-ms'

/** What a session that the operation begins is to be found by. Only the gateway is believed. */
export const COOKIE_HASH_HEADER = 'x-cookie-hash'

/** What is the same for every request of one text. */
type Known = Readonly<{
  json: string
  document: DocumentNode | undefined
  kinds: Map<string, boolean>
}>

/** Makes what writes requests: what is known of a text is worked out once. */
export function newRequestTexts(): (
  request: DoorRequest,
) => Readonly<{ mutates: boolean; body: string }> {
  const known = newBoundedCache<Known>(KINDS_MAX, TEXT_LENGTH_MAX)
  return (request) => {
    const { query, variables, operationName } = request
    const { json, document, kinds } = known.get(query, () => ({
      json: JSON.stringify(query),
      document: parsed(query),
      kinds: new Map(),
    }))
    let mutates = kinds.get(operationName ?? '')
    if (mutates === undefined) {
      mutates = isMutation(document, request)
      // A document has few operations; whoever names others does not get to fill the memory.
      if (kinds.size < 10) kinds.set(operationName ?? '', mutates)
    }
    const withVariables = variables ? `,"variables":${JSON.stringify(variables)}` : ''
    const withName =
      operationName === undefined ? '' : `,"operationName":${JSON.stringify(operationName)}`
    return { mutates, body: `{"query":${json}${withVariables}${withName}}` }
  }
}

function parsed(text: string): DocumentNode | undefined {
  try {
    return parseOperation(text)
  } catch {
    // The subgraph will say what is wrong with it.
    return undefined
  }
}

/** The header fields of a request, names and values alternating. */
export function headersOf(facts: DoorFacts, assertion: string, remainingMs: number): string[] {
  const { requestId, address, userAgent, cookieHash } = facts
  const headers = [
    'content-type',
    'application/json',
    'accept',
    'application/json',
    'x-request-id',
    requestId,
    DEADLINE_HEADER,
    String(remainingMs),
  ]
  const { traceparent } = traceHeaders()
  if (traceparent) headers.push('traceparent', traceparent)
  if (assertion !== '') headers.push('authorization', `Bearer ${assertion}`)
  if (address) headers.push('x-client-address', toHeader(address))
  if (userAgent) headers.push('x-client-agent', toHeader(userAgent))
  if (cookieHash) headers.push(COOKIE_HASH_HEADER, cookieHash)
  return headers
}

const toHeader = (text: string): string =>
  text.slice(0, HEADER_LENGTH_MAX).replace(/[^\x20-\x7e]/g, '?')
