/** Everything the Payments subgraph owns in Postgres. No other subgraph reads these tables. */
import { at, currency, id, maybeAt, minor } from '@tallystick/db/columns'
import {
  deadLettersTable,
  inboxTable,
  outboxReadersTable,
  outboxTable,
} from '@tallystick/outbox/tables'
import { type SQL, sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core'
import type { Operation, StoredAnswer } from '../domain/rules/answer.ts'
import {
  FIRST_STATUSES,
  PAYMENT_KINDS,
  PAYMENT_STATUSES,
  type PaymentKind,
  type PaymentStatus,
  PRIORITIES,
  type Priority,
  type ProviderName,
  STATUSES_AT_REST,
} from '../domain/rules/payment.ts'

/** The Postgres schema that only this subgraph's role may use. */
export const paymentsSchema = pgSchema('payments')

/** Our own words only: a check constraint takes no parameters. */
const isOneOf = (column: AnyPgColumn, words: readonly string[]): SQL =>
  sql`${column} in (${sql.raw(words.map((word) => `'${word}'`).join(', '))})`

/**
 * The payments. A status is changed together with a row in `payment_transitions`, or not at all: a trigger sees to it.
 *
 * `next_attempt_at` is the timer that every payment has until it is at rest.
 */
export const payments = paymentsSchema.table(
  'payments',
  {
    id: id('pay').primaryKey(),
    kind: text().$type<PaymentKind>().notNull(),
    status: text().$type<PaymentStatus>().notNull(),
    payerAccountId: id('acc'),
    payerUserId: id('usr'),
    payeeAccountId: id('acc').notNull(),
    payeeUserId: id('usr').notNull(),
    amountMinor: minor(),
    feeMinor: minor(),
    currency: currency(),
    description: text(),
    priority: text().$type<Priority>().notNull(),
    provider: text().$type<ProviderName>(),
    reason: text(),
    sequence: integer().notNull(),
    attemptCount: integer().notNull(),
    nextAttemptAt: maybeAt(),
    createdAt: at(),
    updatedAt: at(),
  },
  (t) => [
    // Newest first, and the same order as the queries': DESC alone would mean NULLS LAST to drizzle-kit.
    ...(
      [
        ['payments_of_payer', t.payerUserId],
        ['payments_of_payee', t.payeeUserId],
        ['payments_from_account', t.payerAccountId],
        ['payments_to_account', t.payeeAccountId],
      ] as const
    ).map(([name, side]) =>
      index(name).on(side, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    ),
    index('payments_of_status').on(
      t.status,
      t.createdAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    index('payments_newest').on(t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index('payments_due').on(t.nextAttemptAt).where(sql`${t.nextAttemptAt} is not null`),
    check('payments_kind_known', isOneOf(t.kind, PAYMENT_KINDS)),
    check('payments_status_known', isOneOf(t.status, PAYMENT_STATUSES)),
    check('payments_priority_known', isOneOf(t.priority, PRIORITIES)),
    check('payments_amount_positive', sql`${t.amountMinor} > 0`),
    check('payments_fee_not_negative', sql`${t.feeMinor} >= 0`),
    check('payments_sequence_positive', sql`${t.sequence} > 0`),
    check('payments_description_length', sql`char_length(${t.description}) <= 500`),
    check(
      'payments_shape_of_kind',
      sql`case ${t.kind}
        when 'SEND' then ${t.payerAccountId} is not null and ${t.payerUserId} is not null
          and ${t.provider} is null and ${t.payerAccountId} <> ${t.payeeAccountId}
        when 'TOP_UP' then ${t.payerAccountId} is null and ${t.payerUserId} is null
          and ${t.provider} is not null
        end`,
    ),
    check(
      'payments_timer_until_rest',
      sql`(${t.nextAttemptAt} is null) = (${isOneOf(t.status, STATUSES_AT_REST)})`,
    ),
  ],
)

/** Every status that a payment took. Rows are added and never changed: by privilege, and by trigger. */
export const paymentTransitions = paymentsSchema.table(
  'payment_transitions',
  {
    paymentId: id('pay').notNull(),
    sequence: integer().notNull(),
    from: text('from_status').$type<PaymentStatus>(),
    to: text('to_status').$type<PaymentStatus>().notNull(),
    at: at(),
    reason: text(),
  },
  (t) => [
    primaryKey({ name: 'payment_transitions_once', columns: [t.paymentId, t.sequence] }),
    foreignKey({
      name: 'payment_transitions_of_payment',
      columns: [t.paymentId],
      foreignColumns: [payments.id],
    }),
    check('payment_transitions_sequence_positive', sql`${t.sequence} > 0`),
    check('payment_transitions_first', sql`(${t.sequence} = 1) = (${t.from} is null)`),
    check(
      'payment_transitions_begin',
      sql`${t.from} is not null or ${isOneOf(t.to, FIRST_STATUSES)}`,
    ),
  ],
)

/** The moves that a payment may make: `STATUS_MOVES` of `domain/rules/payment.ts`, for the triggers. */
export const paymentStatusMoves = paymentsSchema.table(
  'payment_status_moves',
  {
    from: text('from_status').$type<PaymentStatus>().notNull(),
    to: text('to_status').$type<PaymentStatus>().notNull(),
  },
  (t) => [primaryKey({ name: 'payment_status_moves_once', columns: [t.from, t.to] })],
)

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
    outcome: jsonb().$type<StoredAnswer>(),
    createdAt: at(),
  },
  (t) => [
    primaryKey({ name: 'idempotency_keys_once', columns: [t.principal, t.operation, t.key] }),
    unique('idempotency_keys_one_per_payment').on(t.paymentId),
    check('idempotency_keys_hash', sql`${t.requestHash} ~ '^[0-9a-f]{64}$'`),
    check('idempotency_keys_visible_ascii', sql`${t.key} ~ '^[!-~]{1,255}$'`),
  ],
)

/** The simulator provider's own book: what it was asked to charge, and what came of it. Truth of the outside world. */
export const simulatorCharges = paymentsSchema.table(
  'simulator_charges',
  {
    reference: text().primaryKey(),
    amountMinor: minor(),
    currency: currency(),
    status: text()
      .$type<'SUCCEEDED' | 'DECLINED' | 'REQUIRES_ACTION' | 'PROCESSING' | 'CANCELLED'>()
      .notNull(),
    /** How often it was asked to make this one charge. */
    callCount: integer().notNull(),
    createdAt: at().defaultNow(),
  },
  (t) => [check('simulator_charges_amount_positive', sql`${t.amountMinor} > 0`)],
)

/** What happened here, for everybody else. */
export const outbox = outboxTable(paymentsSchema)
/** How far each consumer has been served from here. */
export const outboxReaders = outboxReadersTable(paymentsSchema)
/** What was received from others, so that it is applied once. */
export const inbox = inboxTable(paymentsSchema)
/** What could not be applied. */
export const deadLetters = deadLettersTable(paymentsSchema)
