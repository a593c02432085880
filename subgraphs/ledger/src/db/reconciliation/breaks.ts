import type { Db, Tx } from '@tallystick/db'
import { fromUuid, newId, toUuid } from '@tallystick/ids'
import { and, asc, eq, getTableColumns, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type {
  Break,
  BreakKind,
  Difference,
  Reconciliation,
} from '../../domain/rules/reconciliation.ts'
import { reconciliationBreaks } from '../reconciliation-tables.ts'

const columns = getTableColumns(reconciliationBreaks)

/**
 * Notes differences that a comparison found. One that is open already stays the same break; one that a person has
 * explained stays explained while its amounts are the same, unless `reopens`.
 *
 * @param differences each subject and kind at most once
 * @returns the ids of the breaks that are new, with their kinds; at most `newMax` are opened
 */
export async function recordDifferences(
  tx: Tx,
  reconciliation: Pick<Reconciliation, 'id' | 'scope'>,
  { differences, reopens, newMax, now }: RecordRequest,
): Promise<OpenedBreak[]> {
  const rows = JSON.stringify(differences.map(toRow))
  const run = toUuid('rec', reconciliation.id)
  const opened = await tx.execute<{ id: string; kind: BreakKind; subject: string }>(sql`
    with found as materialized (
      select * from json_to_recordset(${rows}::text::json)
        as d (id uuid, kind text, subject text, provider text, statement_id uuid, line bigint, ledger_account_id uuid,
              version bigint, ledger_transaction_id uuid, currency text, found_currency text, expected numeric,
              found numeric, detail text)),
    again as (
      update ledger.reconciliation_breaks b
         set last_reconciliation_id = ${run}::uuid, expected = f.expected, found = f.found, detail = f.detail
        from found f
       where b.subject = f.subject and b.kind = f.kind and b.resolved_at is null
      returning b.subject, b.kind)
    insert into ledger.reconciliation_breaks
      (id, reconciliation_id, last_reconciliation_id, scope, kind, subject, provider, statement_id, line, ledger_account_id,
       version, ledger_transaction_id, currency, found_currency, expected, found, detail, opened_at)
    select f.id, ${run}::uuid, ${run}::uuid, ${reconciliation.scope}, f.kind, f.subject, f.provider, f.statement_id, f.line,
           f.ledger_account_id, f.version, f.ledger_transaction_id, f.currency, f.found_currency, f.expected, f.found,
           f.detail, ${now.toISOString()}::timestamptz
      from found f
     where not exists (select from again a where (a.subject, a.kind) = (f.subject, f.kind))
       and (${reopens} or not exists (
         select from ledger.reconciliation_breaks b
          where b.subject = f.subject and b.kind = f.kind and b.resolved_by is not null
            and (b.expected, b.found) is not distinct from (f.expected, f.found)))
     limit ${newMax}
    returning id, kind, subject`)
  return opened.map((row) => ({ ...row, id: fromUuid('brk', row.id) }))
}

type RecordRequest = Readonly<{
  differences: readonly Difference[]
  reopens: boolean
  newMax: number
  now: Date
}>

/** A break that a comparison has just opened. */
export type OpenedBreak = Readonly<{ id: string; kind: BreakKind; subject: string }>

const toRow = (difference: Difference) => ({
  id: toUuid('brk', newId('brk')),
  kind: difference.kind,
  subject: difference.subject,
  provider: difference.provider,
  statement_id: difference.statementId && toUuid('stm', difference.statementId),
  line: difference.line,
  ledger_account_id: difference.ledgerAccountId && toUuid('lac', difference.ledgerAccountId),
  version: difference.version,
  ledger_transaction_id:
    difference.ledgerTransactionId && toUuid('ltx', difference.ledgerTransactionId),
  currency: difference.currency,
  found_currency: difference.foundCurrency,
  expected: difference.expectedMinor?.toString() ?? null,
  found: difference.foundMinor?.toString() ?? null,
  detail: difference.detail,
})

/**
 * Resolves the open breaks of the comparison's scope that it did not find again, and answers their ids.
 *
 * For a statement: those of its lines, and those of entries that one of its lines is paired with now.
 */
export async function resolveGone(
  tx: Tx,
  { id, scope, statementId }: Pick<Reconciliation, 'id' | 'scope' | 'statementId'>,
  { now, resolution, limit }: { now: Date; resolution: string; limit: number },
): Promise<string[]> {
  const run = sql`${toUuid('rec', id)}::uuid`
  const isOfScope = statementId
    ? sql`(b.statement_id = ${toUuid('stm', statementId)}::uuid and b.line is not null
           or b.kind = 'MISSING_THERE' and exists (
                select from ledger.statement_matches m
                 where m.reconciliation_id = ${run} and m.ledger_account_id = b.ledger_account_id and m.version = b.version))`
    : sql`true`
  const rows = await tx.execute<{ id: string }>(sql`
    update ledger.reconciliation_breaks
       set resolved_at = ${now.toISOString()}::timestamptz, resolution = ${resolution}
     where id in (select b.id from ledger.reconciliation_breaks b
                   where b.resolved_at is null and b.scope = ${scope} and b.last_reconciliation_id <> ${run}
                     and ${isOfScope}
                   limit ${limit})
    returning id`)
  return rows.map((row) => fromUuid('brk', row.id))
}

/** Reads one break. */
export async function findBreak(db: Db, id: string): Promise<Break | undefined> {
  const [row] = await db
    .select(columns)
    .from(reconciliationBreaks)
    .where(eq(reconciliationBreaks.id, id))
  return row && toBreak(row)
}

/** Locks one break, to change it. */
export async function lockBreak(tx: Tx, id: string): Promise<Break | undefined> {
  const [row] = await tx
    .select(columns)
    .from(reconciliationBreaks)
    .where(eq(reconciliationBreaks.id, id))
    .for('update')
  return row && toBreak(row)
}

/** Changes who looks into a break, or how it ended. */
export async function updateBreak(
  tx: Tx,
  id: string,
  change: Partial<Pick<Break, 'ownerId' | 'resolvedAt' | 'resolution' | 'resolvedBy'>>,
): Promise<void> {
  await tx.update(reconciliationBreaks).set(change).where(eq(reconciliationBreaks.id, id))
}

/** Which breaks to list. */
export type BreakFilter = Readonly<{
  isOpen?: boolean | undefined
  kind?: BreakKind | undefined
  provider?: string | undefined
  ownerId?: string | undefined
  statementId?: string | undefined
  /** Those that this comparison was the last to find. */
  reconciliationId?: string | undefined
}>

/** Where a break stands in the list: after every older one. */
export type BreakPosition = Readonly<{ id: string; at: Date }>

/** Lists breaks, the oldest first. */
export async function listBreaks(
  db: Db,
  { filter, after, limit }: { filter: BreakFilter; after: BreakPosition | null; limit: number },
): Promise<Break[]> {
  const table = reconciliationBreaks
  const rows = await db
    .select(columns)
    .from(table)
    .where(
      and(
        filter.isOpen === undefined
          ? undefined
          : filter.isOpen
            ? isNull(table.resolvedAt)
            : isNotNull(table.resolvedAt),
        filter.kind && eq(table.kind, filter.kind),
        filter.provider === undefined ? undefined : eq(table.provider, filter.provider),
        filter.ownerId === undefined ? undefined : eq(table.ownerId, filter.ownerId),
        filter.statementId === undefined ? undefined : eq(table.statementId, filter.statementId),
        filter.reconciliationId === undefined
          ? undefined
          : eq(table.lastReconciliationId, filter.reconciliationId),
        after ? isAfter(after) : undefined,
      ),
    )
    .orderBy(asc(table.openedAt), asc(table.id))
    .limit(limit)
  return rows.map(toBreak)
}

const isAfter = ({ id, at }: BreakPosition): SQL =>
  sql`(${reconciliationBreaks.openedAt}, ${reconciliationBreaks.id})
    > (${at.toISOString()}::timestamptz, ${toUuid('brk', id)}::uuid)`

const toBreak = ({ expected, found, ...row }: typeof reconciliationBreaks.$inferSelect): Break => ({
  ...row,
  expectedMinor: expected,
  foundMinor: found,
})
