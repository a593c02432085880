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
  jsonb,
  numeric,
  pgSchema,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { HoldMoveKind, HoldStatus } from '../domain/rules/hold.ts'
import type { LedgerAccountCode } from '../domain/rules/ledger-account.ts'
import type { PostingRefusal } from '../domain/rules/posting.ts'
import type { Side } from '../domain/rules/side.ts'

/** The schema that the role of the Ledger subgraph may read, and write through functions alone. */
export const ledgerSchema = pgSchema('ledger')

/** SHA-256 of what was asked for under an id, so that the id cannot be used for something else. */
const contentHash = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })

/** What money may be in, and how many decimals it has. As `packages/money` says; a ledger account is in one of them. */
export const currencies = ledgerSchema.table(
  'currencies',
  {
    code: currency().primaryKey(),
    exponent: smallint().notNull(),
    kind: text().$type<'FIAT' | 'CRYPTO'>().notNull(),
  },
  (table) => [
    check('currencies_exponent', sql`${table.exponent} between 0 and 18`),
    check('currencies_kind', sql`${table.kind} in ('FIAT', 'CRYPTO')`),
  ],
)

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
    /** How many hold moves there are. */
    heldVersion: bigint({ mode: 'number' }).notNull().default(0),
    /** When the newest entry or hold move was recorded: the next is not recorded before, whatever the clock says. */
    recordedAt: at().default(sql`'-infinity'`),
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
    foreignKey({
      name: 'ledger_accounts_in_currency',
      columns: [table.currency],
      foreignColumns: [currencies.code],
    }),
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

/** Whose accounts are, as Accounts has told: also of accounts to which nothing was posted yet. Append-only. */
export const knownAccounts = ledgerSchema.table('known_accounts', {
  id: id('acc').primaryKey(),
  ownerId: id('usr').notNull(),
})

/** Every floor that a ledger account has had since it was opened, with the first version for which it held. Append-only. */
export const floorChanges = ledgerSchema.table(
  'floor_changes',
  {
    ledgerAccountId: id('lac').notNull(),
    /** Entries of a higher version are judged by it, until the next change. */
    afterVersion: bigint({ mode: 'number' }).notNull(),
    floorBefore: numeric({ mode: 'bigint', precision: 78, scale: 0 }),
    floor: numeric({ mode: 'bigint', precision: 78, scale: 0 }),
    reason: text().notNull(),
    /** Who asked for it, as in events. */
    actorId: text(),
    recordedAt: at(),
  },
  (table) => [index('floor_changes_ledger_account').on(table.ledgerAccountId, table.afterVersion)],
)

/** Balanced sets of entries. Append-only. */
export const ledgerTransactions = ledgerSchema.table(
  'ledger_transactions',
  {
    id: id('ltx').primaryKey(),
    paymentId: id('pay'),
    /** The ledger transaction that this one undoes, entry by entry. */
    reverses: id('ltx'),
    effectiveAt: at(),
    /** Taken while the ledger accounts are locked, so that it grows with each account's versions. */
    recordedAt: at(),
    description: text().notNull(),
    /** Facts for programs, at most 20 of them; null for none. */
    metadata: jsonb().$type<Readonly<Record<string, string>>>(),
    /** Secret of this row: with it the tally log commits to words and balances without showing them. */
    salt: uuid().notNull(),
    contentHash: contentHash().notNull(),
    /** Where its entries are, in order: the ledger account of each … */
    entryAccounts: uuid().array().notNull(),
    /** … and its version there. Two lookups instead of an index on every entry. */
    entryVersions: bigint({ mode: 'number' }).array().notNull(),
  },
  (table) => [
    index('ledger_transactions_payment_id').on(table.paymentId),
    index('ledger_transactions_recorded').on(table.recordedAt, table.id),
    uniqueIndex('ledger_transactions_reversed_once')
      .on(table.reverses)
      .where(sql`${table.reverses} is not null`),
  ],
)

/**
 * Debits and credits. Append-only, in 4 partitions by the hash of the ledger account (which drizzle-kit cannot say).
 *
 * The primary key is the only index that every posting pays for: it pages an account, finds a balance at a version and,
 * by the list that the ledger transaction keeps, the entries of a ledger transaction. Instead of foreign keys the trigger
 * `entries_belong` looks at all rows of a statement together, at a tenth of the price.
 */
export const entries = ledgerSchema.table(
  'entries',
  {
    ledgerAccountId: id('lac').notNull(),
    /** 1 for the ledger account's first entry, growing by one. */
    version: bigint({ mode: 'number' }).notNull(),
    ledgerTransactionId: id('ltx').notNull(),
    /** Its place in the ledger transaction, from 1. */
    ordinal: smallint().notNull(),
    side: text().$type<Side>().notNull(),
    amount: minor(),
    /** The ledger account's posted balance, on its normal side, right after this entry. */
    balanceAfter: minor(),
    /** As in the ledger transaction; here so that an account's past needs no join. */
    recordedAt: at(),
    effectiveAt: at(),
  },
  (table) => [
    primaryKey({ name: 'entries_pkey', columns: [table.ledgerAccountId, table.version] }),
    // Entries that did not take effect when they were recorded: few, and all that a balance by time of effect has to add.
    index('entries_effective')
      .on(table.ledgerAccountId, table.effectiveAt)
      .where(sql`${table.effectiveAt} <> ${table.recordedAt}`),
    // A day is one stretch of each partition.
    index('entries_recorded')
      .using('brin', table.recordedAt)
      .with({ pages_per_range: 16, autosummarize: true }),
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
    /** How much of it was posted; the rest is held while it is OPEN, and free afterwards. */
    posted: minor().default(sql`0`),
    status: text().$type<HoldStatus>().notNull(),
    expiresAt: maybeAt(),
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
    check('holds_posted_within', sql`${table.posted} between 0 and ${table.amount}`),
    check('holds_posted', sql`${table.status} <> 'POSTED' or ${table.posted} > 0`),
  ],
)

/**
 * Every change of what is held, as entries are of what is posted. Append-only: with it, what was held at any moment is one
 * lookup, also after a hold was posted in parts.
 */
export const holdMoves = ledgerSchema.table(
  'hold_moves',
  {
    ledgerAccountId: id('lac').notNull(),
    /** 1 for the ledger account's first move, growing by one. */
    heldVersion: bigint({ mode: 'number' }).notNull(),
    /** How many entries the ledger account had: the move came after them and before the next. Times may be equal. */
    version: bigint({ mode: 'number' }).notNull(),
    holdId: id('hld').notNull(),
    kind: text().$type<HoldMoveKind>().notNull(),
    /** How much more is held (PLACED), or less (all others). */
    amount: minor(),
    heldAfter: minor(),
    recordedAt: at(),
    /** The ledger transaction that drew on the hold; null unless POSTED. */
    ledgerTransactionId: id('ltx'),
  },
  (table) => [
    primaryKey({ name: 'hold_moves_pkey', columns: [table.ledgerAccountId, table.heldVersion] }),
    index('hold_moves_hold_id').on(table.holdId),
    check('hold_moves_amount_positive', sql`${table.amount} > 0`),
    check('hold_moves_kind', sql`${table.kind} in ('PLACED', 'POSTED', 'VOIDED', 'EXPIRED')`),
    check(
      'hold_moves_posted_by',
      sql`(${table.kind} = 'POSTED') = (${table.ledgerTransactionId} is not null)`,
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
