/** What a process tells its operator: log lines, the id that ties those of one request together, and traces. */

export type { Logger, LoggerOptions } from './logger.ts'
export { newLogger, SILENT } from './logger.ts'
export { redactText } from './redact.ts'
export { newRequestId, toRequestId } from './request-id.ts'
export type { TracingOptions } from './tracer.ts'
export type { SpanAttributes, SpanSide } from './tracing.ts'
export {
  describeSpan,
  isTracing,
  startTracing,
  traceHeaders,
  traceStatement,
  withinTrace,
  withRequestSpan,
  withSpan,
} from './tracing.ts'
export { tracingVariables } from './variables.ts'
