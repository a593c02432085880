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
