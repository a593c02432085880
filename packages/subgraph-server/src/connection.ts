/** Pages as the Relay connection specification has them. A page is read with one row more than it shows. */
import { badInput } from './errors.ts'

export { toMoment } from './moment.ts'

const FIRST_MAX = 100
const FIRST_DEFAULT = 20
const CURSOR_LENGTH_MAX = 1_000

/** Which page a caller asks for. */
export type PageArguments = Readonly<{
  first?: number | null | undefined
  after?: string | null | undefined
}>

/** Which page to read: `limit` rows (and one more) that follow `after`. */
export type Page<Cursor> = Readonly<{ limit: number; after: Cursor | undefined }>

/** One page of a list. */
export type Connection<Node> = Readonly<{
  nodes: Node[]
  edges: { cursor: string; node: Node }[]
  pageInfo: {
    hasNextPage: boolean
    hasPreviousPage: boolean
    startCursor: string | null
    endCursor: string | null
  }
}>

/**
 * Reads the page arguments.
 *
 * @param first 1 to 100; 20 when left out
 * @param decode turns a cursor's text into what the query goes on after; undefined, or throwing, refuses the cursor
 * @throws BAD_USER_INPUT for any other number, and for a cursor that this list did not give
 */
export function pageOf<Cursor>(
  { first, after }: PageArguments,
  decode: (cursor: string) => Cursor | undefined,
): Page<Cursor> {
  const limit = first ?? FIRST_DEFAULT
  if (!Number.isInteger(limit) || limit < 1 || limit > FIRST_MAX)
    throw badInput(`first is a whole number from 1 to ${FIRST_MAX}.`, { field: 'first' })
  if (after === undefined || after === null) return { limit, after: undefined }
  const cursor = attempt(() => decode(after))
  if (cursor === undefined)
    throw badInput('after is not a cursor of this list.', { field: 'after' })
  return { limit, after: cursor }
}

function attempt<Value>(work: () => Value): Value | undefined {
  try {
    return work()
  } catch {
    // What a decoder chokes on is a cursor that somebody made up.
    return undefined
  }
}

/**
 * Makes a page of rows.
 *
 * @param rows up to `limit + 1` rows; the one too many only says that the list goes on
 * @param cursorOf the cursor of a row, as `encodeCursor` makes it
 */
export function toConnection<Row>(
  rows: readonly Row[],
  { limit, after }: Page<unknown>,
  cursorOf: (row: Row) => string,
): Connection<Row> {
  const nodes = rows.slice(0, limit)
  const edges = nodes.map((node) => ({ cursor: cursorOf(node), node }))
  return {
    nodes,
    edges,
    pageInfo: {
      hasNextPage: rows.length > limit,
      hasPreviousPage: after !== undefined,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}

/** Makes an opaque cursor of anything JSON can hold. Not a secret: never put into it what the row does not show. */
export const encodeCursor = (value: unknown): string =>
  Buffer.from(JSON.stringify(value), 'utf8').toString('base64url')

/** Reads a cursor back; undefined for text that `encodeCursor` never made. What it holds is still to be checked. */
export function decodeCursor(cursor: string): unknown {
  if (cursor.length > CURSOR_LENGTH_MAX) return undefined
  const bytes = Buffer.from(cursor, 'base64url')
  // Node skips characters that do not belong; a cursor has one spelling.
  if (bytes.toString('base64url') !== cursor) return undefined
  return attempt((): unknown => JSON.parse(bytes.toString('utf8')))
}
