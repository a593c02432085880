/** What days that are over came to, so that a report of a month or of long ago adds up days and not entries. */
import { at, currency, id } from '@tallystick/db/columns'
import { bigint, date, numeric, primaryKey } from 'drizzle-orm/pg-core'
import { ledgerSchema } from './tables.ts'

/** Days that are summed up, without a gap from the first. A day is one of UTC, by time of recording. Append-only. */
export const closedDays = ledgerSchema.table('closed_days', {
  day: date().primaryKey(),
  closedAt: at(),
  ledgerTransactionCount: bigint({ mode: 'number' }).notNull(),
})

/** What each ledger account of the house, and all customers' wallets of a currency together, did on a day. Append-only. */
export const dayTotals = ledgerSchema.table(
  'day_totals',
  {
    day: date().notNull(),
    /** The ledger account of the house; for wallets, the nil UUID. */
    ledgerAccountId: id('lac').notNull(),
    currency: currency(),
    /** Without the bound of an amount: many of 78 digits come to more. */
    debits: numeric({ mode: 'bigint' }).notNull(),
    credits: numeric({ mode: 'bigint' }).notNull(),
    entryCount: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({
      name: 'day_totals_pkey',
      columns: [table.day, table.ledgerAccountId, table.currency],
    }),
  ],
)
