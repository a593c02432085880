/**
 * Everything the Ledger subgraph owns in Postgres. No other subgraph reads these tables.
 *
 * The role of this subgraph may only read the books: every change goes through the functions of the migration
 * `posting`, which also holds the triggers that keep entries and ledger transactions as they were written.
 */
import { at, currency, id, maybeAt, minor } from '@tallystick/db/columns'
import {
  deadLettersTable,
  inboxTable,
  outboxReadersTable,
  outboxTable,
} from '@tallystick/outbox/tables'
import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  customType,
  foreignKey,
  index,
  numeric,
  pgSchema,
  smallint,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { HoldStatus } from '../domain/rules/hold.ts'
import type { LedgerAccountCode } from '../domain/rules/ledger-account.ts'
import type { PostingRefusal } from '../domain/rules/posting.ts'
import type { Side } from '../domain/rules/side.ts'

/** The schema that the role of the Ledger subgraph may read, and write through functions alone. */
export const ledgerSchema = pgSchema('ledger')

/** SHA-256 of what was asked for under an id, so that the id cannot be used for something else. */
const contentHash = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })

/** Buckets of money. `posted` and `held` follow from entries and holds; they are kept for speed and proved by I3. */
export const ledgerAccounts = ledgerSchema.table(
  'ledger_accounts',
  {
    id: id('lac').primaryKey(),
    code: text().$type<LedgerAccountCode>().notNull(),
    accountId: id('acc'),
    ownerId: id('usr'),
    provider: text(),
    currency: currency(),
    normalSide: text().$type<Side>().notNull(),
    /** The least that may be available; null for no bound. */
    floor: numeric({ mode: 'bigint', precision: 78, scale: 0 }),
    posted: minor().default(sql`0`),
    held: minor().default(sql`0`),
    /** How many entries there are. */
    version: bigint({ mode: 'number' }).notNull().default(0),
    createdAt: at().default(sql`clock_timestamp()`),
  },
  (table) => [
    unique('ledger_accounts_one_per_name')
      .on(table.code, table.accountId, table.provider, table.currency)
      .nullsNotDistinct(),
    // A customer's account has one currency: an entry in another finds no ledger account to go to.
    uniqueIndex('ledger_accounts_one_currency')
      .on(table.accountId)
      .where(sql`${table.accountId} is not null`),
    check('ledger_accounts_above_floor', sql`${table.posted} - ${table.held} >= ${table.floor}`),
    check('ledger_accounts_held_not_negative', sql`${table.held} >= 0`),
    check('ledger_accounts_normal_side', sql`${table.normalSide} in ('DEBIT', 'CREDIT')`),
    check(
      'ledger_accounts_name',
      sql`case ${table.code}
        when 'CUSTOMER_WALLET' then ${table.accountId} is not null and ${table.ownerId} is not null and ${table.provider} is null
        when 'PROVIDER_CLEARING' then ${table.accountId} is null and ${table.ownerId} is null and ${table.provider} is not null
        when 'FEE_INCOME' then ${table.accountId} is null and ${table.ownerId} is null and ${table.provider} is null
        else false end`,
    ),
  ],
)

/** Balanced sets of entries. Append-only. */
export const ledgerTransactions = ledgerSchema.table(
  'ledger_transactions',
  {
    id: id('ltx').primaryKey(),
    paymentId: id('pay'),
    effectiveAt: at(),
    /** Taken while the ledger accounts are locked, so that it grows with each account's versions. */
    recordedAt: at(),
    description: text().notNull(),
    contentHash: contentHash().notNull(),
  },
  ({ paymentId }) => [index('ledger_transactions_payment_id').on(paymentId)],
)

/**
 * Debits and credits. Append-only.
 *
 * Instead of foreign keys the trigger `entries_balanced` looks at all rows of a statement together, at a tenth of the price.
 */
export const entries = ledgerSchema.table(
  'entries',
  {
    id: id('ent').primaryKey(),
    ledgerTransactionId: id('ltx').notNull(),
    ordinal: smallint().notNull(),
    ledgerAccountId: id('lac').notNull(),
    side: text().$type<Side>().notNull(),
    amount: minor(),
    /** The ledger account's posted balance, on its normal side, right after this entry. */
    balanceAfter: minor(),
    /** 1 for the ledger account's first entry, growing by one. */
    version: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [
    unique('entries_one_per_version').on(table.ledgerAccountId, table.version),
    index('entries_ledger_transaction_id').on(table.ledgerTransactionId),
    check('entries_amount_positive', sql`${table.amount} > 0`),
    check('entries_side', sql`${table.side} in ('DEBIT', 'CREDIT')`),
  ],
)

/** What was refused, by id: asked again, the answer is the same even when the balance is not. */
export const postingsRefused = ledgerSchema.table('postings_refused', {
  id: id('ltx').primaryKey(),
  contentHash: contentHash().notNull(),
  refusal: text().$type<PostingRefusal>().notNull(),
  available: numeric({ mode: 'bigint', precision: 78, scale: 0 }),
  currency: text(),
  recordedAt: at(),
})

/** Reservations of part of a ledger account. Changed only while that ledger account is locked. */
export const holds = ledgerSchema.table(
  'holds',
  {
    id: id('hld').primaryKey(),
    ledgerAccountId: id('lac').notNull(),
    amount: minor(),
    status: text().$type<HoldStatus>().notNull(),
    expiresAt: maybeAt(),
    /** The ledger transaction that used it up; null unless POSTED. */
    ledgerTransactionId: id('ltx'),
    contentHash: contentHash().notNull(),
    createdAt: at(),
    /** When it stopped being OPEN. */
    endedAt: maybeAt(),
  },
  (table) => [
    index('holds_ledger_account_id').on(table.ledgerAccountId),
    index('holds_to_expire').on(table.expiresAt).where(sql`${table.status} = 'OPEN'`),
    foreignKey({
      name: 'holds_of_ledger_account',
      columns: [table.ledgerAccountId],
      foreignColumns: [ledgerAccounts.id],
    }),
    check('holds_amount_positive', sql`${table.amount} > 0`),
    check('holds_status', sql`${table.status} in ('OPEN', 'POSTED', 'VOIDED', 'EXPIRED')`),
    check('holds_ended', sql`(${table.status} = 'OPEN') = (${table.endedAt} is null)`),
    check(
      'holds_posted_by',
      sql`(${table.status} = 'POSTED') = (${table.ledgerTransactionId} is not null)`,
    ),
  ],
)

/** Events of this subgraph, written with the change that they report. */
export const outbox = outboxTable(ledgerSchema)
/** How far each reader of the outbox has come. */
export const outboxReaders = outboxReadersTable(ledgerSchema)
/** Events of other subgraphs that were applied here. */
export const inbox = inboxTable(ledgerSchema)
/** Events of other subgraphs that could not be applied, kept for a person to look at. */
export const deadLetters = deadLettersTable(ledgerSchema)
