/** What administrators say a provider did when it does not say so itself. Two of them, each time. */
import { at, id, maybeAt } from '@tallystick/db/columns'
import { sql } from 'drizzle-orm'
import { check, foreignKey, index, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { ForcedDecision, ForcedStatusName } from '../domain/rules/forced-status.ts'
import { payments, paymentsSchema } from './tables.ts'

/** Proposals, and what became of each. One that is decided never changes. */
export const forcedStatuses = paymentsSchema.table(
  'forced_statuses',
  {
    id: id('fst').primaryKey(),
    paymentId: id('pay').notNull(),
    to: text('to_status').$type<ForcedStatusName>().notNull(),
    reason: text().notNull(),
    proposedBy: id('usr').notNull(),
    proposedAt: at(),
    decision: text().$type<ForcedDecision>(),
    decidedBy: id('usr'),
    decidedAt: maybeAt(),
  },
  (t) => [
    foreignKey({
      name: 'forced_statuses_of_payment',
      columns: [t.paymentId],
      foreignColumns: [payments.id],
    }),
    index('forced_statuses_newest').on(t.proposedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    uniqueIndex('forced_statuses_one_open').on(t.paymentId).where(sql`${t.decision} is null`),
    check('forced_statuses_to_known', sql`${t.to} in ('COMPLETED', 'FAILED')`),
    check('forced_statuses_decision_known', sql`${t.decision} in ('APPROVED', 'REJECTED')`),
    check('forced_statuses_reason_length', sql`char_length(${t.reason}) between 1 and 500`),
    check(
      'forced_statuses_decided_whole',
      sql`(${t.decision} is null) = (${t.decidedBy} is null)
        and (${t.decision} is null) = (${t.decidedAt} is null)`,
    ),
    // Whoever proposes may take it back, and never approve it.
    check(
      'forced_statuses_two_people',
      sql`${t.decision} is distinct from 'APPROVED' or ${t.decidedBy} <> ${t.proposedBy}`,
    ),
  ],
)
