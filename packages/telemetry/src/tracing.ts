/**
 * Where the time of a request went, as OpenTelemetry spans: gateway → subgraph → statement, and what the worker does for the
 * same request later.
 *
 * Nothing of OpenTelemetry is loaded until an endpoint is given, and nothing leaves the machine but to that endpoint.
 * The id of a trace is made from the request id, so every process that knows the one knows the other, and an operator who
 * is told a request id has its trace. No span holds a value that a person typed.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Context, Span, SpanKind, Tracer } from '@opentelemetry/api'
import {
  readTraceparent,
  type SpanIds,
  spanIdsOf,
  type TraceParent,
  writeTraceparent,
} from './trace-ids.ts'
import type { TracingOptions } from './tracer.ts'

/** Facts about a span; what is undefined is left out. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean | undefined>>

/** Which side of a call a span is: `client` waits for another process, `server` answers one. */
export type SpanSide = 'internal' | 'server' | 'client'

/** What is loaded while tracing is on. */
type Live = Readonly<{
  tracer: Tracer
  api: typeof import('@opentelemetry/api')
  kinds: Readonly<Record<SpanSide, SpanKind>>
  /** Starts a span that has these ids instead of new ones. */
  withIds: (ids: SpanIds, start: () => Span) => Span
}>

const active = new AsyncLocalStorage<Context>()
let live: Live | undefined

/**
 * Starts tracing in this process when there is an endpoint.
 *
 * @returns what sends the spans that wait, within two seconds, and ends it
 * @throws {TypeError} when it has been started already
 */
export async function startTracing(options: TracingOptions): Promise<{ close(): Promise<void> }> {
  const { endpoint } = options
  if (endpoint === undefined) return { close: async () => {} }
  if (live) throw new TypeError('this process traces already')
  const { openTracer } = await import('./tracer.ts')
  const opened = await openTracer({ ...options, endpoint })
  const { SpanKind: kind } = opened.api
  const kinds = { internal: kind.INTERNAL, server: kind.SERVER, client: kind.CLIENT }
  live = { ...opened, kinds }
  return {
    async close() {
      live = undefined
      await opened.close()
    },
  }
}

/** Whether spans are made: for whoever would do work for one only. */
export const isTracing = (): boolean => live !== undefined

/** Does work within a span of the present trace, or of a new one. Costs a comparison while tracing is off. */
export function withSpan<Result>(
  name: string,
  { attributes, side }: { attributes?: SpanAttributes; side?: SpanSide },
  work: () => Promise<Result>,
): Promise<Result> {
  if (!live) return work()
  const span = openSpan(live, name, { attributes, side, parent: active.getStore() })
  return within(live, span, work)
}

/**
 * Does the work of a request within the first span of its trace.
 *
 * @param traceparent of whoever asks, only where they are trusted: the trace is then theirs
 */
export function withRequestSpan<Result>(
  name: string,
  request: { requestId: string; traceparent?: string | undefined; attributes?: SpanAttributes },
  work: () => Promise<Result>,
): Promise<Result> {
  const now = live
  if (!now) return work()
  const { requestId } = request
  const attributes = { ...request.attributes, 'tallystick.request_id': requestId }
  const given = readTraceparent(request.traceparent)
  if (given) {
    const parent = remoteContext(now, given)
    return within(now, openSpan(now, name, { attributes, side: 'server', parent }), work)
  }
  const first = () => openSpan(now, name, { attributes, side: 'server' })
  return within(now, now.withIds(spanIdsOf(requestId), first), work)
}

/**
 * Does work that belongs to a request of another process, or of another moment: spans within it are of that request's
 * trace.
 *
 * @param traceparent of a process of ours; without one the work stands under the first span of the request
 */
export function withinTrace<Result>(
  request: { requestId: string | null; traceparent?: string | undefined },
  work: () => Promise<Result>,
): Promise<Result> {
  const { requestId, traceparent } = request
  if (!live || (requestId === null && traceparent === undefined)) return work()
  const known = requestId === null ? undefined : { ...spanIdsOf(requestId), isSampled: true }
  const parent = readTraceparent(traceparent) ?? known
  return parent ? active.run(remoteContext(live, parent), work) : work()
}

/** Says of the present span what was found out since it began. Costs a comparison while tracing is off. */
export function describeSpan(name: string, attributes: SpanAttributes): void {
  const context = live && active.getStore()
  const span = context && live?.api.trace.getSpan(context)
  span?.updateName(name).setAttributes({ ...attributes })
}

/** The header that tells another process of ours which span it works for; none while there is no span. */
export function traceHeaders(): Readonly<{ traceparent?: string }> {
  const context = live && active.getStore()
  const span = context && live?.api.trace.getSpanContext(context)
  if (!span) return {}
  const isSampled = (span.traceFlags & 1) === 1
  return {
    traceparent: writeTraceparent({ traceId: span.traceId, spanId: span.spanId, isSampled }),
  }
}

/** A promise that does nothing until someone waits for it, as a statement of postgres.js is. */
type Lazy = { then: Promise<unknown>['then'] }

/**
 * Makes a span of a statement of SQL, from when it is waited for until it has ended. The statement itself is returned, as
 * lazy as it was.
 *
 * @param text with placeholders for every value
 */
export function traceStatement<Pending extends Lazy>(pending: Pending, text: string): Pending {
  const now = live
  const parent = now && active.getStore()
  // What no request asked for, such as the polls of a relay, would be traces of one span each.
  if (!now || !parent) return pending
  const verb = /^\s*(\w{1,20})/.exec(text)?.[1]?.toUpperCase() ?? 'SQL'
  const attributes = { 'db.system.name': 'postgresql', 'db.query.text': text }
  const { then } = pending
  let isStarted = false
  const start = ((onValue, onFault) => {
    const waiting: Promise<unknown> = then.call(pending, (value) => value)
    if (!isStarted) {
      isStarted = true
      const span = openSpan(now, verb, { attributes, side: 'client', parent })
      waiting.then(
        () => span.end(),
        (fault: unknown) => failSpan(now, span, fault),
      )
    }
    return waiting.then(onValue, onFault)
  }) as Lazy['then']
  Object.defineProperty(pending, 'then', { value: start })
  return pending
}

type SpanFacts = Readonly<{
  attributes?: SpanAttributes | undefined
  side?: SpanSide | undefined
  parent?: Context | undefined
}>

function openSpan(
  { tracer, api, kinds }: Live,
  name: string,
  { attributes = {}, side = 'internal', parent = api.ROOT_CONTEXT }: SpanFacts,
): Span {
  return tracer.startSpan(name, { kind: kinds[side], attributes: { ...attributes } }, parent)
}

async function within<Result>(now: Live, span: Span, work: () => Promise<Result>): Promise<Result> {
  try {
    const result = await active.run(now.api.trace.setSpan(now.api.ROOT_CONTEXT, span), work)
    span.end()
    return result
  } catch (fault) {
    failSpan(now, span, fault)
    throw fault
  }
}

/** Says that it failed and by what kind of error: messages may hold what a person typed. */
function failSpan({ api }: Live, span: Span, fault: unknown): void {
  span.setAttribute('error.type', fault instanceof Error ? fault.name : typeof fault)
  span.setStatus({ code: api.SpanStatusCode.ERROR })
  span.end()
}

const remoteContext = ({ api }: Live, { traceId, spanId, isSampled }: TraceParent): Context =>
  api.trace.setSpanContext(api.ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: isSampled ? api.TraceFlags.SAMPLED : api.TraceFlags.NONE,
    isRemote: true,
  })
