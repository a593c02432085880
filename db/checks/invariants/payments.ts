/** What several invariants of Payments say of a row, in SQL. */

/** The kinds whose money moves in one ledger transaction. */
export const ONE_STEP = `('SEND', 'TRANSFER', 'REQUEST', 'TOP_UP')`

/** The statuses of a payment whose money has moved. */
export const MOVED = `('COMPLETED', 'PARTIALLY_REFUNDED', 'REFUNDED')`

/** The statuses of a payment whose money will never move. */
export const NEVER_MOVED = `('FAILED', 'CANCELLED', 'EXPIRED')`

/** The statuses in which nothing is left to do. */
export const AT_REST = `('COMPLETED', 'PARTIALLY_REFUNDED', 'REFUNDED', 'FAILED', 'CANCELLED', 'EXPIRED')`

/** What the simulator was asked to bring in. A reference is the payment's id, with the number of the attempt after a dot. */
export const CHARGES = `(
  select *, split_part(reference, '.', 1) as payment_name from payments.simulator_acts where act = 'CHARGE')`

/** A payment as clients see its id. */
export const SHOWN = `pg_temp.shown('pay', p.id) as payment_id`
