/** What makes a request that is sent again the same request. */
import { at, id } from '@tallystick/db/columns'
import { sql } from 'drizzle-orm'
import { check, index, jsonb, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import type { Operation, StoredAnswer } from '../domain/rules/answer.ts'
import { paymentsSchema } from './tables.ts'

/**
 * The callers' names for their attempts, each written in the transaction of the payment that it made.
 *
 * `outcome` is what was answered first, for ever; null while that is not decided.
 */
export const idempotencyKeys = paymentsSchema.table(
  'idempotency_keys',
  {
    principal: id('usr').notNull(),
    operation: text().$type<Operation>().notNull(),
    key: text().notNull(),
    /** SHA-256 of what the request means, in hex. */
    requestHash: text().notNull(),
    paymentId: id('pay').notNull(),
    /** The leg that it asked for; null when it asked for the payment. */
    legId: id('ptx'),
    outcome: jsonb().$type<StoredAnswer>(),
    createdAt: at(),
  },
  (t) => [
    primaryKey({ name: 'idempotency_keys_once', columns: [t.principal, t.operation, t.key] }),
    unique('idempotency_keys_one_per_act').on(t.paymentId, t.legId).nullsNotDistinct(),
    index('idempotency_keys_oldest').on(t.createdAt),
    check('idempotency_keys_hash', sql`${t.requestHash} ~ '^[0-9a-f]{64}$'`),
    check('idempotency_keys_visible_ascii', sql`${t.key} ~ '^[!-~]{1,255}$'`),
  ],
)
