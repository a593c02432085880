/** What payments and exchanges cost, since when and by whose decision, and the quotes that were used. */
import { at, currency, id, minor } from '@tallystick/db/columns'
import type { Currency } from '@tallystick/money'
import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  foreignKey,
  integer,
  numeric,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core'
import type { FeeKind } from '../domain/rules/fee.ts'
import type { Priority } from '../domain/rules/payment.ts'
import { paymentsSchema } from './tables.ts'

/** The columns of every version of a schedule: which one, from when on, and who set it why. Null is the shipped one. */
export const versionColumns = () => ({
  version: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  effectiveFrom: at(),
  setBy: id('usr'),
  reason: text().notNull(),
  createdAt: at(),
})

/** One version of the fees of one kind, currency and priority. Only added to. */
export const feeSchedules = paymentsSchema.table(
  'fee_schedules',
  {
    ...versionColumns(),
    kind: text().$type<FeeKind>().notNull(),
    currency: currency(),
    priority: text().$type<Priority>().notNull(),
  },
  (t) => [
    check(
      'fee_schedules_kind_known',
      sql`${t.kind} in ('SEND', 'TRANSFER', 'TOP_UP', 'PAYOUT', 'REQUEST', 'PURCHASE')`,
    ),
    check('fee_schedules_priority_known', sql`${t.priority} in ('ECONOMY', 'STANDARD', 'EXPRESS')`),
  ],
)

/** The fee of amounts from `from_minor` up to the next band of the version. Only added to. */
export const feeBands = paymentsSchema.table(
  'fee_bands',
  {
    version: bigint({ mode: 'number' }).notNull(),
    fromMinor: minor(),
    fixedMinor: minor(),
    basisPoints: integer().notNull(),
    minimumMinor: minor(),
    maximumMinor: numeric({ mode: 'bigint', precision: 78, scale: 0 }),
  },
  (t) => [
    primaryKey({ name: 'fee_bands_once', columns: [t.version, t.fromMinor] }),
    foreignKey({
      name: 'fee_bands_of_schedule',
      columns: [t.version],
      foreignColumns: [feeSchedules.version],
    }),
    check('fee_bands_basis_points', sql`${t.basisPoints} between 0 and 10000`),
    check(
      'fee_bands_not_negative',
      sql`${t.fromMinor} >= 0 and ${t.fixedMinor} >= 0 and ${t.minimumMinor} >= 0`,
    ),
    check('fee_bands_maximum_above_minimum', sql`${t.maximumMinor} >= ${t.minimumMinor}`),
  ],
)

/** One version of what the house keeps of an exchange between two currencies. Only added to. */
export const exchangeSpreads = paymentsSchema.table(
  'exchange_spreads',
  {
    ...versionColumns(),
    fromCurrency: text().$type<Currency>().notNull(),
    toCurrency: text().$type<Currency>().notNull(),
    basisPoints: integer().notNull(),
  },
  (t) => [
    check('exchange_spreads_two_currencies', sql`${t.fromCurrency} <> ${t.toCurrency}`),
    check('exchange_spreads_basis_points', sql`${t.basisPoints} between 0 and 9999`),
  ],
)

/** The quotes that were used, each by one payment. An offered quote that nobody took is stored nowhere. */
export const quoteUses = paymentsSchema.table(
  'quote_uses',
  {
    quoteId: id('quo').primaryKey(),
    paymentId: id('pay').notNull(),
    usedAt: at(),
  },
  (t) => [unique('quote_uses_one_per_payment').on(t.paymentId)],
)
