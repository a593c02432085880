/** What several invariants of Payments say of a row, in SQL. */

/** The kinds whose money moves in one ledger transaction. */
export const ONE_STEP = `('SEND', 'TOP_UP')`

/** The statuses of a payment whose money has moved. */
export const MOVED = `('COMPLETED', 'PARTIALLY_REFUNDED', 'REFUNDED')`

/** The statuses of a payment whose money will never move. */
export const NEVER_MOVED = `('FAILED', 'CANCELLED', 'EXPIRED')`

/** The statuses in which nothing is left to do. */
export const AT_REST = `('COMPLETED', 'PARTIALLY_REFUNDED', 'REFUNDED', 'FAILED', 'CANCELLED', 'EXPIRED')`

/** A payment as clients see its id. */
export const SHOWN = `pg_temp.shown('pay', p.id) as payment_id`
