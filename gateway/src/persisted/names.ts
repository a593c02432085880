import { hash } from 'node:crypto'
import type { GraphQLError } from 'graphql'
import { badRequest } from '../errors.ts'
import type { OperationRequest } from '../prepare.ts'

/** The longest id of a registered operation, in characters; Admin takes none that is longer. */
const ID_CHARS_MAX = 128
const ID = /^[A-Za-z0-9_.:-]+$/
const SHA256 = /^[0-9a-f]{64}$/

/** How a client names what it wants run: by its text, by an id, or by both to have the text kept under its hash. */
export type Named = Readonly<{
  text?: string
  id?: string
  /** Whether the id came as `extensions.persistedQuery`, so that the text may follow. */
  isAutomatic: boolean
}>

/**
 * Reads how a request names its operation: `query`, `documentId`, `extensions.persistedQuery.sha256Hash`, or the latter with
 * `query`. An id may be written with `sha256:` in front.
 *
 * @returns BAD_USER_INPUT for an id that nobody could have registered, for two ids, or for a hash of another text
 */
export function nameOf({ query, documentId, extensions }: OperationRequest): Named | GraphQLError {
  const text = typeof query === 'string' && query !== '' ? { text: query } : {}
  const automatic = hashOf(extensions)
  if (automatic instanceof Error) return automatic
  if (documentId === undefined || documentId === null) {
    if (automatic === undefined) return { ...text, isAutomatic: false }
    if (text.text !== undefined && hash('sha256', text.text) !== automatic)
      return badRequest('The hash is not the SHA-256 of the query.', 'PERSISTED_QUERY_HASH')
    return { ...text, id: automatic, isAutomatic: true }
  }
  if (typeof documentId !== 'string' || documentId.length > ID_CHARS_MAX || !ID.test(documentId))
    return badRequest('`documentId` must be the id of a registered operation.')
  if (automatic !== undefined || text.text !== undefined)
    return badRequest('Send an id or a query, not both.')
  return { id: withoutPrefix(documentId), isAutomatic: false }
}

/** Ids are compared without the `sha256:` that some tools write in front of a hash. */
export const withoutPrefix = (id: string): string =>
  id.startsWith('sha256:') ? id.slice('sha256:'.length) : id

function hashOf(extensions: unknown): string | undefined | GraphQLError {
  const asked = (extensions as { persistedQuery?: unknown } | null | undefined)?.persistedQuery
  if (asked === undefined || asked === null) return undefined
  const { version, sha256Hash } = Object(asked) as { version?: unknown; sha256Hash?: unknown }
  if (version !== 1 || typeof sha256Hash !== 'string' || !SHA256.test(sha256Hash))
    return badRequest(
      '`extensions.persistedQuery` must hold version 1 and a SHA-256 in hexadecimal.',
    )
  return sha256Hash
}
