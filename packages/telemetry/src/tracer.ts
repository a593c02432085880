/** The only file that loads OpenTelemetry. A collector that is slow, full or away loses spans and costs no request anything. */
import * as api from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import {
  BatchSpanProcessor,
  type IdGenerator,
  ParentBasedSampler,
  RandomIdGenerator,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import type { Logger } from './logger.ts'
import type { SpanIds } from './trace-ids.ts'

/** Spans that wait to be sent; what comes when as many wait is dropped. */
const QUEUE_MAX = 2_048
const BATCH_MAX = 512
const SEND_EVERY_MS = 1_000
/** The collector has this long to take a batch, in milliseconds. */
const SEND_MS = 5_000
/** What waits when the process ends has this long, in milliseconds. */
const CLOSE_MS = 2_000
const VALUE_CHARS_MAX = 2_000

/** Where spans go. */
export type TracingOptions = Readonly<{
  /** The collector, as `OTEL_EXPORTER_OTLP_ENDPOINT` names it: `/v1/traces` is added. Undefined: no tracing. */
  endpoint: string | undefined
  /** The process, as the collector shows it. */
  service: string
  /** Which part of all traces is kept, 0 to 1. @default 1 */
  ratio?: number | undefined
  log: Logger
}>

/** Opens the way to the collector. Connects with the first batch. */
export async function openTracer(options: TracingOptions & { endpoint: string }) {
  const { endpoint, service, ratio = 1, log } = options
  const ids = newIds()
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
    timeoutMillis: SEND_MS,
  })
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    spanLimits: { attributeValueLengthLimit: VALUE_CHARS_MAX },
    idGenerator: ids.generator,
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: complaining(exporter, log),
        maxQueueSize: QUEUE_MAX,
        maxExportBatchSize: BATCH_MAX,
        scheduledDelayMillis: SEND_EVERY_MS,
        exportTimeoutMillis: SEND_MS,
      }),
    ],
  })
  return {
    api,
    tracer: provider.getTracer('tallystick'),
    withIds: ids.withIds,
    async close() {
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, CLOSE_MS)
      })
      await Promise.race([provider.shutdown().catch(() => {}), late])
      clearTimeout(timer)
    },
  }
}

/** Random ids, but for the span that is started within `withIds`. Starting one is synchronous: nobody else can get them. */
function newIds() {
  const random = new RandomIdGenerator()
  let given: SpanIds | undefined
  const generator: IdGenerator = {
    generateTraceId: () => given?.traceId ?? random.generateTraceId(),
    generateSpanId: () => given?.spanId ?? random.generateSpanId(),
  }
  return {
    generator,
    withIds(ids: SpanIds, start: () => api.Span): api.Span {
      given = ids
      try {
        return start()
      } finally {
        given = undefined
      }
    },
  }
}

/** Says once that spans are lost, and once that they are not any more. */
function complaining(exporter: SpanExporter, log: Logger): SpanExporter {
  let isFailing = false
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        if (result.error && !isFailing) log.warn({ err: result.error }, 'spans are lost')
        if (!result.error && isFailing) log.info('spans are sent again')
        isFailing = result.error !== undefined
        done(result)
      })
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
  }
}
