/**
 * The one shape that every error of the gateway has, whatever transport it travels by and whoever made it.
 *
 * `extensions`: `code` for programs, `requestId` to quote to the operator, `timestamp`, `outcome` (whether anything was
 * changed: a client may repeat what is NOT_APPLIED), and `details` and `subgraph` where they say more.
 */
import type { Logger } from '@tallystick/telemetry'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'

const CODES = [
  'BAD_USER_INPUT',
  'COST_LIMIT',
  'FORBIDDEN',
  'INTERNAL',
  'NOT_FOUND',
  'NOT_PUBLISHED_YET',
  'NOT_SEALED_YET',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_REQUIRED',
  'RATE_LIMITED',
  'REQUIRES_STEP_UP',
  'SERVICE_UNAVAILABLE',
  'TIMEOUT',
  'UNAUTHENTICATED',
] as const

/** What a client may find in `extensions.code`. */
export type ErrorCode = (typeof CODES)[number]

/** Names that libraries have for requests that cannot be understood. Clients read them as `details.reason`. */
const BAD_REQUESTS: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
])

/** What the engine says when brackets in brackets use up its stack; how many that takes depends on how warm it is. */
const TOO_NESTED = /call stack/
/** What graphql-js says when it stops at `maxTokens`; it gives the error no code. */
const TOO_MANY_TOKENS = /Document contains more that (\d+) tokens/

const MASKED = 'Something went wrong on our side. The request id will help us find out what.'

/** The request that an error belongs to. */
export type ErrorContext = Readonly<{
  requestId: string
  log: Logger
  /** Whether a mutation has begun to run, so that something may have changed. */
  isMutating: boolean
  /** Leaves out suggestions such as `Did you mean "email"?`, which tell strangers about the schema. */
  hidesSchema: boolean
}>

type Facts = Readonly<{ code: ErrorCode; message: string; details?: unknown; subgraph?: unknown }>

/** Makes the answer that a client gets for an error; what we did not make ourselves is masked and logged. */
export function toClientError(error: unknown, context: ErrorContext): GraphQLFormattedError {
  const { code, message, details, subgraph } = factsOf(error, context)
  const { path, locations } = toJson(error)
  return {
    message,
    ...(locations ? { locations } : {}),
    ...(path ? { path } : {}),
    extensions: {
      code,
      requestId: context.requestId,
      timestamp: new Date().toISOString(),
      outcome: outcomeOf(error, context),
      ...(details === undefined ? {} : { details }),
      ...(typeof subgraph === 'string' ? { subgraph } : {}),
    },
  }
}

/** Makes an error for bad input that a transport found. @param reason a stable name for programs */
export const badRequest = (message: string, reason = 'BAD_REQUEST'): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', details: { reason } } })

function factsOf(error: unknown, { log, requestId, hidesSchema }: ErrorContext): Facts {
  const origin = ownOriginOf(error)
  const { code, details, subgraph } = origin.extensions
  const tokens = TOO_MANY_TOKENS.exec(origin.message)
  if (code === 'GRAPHQL_PARSE_FAILED' && tokens)
    return {
      code: 'COST_LIMIT',
      message: `The document has more than ${tokens[1]} tokens.`,
      details: { limit: 'tokens', max: Number(tokens[1]) },
    }
  if (code === 'GRAPHQL_PARSE_FAILED' && TOO_NESTED.test(origin.message))
    return {
      code: 'COST_LIMIT',
      message: 'The document is nested too deeply to be read.',
      details: { limit: 'nesting' },
    }
  const message = hidesSchema ? origin.message.replace(/ ?Did you mean .*\?$/s, '') : origin.message
  if (BAD_REQUESTS.has(code))
    return { code: 'BAD_USER_INPUT', message, details: { ...asFields(details), reason: code } }
  const known = CODES.find((each) => each === code)
  if (known && known !== 'INTERNAL')
    return { code: known, message, ...(details === undefined ? {} : { details }), subgraph }
  // A subgraph has logged its own faults under the same request id; its INTERNAL is no news.
  if (!known) log.error({ err: causeOf(error), requestId }, 'unexpected error')
  return { code: 'INTERNAL', message: MASKED }
}

/** Apollo puts errors of validation rules into errors of its own; a rule of ours has given its error a code. */
function ownOriginOf(error: unknown): GraphQLError {
  if (!(error instanceof GraphQLError)) return new GraphQLError(MASKED)
  const { originalError } = error
  const isOurs = originalError instanceof GraphQLError && originalError.extensions['code']
  return isOurs && BAD_REQUESTS.has(error.extensions['code']) ? originalError : error
}

const causeOf = (error: unknown): unknown =>
  error instanceof GraphQLError ? (error.originalError ?? error) : error

const toJson = (error: unknown): GraphQLFormattedError =>
  error instanceof GraphQLError ? error.toJSON() : { message: MASKED }

const asFields = (details: unknown): object =>
  typeof details === 'object' && details !== null ? details : {}

/**
 * Before execution nothing has changed, and a query changes nothing. In a mutation only the subgraph that ran the root
 * field knows; an error further down says that the mutation itself went through.
 */
function outcomeOf(error: unknown, { isMutating }: ErrorContext): 'NOT_APPLIED' | 'UNKNOWN' {
  if (!isMutating) return 'NOT_APPLIED'
  const { path, extensions } = toJson(error)
  const isRoot = path?.length === 1
  return isRoot && extensions?.['outcome'] === 'NOT_APPLIED' ? 'NOT_APPLIED' : 'UNKNOWN'
}
