import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import type { DoorResult } from './door.ts'

/** A GraphQL answer as it arrives. */
export type Answer = Readonly<{
  errors?: readonly GraphQLFormattedError[]
  data?: Record<string, unknown> | null
}>

/** Whether a parsed body is a GraphQL answer at all. */
export function isAnswer(value: unknown): value is Answer {
  if (typeof value !== 'object' || value === null) return false
  const { errors, data } = value as { errors?: unknown; data?: unknown }
  return Array.isArray(errors) || (errors === undefined && typeof data === 'object')
}

/** Makes the answer what the in-process door gives: errors first, and real ones. */
export function toDoorResult({ errors, data }: Answer): DoorResult {
  const values = data === undefined ? {} : { data }
  return errors ? { errors: errors.map(toGraphqlError), ...values } : values
}

const toGraphqlError = ({ message, path, extensions }: GraphQLFormattedError): GraphQLError =>
  new GraphQLError(message, { path, extensions })
