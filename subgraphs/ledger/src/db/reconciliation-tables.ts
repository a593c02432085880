/** Comparing the books with themselves and with what providers and banks say. */
import { at, currency, id, maybeAt, minor } from '@tallystick/db/columns'
import type { Currency } from '@tallystick/money'
import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  customType,
  date,
  index,
  numeric,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type {
  BreakKind,
  MatchingRule,
  ReconciliationScope,
} from '../domain/rules/reconciliation.ts'
import type { Side } from '../domain/rules/side.ts'
import type { LineVerdict } from '../domain/rules/statement-matching.ts'
import { ledgerSchema } from './tables.ts'

const maybeMinor = () => numeric({ mode: 'bigint', precision: 78, scale: 0 })
const count = () => bigint({ mode: 'number' })
const hash = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })

/** A provider's or bank's statement, imported line by line. */
export const providerStatements = ledgerSchema.table(
  'provider_statements',
  {
    id: id('stm').primaryKey(),
    /** Whose clearing accounts it is a statement of. */
    provider: text().notNull(),
    /** The first day that it covers, in UTC … */
    fromDay: date().notNull(),
    /** … and the last. */
    toDay: date().notNull(),
    /** The one currency that it is about; null for all. */
    currency: text().$type<Currency>(),
    lineCount: count().notNull().default(0),
    /** Of all lines so far, one after the other: the same lines in pages of any size come to the same. */
    linesHash: hash().notNull(),
    createdAt: at(),
    /** When all lines were there; null while it is being imported. */
    importedAt: maybeAt(),
    /** The last finished comparison of it, whose matches count. */
    reconciliationId: id('rec'),
  },
  (table) => [
    // A statement counts once: neither its period nor its lines come twice.
    uniqueIndex('provider_statements_one_per_period')
      .on(table.provider, table.fromDay, table.toDay, sql`coalesce(${table.currency}, '')`)
      .where(sql`${table.importedAt} is not null`),
    uniqueIndex('provider_statements_one_per_content')
      .on(table.provider, table.linesHash)
      .where(sql`${table.importedAt} is not null and ${table.lineCount} > 0`),
    index('provider_statements_newest').on(table.createdAt, table.id),
    index('provider_statements_reconciliation_id').on(table.reconciliationId),
  ],
)

/** Lines of statements. The trigger `provider_statement_lines_kept` lets none of an imported statement change. */
export const providerStatementLines = ledgerSchema.table(
  'provider_statement_lines',
  {
    statementId: id('stm').notNull(),
    /** From 1, as in the file. */
    line: count().notNull(),
    /** What the provider calls the movement; our payment id when it was told it; empty when it has no name. */
    reference: text().notNull(),
    /** The payment that the reference names, when it is a payment's id. */
    paymentId: id('pay'),
    /** DEBIT: it owes us more. */
    side: text().$type<Side>().notNull(),
    amount: minor(),
    currency: currency(),
    bookedAt: at(),
  },
  (table) => [
    primaryKey({ name: 'provider_statement_lines_pkey', columns: [table.statementId, table.line] }),
    index('provider_statement_lines_reference').on(table.statementId, table.reference, table.line),
    check('provider_statement_lines_amount', sql`${table.amount} > 0`),
    check('provider_statement_lines_side', sql`${table.side} in ('DEBIT', 'CREDIT')`),
  ],
)

/** What a comparison made of each line of its statement, and which entry it was paired with. */
export const statementMatches = ledgerSchema.table(
  'statement_matches',
  {
    reconciliationId: id('rec').notNull(),
    line: count().notNull(),
    verdict: text().$type<LineVerdict>().notNull(),
    /** What paired it; null when nothing did. */
    rule: text().$type<MatchingRule>(),
    ledgerAccountId: id('lac'),
    version: count(),
  },
  (table) => [
    primaryKey({ name: 'statement_matches_pkey', columns: [table.reconciliationId, table.line] }),
    index('statement_matches_entry').on(table.ledgerAccountId, table.version),
    index('statement_matches_differing')
      .on(table.reconciliationId, table.line)
      .where(sql`${table.verdict} <> 'MATCHED'`),
  ],
)

/** Comparisons that were asked for and made. */
export const reconciliations = ledgerSchema.table(
  'reconciliations',
  {
    id: id('rec').primaryKey(),
    scope: text().$type<ReconciliationScope>().notNull(),
    /** For PROVIDER. */
    statementId: id('stm'),
    /** For PROVIDER: how many days booking and recording may lie apart. */
    lateDays: smallint(),
    startedAt: at(),
    finishedAt: maybeAt(),
    /** How often it was begun: a process may die, but not for ever. */
    attemptCount: smallint().notNull().default(0),
    /** Balances, or lines of a statement, that were compared. */
    comparedCount: count().notNull().default(0),
    matchedCount: count().notNull().default(0),
    breakCount: count().notNull().default(0),
    /** Entries that the provider may still book in time. */
    pendingCount: count().notNull().default(0),
    actorId: text(),
  },
  (table) => [
    index('reconciliations_newest').on(table.startedAt, table.id),
    index('reconciliations_unfinished')
      .on(table.startedAt, table.id)
      .where(sql`${table.finishedAt} is null`),
  ],
)

/** Differences that were found, each until someone has explained it or it is gone. */
export const reconciliationBreaks = ledgerSchema.table(
  'reconciliation_breaks',
  {
    id: id('brk').primaryKey(),
    /** The comparison that opened it … */
    reconciliationId: id('rec').notNull(),
    /** … and the last that found it. */
    lastReconciliationId: id('rec').notNull(),
    scope: text().$type<ReconciliationScope>().notNull(),
    kind: text().$type<BreakKind>().notNull(),
    /** What it is about: a ledger account, an entry, a line. The same difference found again is the same break. */
    subject: text().notNull(),
    provider: text(),
    statementId: id('stm'),
    line: count(),
    ledgerAccountId: id('lac'),
    version: count(),
    ledgerTransactionId: id('ltx'),
    /** Of what is expected, and of what was found unless that has its own. */
    currency: text().$type<Currency>().notNull(),
    foundCurrency: text().$type<Currency>(),
    expected: maybeMinor(),
    found: maybeMinor(),
    detail: text().notNull(),
    /** Who looks into it. */
    ownerId: id('usr'),
    openedAt: at(),
    resolvedAt: maybeAt(),
    /** The note of the person who explained it, or `gone`. */
    resolution: text(),
    /** The person; null when a comparison found it gone. */
    resolvedBy: id('usr'),
  },
  (table) => [
    uniqueIndex('reconciliation_breaks_open_once')
      .on(table.subject, table.kind)
      .where(sql`${table.resolvedAt} is null`),
    index('reconciliation_breaks_subject').on(table.subject, table.kind),
    index('reconciliation_breaks_open')
      .on(table.openedAt, table.id)
      .where(sql`${table.resolvedAt} is null`),
    index('reconciliation_breaks_oldest').on(table.openedAt, table.id),
    index('reconciliation_breaks_of').on(table.lastReconciliationId, table.openedAt, table.id),
  ],
)
