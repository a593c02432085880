/** How much accounts may move, and how much they have moved. */
import { at, currency, id, minor } from '@tallystick/db/columns'
import { sql } from 'drizzle-orm'
import { check, numeric, primaryKey, text } from 'drizzle-orm/pg-core'
import type { AccountLevel, LimitDirection } from '../domain/rules/limit.ts'
import { versionColumns } from './fee-tables.ts'
import { paymentsSchema } from './tables.ts'

const maybeMinor = () => numeric({ mode: 'bigint', precision: 78, scale: 0 })
/** Many amounts of 78 digits come to more. */
const sum = () => numeric({ mode: 'bigint' }).notNull()

/** One version of the limits of a level in a currency; null is no limit. Only added to. */
export const limitSchedules = paymentsSchema.table(
  'limit_schedules',
  {
    ...versionColumns(),
    level: text().$type<AccountLevel>().notNull(),
    currency: currency(),
    paymentMinor: maybeMinor(),
    dayMinor: maybeMinor(),
    monthMinor: maybeMinor(),
  },
  (t) => [
    check('limit_schedules_level_known', sql`${t.level} in ('BASIC', 'VERIFIED', 'BUSINESS')`),
    check(
      'limit_schedules_not_negative',
      sql`coalesce(${t.paymentMinor}, 0) >= 0 and coalesce(${t.dayMinor}, 0) >= 0 and coalesce(${t.monthMinor}, 0) >= 0`,
    ),
  ],
)

/**
 * What an account has moved in the day and the month that are counted, and when these end. Written by
 * `payments.spend_limits` and `payments.give_back_limits` under the row's lock.
 */
export const limitUsages = paymentsSchema.table(
  'limit_usages',
  {
    accountId: id('acc').notNull(),
    direction: text().$type<LimitDirection>().notNull(),
    currency: currency(),
    dayStart: at(),
    dayEnd: at(),
    dayMinor: sum(),
    monthStart: at(),
    monthEnd: at(),
    monthMinor: sum(),
  },
  (t) => [
    primaryKey({ name: 'limit_usages_one_each', columns: [t.accountId, t.direction] }),
    check('limit_usages_direction_known', sql`${t.direction} in ('OUT', 'IN')`),
    check('limit_usages_not_negative', sql`${t.dayMinor} >= 0 and ${t.monthMinor} >= 0`),
    check(
      'limit_usages_windows',
      sql`${t.dayStart} < ${t.dayEnd} and ${t.monthStart} < ${t.monthEnd}`,
    ),
  ],
)

/** What each payment took of its account's limits, and in which windows. Deleted when it is given back. */
export const limitUses = paymentsSchema.table(
  'limit_uses',
  {
    paymentId: id('pay').primaryKey(),
    accountId: id('acc').notNull(),
    direction: text().$type<LimitDirection>().notNull(),
    amountMinor: minor(),
    dayStart: at(),
    monthStart: at(),
  },
  (t) => [check('limit_uses_amount_positive', sql`${t.amountMinor} > 0`)],
)
