import type { Logger } from '@tallystick/telemetry'
import type { ExecutionResult } from 'graphql'
import type { Executed } from '../executor.ts'
import { missingPart } from '../missing.ts'

type Missing = Readonly<{ message: string; path?: readonly (string | number)[] }>

/**
 * Turns a result of Apollo's executor into what ours gives.
 *
 * It answers a non-null field without a value by nulling its parent and a note in `extensions`, without an error. A client
 * could not tell that from a true null, so it is an error here, as the specification has it.
 */
export function toExecuted(result: ExecutionResult, log: Logger): Executed {
  const { extensions, errors } = result
  const data = JSON.stringify(result.data ?? null)
  const missing = extensions?.['valueCompletion'] as readonly Missing[] | undefined
  if (!missing?.length || errors?.length) return { data, errors: errors ?? [] }
  log.error({ missing: missing.map(({ message, path }) => ({ message, path })) }, 'value missing')
  return { data, errors: missing.map(({ path }) => missingPart(path)) }
}
