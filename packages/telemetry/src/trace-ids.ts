import { createHash } from 'node:crypto'

/** The ids of a span: 32 and 16 hexadecimal digits. */
export type SpanIds = Readonly<{ traceId: string; spanId: string }>

/** A span of another process, as the header `traceparent` of W3C Trace Context names it. */
export type TraceParent = SpanIds & Readonly<{ isSampled: boolean }>

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const ZEROS = /^0+$/

/** Reads a header. @returns undefined for what is none, all zeros included */
export function readTraceparent(header: string | undefined): TraceParent | undefined {
  const [, traceId = '', spanId = '', flags = ''] = TRACEPARENT.exec(header ?? '') ?? []
  if (traceId === '' || ZEROS.test(traceId) || ZEROS.test(spanId)) return undefined
  return { traceId, spanId, isSampled: (Number.parseInt(flags, 16) & 1) === 1 }
}

/** Writes the header. */
export const writeTraceparent = ({ traceId, spanId, isSampled }: TraceParent): string =>
  `00-${traceId}-${spanId}-${isSampled ? '01' : '00'}`

/**
 * The ids of the first span of a request, from its request id: the digits of a UUID are the trace's id as they are, any
 * other request id is hashed.
 */
export function spanIdsOf(requestId: string): SpanIds {
  const digest = createHash('sha256').update(requestId).digest('hex')
  const traceId = UUID.test(requestId) ? requestId.replaceAll('-', '') : digest.slice(0, 32)
  return { traceId: ZEROS.test(traceId) ? digest.slice(0, 32) : traceId, spanId: digest.slice(-16) }
}
