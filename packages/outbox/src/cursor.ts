/**
 * Where a reader stands: the transaction that wrote an event, and the event within it.
 *
 * Ordered by transaction first, because a transaction id below the snapshot's xmin can never turn up later.
 */
export type Position = Readonly<{ xid: bigint; sequence: bigint }>

/** Before the first event of any outbox. */
export const START: Position = Object.freeze({ xid: 0n, sequence: 0n })

/** The largest value of Postgres's `xid8`. */
const XID_MAX = 2n ** 64n - 1n
/** The largest value of Postgres's `bigint`. */
export const SEQUENCE_MAX = 2n ** 63n - 1n

const INSIDE = /^(0|[1-9][0-9]{0,19})\.(0|[1-9][0-9]{0,18})$/
const CURSOR_LENGTH_MAX = 56

/** A reader named a place that no outbox ever gave out. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor'
  constructor() {
    super('not a cursor of this list')
  }
}

/** The text that stands for `position`: letters, digits, `-` and `_`, at most 56 characters. */
export const toCursor = ({ xid, sequence }: Position): string =>
  Buffer.from(`${xid}.${sequence}`, 'latin1').toString('base64url')

/** The position that a cursor stands for. @throws {InvalidCursor} for anything that `toCursor` does not make */
export function fromCursor(cursor: string): Position {
  if (cursor.length > CURSOR_LENGTH_MAX) throw new InvalidCursor()
  const inside = INSIDE.exec(Buffer.from(cursor, 'base64url').toString('latin1'))
  if (!inside) throw new InvalidCursor()
  const position = { xid: BigInt(inside[1] ?? ''), sequence: BigInt(inside[2] ?? '') }
  const inRange = position.xid <= XID_MAX && position.sequence <= SEQUENCE_MAX
  if (!inRange || toCursor(position) !== cursor) throw new InvalidCursor()
  return position
}

/** Whether `a` is told after `b`. */
export const isAfter = (a: Position, b: Position): boolean =>
  a.xid > b.xid || (a.xid === b.xid && a.sequence > b.sequence)
