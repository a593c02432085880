import { isId } from '@tallystick/ids'
import { decodeCursor, encodeCursor, toMoment } from '@tallystick/subgraph-server/connection'

/** Where an item stands in a list that is ordered by time and then by id, newest first. */
export type Position = Readonly<{ at: Date; id: string }>

/** The cursor of an item. */
export const toCursor = ({ at, id }: Position): string => encodeCursor([at.getTime(), id])

/** Reads a cursor of a list of `prefix`; undefined for any other text. */
export function fromCursor(prefix: 'aud' | 'usr', cursor: string): Position | undefined {
  const value = decodeCursor(cursor)
  if (!Array.isArray(value) || value.length !== 2) return undefined
  const [time, id]: unknown[] = value
  const at = toMoment(time)
  return at && typeof id === 'string' && isId(prefix, id) ? { at, id } : undefined
}
