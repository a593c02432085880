import type { Logger } from '@tallystick/telemetry'
import { type ExecutionResult, GraphQLError } from 'graphql'

type Missing = Readonly<{ message: string; path?: readonly (string | number)[] }>

/**
 * Turns the gateway's note that a value is missing into errors.
 *
 * Apollo's gateway answers a non-null field without a value by nulling its parent and a note in `extensions`, without an
 * error. A client could not tell that from a true null, so it is an error here, as the specification has it.
 */
export function withMissingAsErrors(result: ExecutionResult, log: Logger): ExecutionResult {
  const { extensions, errors, data } = result
  const missing = extensions?.['valueCompletion'] as readonly Missing[] | undefined
  if (!missing?.length || errors?.length)
    return { ...(errors ? { errors } : {}), data: data ?? null }
  log.error({ missing: missing.map(({ message, path }) => ({ message, path })) }, 'value missing')
  return {
    errors: missing.map(
      ({ path }) =>
        new GraphQLError('Part of the answer is missing.', {
          extensions: { code: 'INTERNAL' },
          ...(path ? { path } : {}),
        }),
    ),
    data: data ?? null,
  }
}
