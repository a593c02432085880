/** What a process tells its operator: log lines, and the id that ties the lines of one request together. */

export type { Logger, LoggerOptions } from './logger.ts'
export { newLogger, SILENT } from './logger.ts'
export { redactText } from './redact.ts'
export { newRequestId, toRequestId } from './request-id.ts'
