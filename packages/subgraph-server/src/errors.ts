/**
 * What a caller is told when an operation, or a field of it, has no answer.
 *
 * Denials and bad input keep their code and message. Everything else is a fault: it is logged with its cause, and the
 * caller gets INTERNAL and nothing of what went wrong.
 */
import type { Outcome } from '@tallystick/subgraph-client'
import type { Logger } from '@tallystick/telemetry'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'

export { forbidden, unauthenticated } from '@tallystick/policy'

/** Longer messages of the GraphQL library repeat what the caller sent. In characters. */
const MESSAGE_MAX = 300
const FAULT = 'Something went wrong on our side. If you report it, please quote the request id.'

/** What an error happened in. */
export type FailedRequest = Readonly<{
  requestId: string
  /** Only a fault in a mutation leaves open what was done. @default 'query' */
  operation?: 'query' | 'mutation' | 'subscription' | undefined
}>

/** The answer to input that cannot be used. @param details facts for programs, such as `{ field: 'first' }` */
export const badInput = (
  message: string,
  details?: Readonly<Record<string, unknown>>,
): GraphQLError =>
  new GraphQLError(message, {
    extensions: { code: 'BAD_USER_INPUT', ...(details ? { details } : {}) },
  })

/** The answer for what does not exist and for what the caller may not see: nobody can tell which. */
export const notFound = (message = 'There is nothing here that you may see.'): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'NOT_FOUND' } })

/** The answer to work that did not come to its turn: nothing was done, and trying again later is fine. */
export const overloaded = (): GraphQLError =>
  new GraphQLError('Too much is going on at the moment. Nothing was done; please try again.', {
    extensions: { code: 'SERVICE_UNAVAILABLE' },
  })

/** Makes an error fit for a caller: ours keep message, code and details; a fault is logged and masked as INTERNAL. */
export function maskError(
  error: unknown,
  log: Logger,
  { requestId, operation = 'query' }: FailedRequest,
): GraphQLFormattedError {
  const path = error instanceof GraphQLError && error.path ? { path: error.path } : {}
  const code = codeOf(error)
  if (code !== undefined) {
    const { message, extensions } = error as GraphQLError
    const details = extensions['details']
    const known = { code, ...(details === undefined ? {} : { details }) }
    return { message: clip(message), ...path, extensions: { ...known, outcome: NOT_APPLIED } }
  }
  const err = error instanceof GraphQLError ? (error.originalError ?? error) : error
  log.error({ err, requestId, operation, ...path }, 'an operation failed')
  const outcome: Outcome = operation === 'mutation' ? 'UNKNOWN' : NOT_APPLIED
  return { message: FAULT, ...path, extensions: { code: 'INTERNAL', outcome } }
}

const NOT_APPLIED: Outcome = 'NOT_APPLIED'

/** Turns what the GraphQL library says about a request before any resolver ran into an error of ours. */
export function toRequestError(error: GraphQLError, code: string): GraphQLError {
  const own = error.extensions['code']
  const extensions = { ...error.extensions, code: typeof own === 'string' ? own : code }
  return new GraphQLError(clip(error.message), { extensions })
}

/** The code of an error that we made, or that the library made about a caller's argument. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof GraphQLError)) return undefined
  const code = error.extensions['code']
  if (typeof code === 'string')
    return code.startsWith('INTERNAL') || hasForeignOrigin(error) ? undefined : code
  const origin = error.originalError
  const isAboutArgument =
    origin instanceof GraphQLError && origin.nodes && origin.message.startsWith('Argument "')
  return isAboutArgument ? 'BAD_USER_INPUT' : undefined
}

/** GraphQLError copies `extensions` of whatever was thrown, so that a driver's error could speak with our voice. */
function hasForeignOrigin(error: GraphQLError): boolean {
  const origin = error.originalError
  if (origin === undefined || origin === null) return false
  return !(origin instanceof GraphQLError) || hasForeignOrigin(origin)
}

const clip = (message: string): string =>
  message.length > MESSAGE_MAX ? `${message.slice(0, MESSAGE_MAX)}…` : message
