/** The columns that every subgraph spells alike, so that no table stores money or time its own way. */
import { fromUuid, type Prefix, toUuid } from '@tallystick/ids'
import type { Currency } from '@tallystick/money'
import { type SQL, sql } from 'drizzle-orm'
import { customType, numeric, type PgColumn, text, timestamp } from 'drizzle-orm/pg-core'

/**
 * An id: `pay_…` in code, 16 bytes in Postgres.
 *
 * Writing or comparing an id of another kind throws a RangeError before the statement is sent. Nullable until
 * `.notNull()` or `.primaryKey()`. Raw `sql` does not convert: write `sql.param(id, table.id)` there.
 */
export const id = (prefix: Prefix) =>
  customType<{ data: string; driverData: string }>({
    dataType: () => 'uuid',
    toDriver: (shown) => toUuid(prefix, shown),
    fromDriver: (stored) => fromUuid(prefix, stored),
  })()

/** Money in minor units. 78 digits hold a uint256, so wei fits as well as cents. */
export const minor = () => numeric({ mode: 'bigint', precision: 78, scale: 0 }).notNull()

/** The currency of the amounts in the same row. */
export const currency = () => text().$type<Currency>().notNull()

/** A moment, always with its time zone. */
export const at = () => timestamp({ withTimezone: true }).notNull()

/** A moment that may not have come yet: `revokedAt`, `completedAt`. */
export const maybeAt = () => timestamp({ withTimezone: true })

/**
 * Whether a column of ids holds one of `ids`. One parameter, however many there are: the statement stays the same and
 * stays prepared, where each length of an IN list is a statement of its own.
 */
export const isOneOf = (column: PgColumn, ids: readonly string[]): SQL => {
  const uuids = ids.map((each) => column.mapToDriverValue(each))
  // In a subquery the text is read once; a plain cast would be read again for each row that is looked at.
  return sql`${column} = any ((select ${`{${uuids.join(',')}}`}::text::uuid[])::uuid[])`
}
