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
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import {
  CAPTURES,
  type Capture,
  FIRST_STATUSES,
  LEG_STATUSES,
  LEG_TYPES,
  type LegEnding,
  type LegStatus,
  type LegType,
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

type PaymentColumns = Readonly<
  Record<
    | 'kind'
    | 'status'
    | 'priority'
    | 'capture'
    | 'amountMinor'
    | 'feeMinor'
    | 'capturedMinor'
    | 'refundedMinor'
    | 'sequence'
    | 'description'
    | 'metadata'
    | 'payerAccountId'
    | 'payerUserId'
    | 'payeeAccountId'
    | 'payeeUserId'
    | 'anyPayer'
    | 'provider'
    | 'refundOf'
    | 'holdId'
    | 'nextAttemptAt'
    | 'expiresAt',
    AnyPgColumn
  >
>

/** What each column of a payment can hold by itself. */
function wordsAndAmounts(t: PaymentColumns) {
  return [
    check('payments_kind_known', isOneOf(t.kind, PAYMENT_KINDS)),
    check('payments_status_known', isOneOf(t.status, PAYMENT_STATUSES)),
    check('payments_priority_known', isOneOf(t.priority, PRIORITIES)),
    check('payments_amount_positive', sql`${t.amountMinor} > 0`),
    check('payments_fee_not_negative', sql`${t.feeMinor} >= 0`),
    check('payments_sequence_positive', sql`${t.sequence} > 0`),
    check('payments_description_length', sql`char_length(${t.description}) <= 500`),
    check('payments_capture_known', isOneOf(t.capture, CAPTURES)),
    check('payments_captured_within', sql`${t.capturedMinor} between 0 and ${t.amountMinor}`),
    check('payments_refunded_within', sql`${t.refundedMinor} between 0 and ${t.capturedMinor}`),
    check('payments_metadata_flat', sql`jsonb_typeof(${t.metadata}) = 'object'`),
    check(
      'payments_account_of_user',
      sql`(${t.payeeAccountId} is null) = (${t.payeeUserId} is null)`,
    ),
    check('payments_two_sides', sql`${t.payerAccountId} is distinct from ${t.payeeAccountId}`),
    check('payments_refund_of_kind', sql`(${t.kind} = 'REFUND') = (${t.refundOf} is not null)`),
  ]
}

/** What the columns of a payment can hold together. */
function shapes(t: PaymentColumns) {
  return [
    check(
      'payments_shape_of_kind',
      sql`case
        when ${t.kind} = 'TOP_UP' then ${t.payerAccountId} is null and ${t.payerUserId} is null
          and ${t.payeeAccountId} is not null and ${t.provider} is not null
        when ${t.kind} = 'PAYOUT' then ${t.payerAccountId} is not null and ${t.payerUserId} is not null
          and ${t.payeeAccountId} is null and ${t.provider} is not null
        when ${t.kind} = 'REFUND' then ${t.payerAccountId} is not null and ${t.payerUserId} is not null
          and (${t.payeeAccountId} is null) = (${t.provider} is not null)
        else ${t.payeeAccountId} is not null and ${t.provider} is null
        end`,
    ),
    check(
      'payments_payer_named',
      sql`${t.kind} in ('TOP_UP', 'REQUEST', 'PURCHASE') or ${t.payerAccountId} is not null`,
    ),
    // Until somebody says from where, nothing is paid.
    check(
      'payments_payer_before_money',
      sql`${t.kind} = 'TOP_UP' or ${t.payerAccountId} is not null
        or ${t.status} in ('PENDING', 'FAILED', 'CANCELLED', 'EXPIRED')`,
    ),
    check(
      'payments_held_when_authorized',
      sql`${t.status} <> 'AUTHORIZED' or ${t.holdId} is not null`,
    ),
    check(
      'payments_waits_until',
      sql`${t.status} not in ('PENDING', 'AUTHORIZED') or ${t.expiresAt} is not null`,
    ),
    check(
      'payments_timer_until_rest',
      sql`(${t.nextAttemptAt} is null) = (${isOneOf(t.status, STATUSES_AT_REST)})`,
    ),
  ]
}

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
    anyPayer: boolean().notNull().default(false),
    payeeAccountId: id('acc'),
    payeeUserId: id('usr'),
    amountMinor: minor(),
    feeMinor: minor(),
    currency: currency(),
    capture: text().$type<Capture>().notNull().default('AUTOMATIC'),
    capturedMinor: minor().default(sql`0`),
    refundedMinor: minor().default(sql`0`),
    refundOf: id('pay'),
    description: text(),
    metadata: jsonb().$type<Readonly<Record<string, string>>>().notNull().default({}),
    priority: text().$type<Priority>().notNull(),
    provider: text().$type<ProviderName>(),
    methodId: id('pmt'),
    /** What is reserved in the ledger while it is AUTHORIZED. */
    holdId: id('hld'),
    reason: text(),
    sequence: integer().notNull(),
    attemptCount: integer().notNull(),
    nextAttemptAt: maybeAt(),
    expiresAt: maybeAt(),
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
    index('payments_refunds_of').on(t.refundOf).where(sql`${t.refundOf} is not null`),
    foreignKey({
      name: 'payments_refund_of_payment',
      columns: [t.refundOf],
      foreignColumns: [t.id],
    }),
    ...wordsAndAmounts(t),
    ...shapes(t),
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

/** What each payment did or is doing: its legs. One that has ended never changes, and of one payment one is PENDING at most. */
export const paymentTransactions = paymentsSchema.table(
  'payment_transactions',
  {
    id: id('ptx').primaryKey(),
    paymentId: id('pay').notNull(),
    type: text().$type<LegType>().notNull(),
    status: text().$type<LegStatus>().notNull(),
    amountMinor: minor(),
    ending: text().$type<LegEnding>(),
    reference: text(),
    providerReference: text(),
    actionUrl: text(),
    forced: text().$type<'SUCCEEDED' | 'DECLINED'>(),
    reason: text(),
    createdAt: at(),
    updatedAt: at(),
  },
  (t) => [
    foreignKey({
      name: 'payment_transactions_of_payment',
      columns: [t.paymentId],
      foreignColumns: [payments.id],
    }),
    index('payment_transactions_by_payment').on(t.paymentId),
    uniqueIndex('payment_transactions_one_pending')
      .on(t.paymentId)
      .where(sql`${t.status} = 'PENDING'`),
    uniqueIndex('payment_transactions_reference')
      .on(t.reference)
      .where(sql`${t.reference} is not null`),
    check('payment_transactions_type_known', isOneOf(t.type, LEG_TYPES)),
    check('payment_transactions_status_known', isOneOf(t.status, LEG_STATUSES)),
    check('payment_transactions_forced_known', sql`${t.forced} in ('SUCCEEDED', 'DECLINED')`),
    check('payment_transactions_amount_not_negative', sql`${t.amountMinor} >= 0`),
    check(
      'payment_transactions_reference_of_provider',
      sql`(${t.reference} is not null) = (${t.type} in ('CHARGE', 'TRANSFER', 'REFUND'))`,
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

/** What happened here, for everybody else. */
export const outbox = outboxTable(paymentsSchema)
/** How far each consumer has been served from here. */
export const outboxReaders = outboxReadersTable(paymentsSchema)
/** What was received from others, so that it is applied once. */
export const inbox = inboxTable(paymentsSchema)
/** What could not be applied. */
export const deadLetters = deadLettersTable(paymentsSchema)
