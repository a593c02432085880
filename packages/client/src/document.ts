import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core'

/** An operation that the server knows by an id; its text is not sent. */
export type PersistedOperation<Data, Variables> = Readonly<{ documentId: string }> &
  DocumentTypeDecoration<Data, Variables>

/**
 * What may be asked: a typed document of GraphQL Code Generator (`documentMode: 'string'`), a `gql` document that kept its
 * text, the id of a persisted operation, or plain text with its types given by hand.
 */
export type Operation<Data, Variables> =
  | DocumentTypeDecoration<Data, Variables>
  | PersistedOperation<Data, Variables>
  | string

/** Variables may be left out when the operation takes none. */
export type Rest<Variables, Options> =
  Record<string, never> extends Variables
    ? [variables?: Variables, options?: Options]
    : [variables: Variables, options?: Options]

/** Variables as they are sent. */
export type Variables = Readonly<Record<string, unknown>>

/** The body of a GraphQL request. */
export type RequestBody = Readonly<
  ({ query: string } | { documentId: string }) & { variables: Variables }
>

/** Names an operation by its id on the server. The types are the caller's word: give the generated ones. */
export const persisted = <Data, Variables>(
  documentId: string,
): PersistedOperation<Data, Variables> => ({ documentId })

/** @throws {TypeError} for a document that is a syntax tree without its text: printing one takes a library larger than this */
export function toBody(
  operation: Operation<unknown, never>,
  variables: Variables = {},
): RequestBody {
  if (typeof operation === 'string' || operation instanceof String)
    return { query: String(operation), variables }
  if ('documentId' in operation) return { documentId: operation.documentId, variables }
  const text = (operation as { loc?: { source?: { body?: string } } }).loc?.source?.body
  if (text !== undefined) return { query: text, variables }
  throw new TypeError(
    "the document has no text: generate with documentMode: 'string', or pass print(document)",
  )
}
