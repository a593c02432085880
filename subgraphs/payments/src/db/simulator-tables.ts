/** What the simulator writes down, which no provider of the world would keep with us. */
import { at, currency, minor } from '@tallystick/db/columns'
import { sql } from 'drizzle-orm'
import { bigserial, check, integer, primaryKey, text } from 'drizzle-orm/pg-core'
import type { ProviderAct, ProviderStatus } from '../providers/processor/port.ts'
import { paymentsSchema } from './tables.ts'

/** The simulator provider's own book: what it was asked to do, and what came of it. Truth of the outside world. */
export const simulatorActs = paymentsSchema.table(
  'simulator_acts',
  {
    id: bigserial({ mode: 'bigint' }).notNull(),
    act: text().$type<ProviderAct>().notNull(),
    reference: text().notNull(),
    amountMinor: minor(),
    currency: currency(),
    status: text().$type<ProviderStatus>().notNull(),
    /** For a refund: the charge that it gives back. */
    of: text('of_reference'),
    /** How often it was asked to do this one thing. */
    callCount: integer().notNull(),
    createdAt: at().defaultNow(),
  },
  (t) => [
    primaryKey({ name: 'simulator_acts_once', columns: [t.act, t.reference] }),
    check('simulator_acts_amount_positive', sql`${t.amountMinor} > 0`),
  ],
)
