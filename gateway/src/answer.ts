import type { Logger } from '@tallystick/telemetry'
import { type GraphQLFormattedError, OperationTypeNode } from 'graphql'
import type { GatewayConfig } from './config.ts'
import { toClientError } from './errors.ts'
import type { Executed } from './plan/executor.ts'

/** An answer that is fit for a client. `data` is JSON text: it was written once and is not read again on its way out. */
export type Answer = Readonly<{
  errors?: readonly GraphQLFormattedError[]
  data?: string
}>

/** Makes what the executor gives fit for a client. @param kind of what was run; left out when nothing was */
export type ToAnswer = (executed: Executed, kind?: OperationTypeNode) => Answer

/** Makes the maker of answers to one request. */
export function newToAnswer(
  { config, log }: { config: GatewayConfig; log: Logger },
  requestId: string,
): ToAnswer {
  return ({ data, errors }, kind) => {
    if (errors.length === 0) return data === undefined ? {} : { data }
    const hidesSchema = config.NODE_ENV === 'production'
    const isMutating = kind === OperationTypeNode.MUTATION
    const context = { requestId, log, hidesSchema, isMutating }
    const clipped = errors.slice(0, config.ERRORS_MAX)
    return {
      errors: clipped.map((error) => toClientError(error, context)),
      ...(data === undefined ? {} : { data }),
    }
  }
}

/** The answer as JSON, errors first as the specification advises. */
export function toText({ errors, data }: Answer): string {
  if (!errors) return `{"data":${data ?? 'null'}}`
  const text = `{"errors":${JSON.stringify(errors)}`
  return data === undefined ? `${text}}` : `${text},"data":${data}}`
}

/** PERFORMANCE: texts from this length on, in characters, are encoded here, once and into their place. */
const LONG_CHARS = 8_192
const [BEFORE, AFTER] = ['{"data":', '}']

/** The answer as JSON, as text or in UTF-8. */
export function toPayload(answer: Answer): string | Buffer {
  const { errors, data = '' } = answer
  if (errors || data.length < LONG_CHARS) return toText(answer)
  const bytes = Buffer.allocUnsafe(BEFORE.length + Buffer.byteLength(data) + AFTER.length)
  bytes.write(BEFORE, 0, 'latin1')
  bytes.write(data, BEFORE.length, 'utf8')
  bytes.write(AFTER, bytes.length - AFTER.length, 'latin1')
  return bytes
}
