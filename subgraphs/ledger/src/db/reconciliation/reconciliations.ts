import type { Database, Db, Tx } from '@tallystick/db'
import { fromUuid, toUuid } from '@tallystick/ids'
import { and, asc, desc, eq, getTableColumns, isNull, lte, type SQL, sql } from 'drizzle-orm'
import {
  ATTEMPTS_MAX,
  type Reconciliation,
  type ReconciliationScope,
} from '../../domain/rules/reconciliation.ts'
import { providerStatements, reconciliations } from '../reconciliation-tables.ts'
import { allowLong } from './read-in-pages.ts'

const columns = getTableColumns(reconciliations)

/** Asks for a comparison. */
export async function insertReconciliation(db: Db, asked: Reconciliation): Promise<void> {
  await db.insert(reconciliations).values(asked)
}

/** Reads one comparison. */
export async function findReconciliation(db: Db, id: string): Promise<Reconciliation | undefined> {
  const [row] = await db.select(columns).from(reconciliations).where(eq(reconciliations.id, id))
  return row
}

/** The comparisons that are still to be made, the oldest first; those that were tried too often are left out. */
export function listUnfinished(db: Db, limit: number): Promise<Reconciliation[]> {
  return db
    .select(columns)
    .from(reconciliations)
    .where(and(isNull(reconciliations.finishedAt), lte(reconciliations.attemptCount, ATTEMPTS_MAX)))
    .orderBy(asc(reconciliations.startedAt), asc(reconciliations.id))
    .limit(limit)
}

/** When the newest comparison of the scope was asked for. */
export async function findNewest(db: Db, scope: ReconciliationScope): Promise<Date | undefined> {
  const [row] = await db
    .select({ startedAt: reconciliations.startedAt })
    .from(reconciliations)
    .where(eq(reconciliations.scope, scope))
    .orderBy(desc(reconciliations.startedAt))
    .limit(1)
  return row?.startedAt
}

/** Notes that a comparison is begun (or, by −1, that this one does not count), and answers for which time. */
export async function countAttempt(db: Db, id: string, by: 1 | -1 = 1): Promise<number> {
  const [row] = await db
    .update(reconciliations)
    .set({ attemptCount: sql`${reconciliations.attemptCount} + ${by}` })
    .where(eq(reconciliations.id, id))
    .returning({ attemptCount: reconciliations.attemptCount })
  return row?.attemptCount ?? 0
}

type Report = Pick<
  Reconciliation,
  'comparedCount' | 'matchedCount' | 'breakCount' | 'pendingCount' | 'finishedAt'
>

/** Writes the report; for a statement, its matches count from now on instead of the last ones. */
export async function setFinished(
  tx: Tx,
  { id, statementId }: Pick<Reconciliation, 'id' | 'statementId'>,
  report: Report,
): Promise<void> {
  await tx.update(reconciliations).set(report).where(eq(reconciliations.id, id))
  if (statementId !== null)
    await tx
      .update(providerStatements)
      .set({ reconciliationId: id })
      .where(eq(providerStatements.id, statementId))
}

/** Earlier comparisons of a statement that may still have matches. */
export async function listSuperseded(
  db: Db,
  { id, statementId }: Readonly<{ id: string; statementId: string }>,
): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select r.id from ledger.reconciliations r
     cross join lateral (select from ledger.statement_matches m where m.reconciliation_id = r.id limit 1) matched
     where r.statement_id = ${toUuid('stm', statementId)}::uuid and r.id <> ${toUuid('rec', id)}::uuid`)
  return rows.map((row) => fromUuid('rec', row.id))
}

/** Where a comparison stands in the list: before every older one. */
export type ReconciliationPosition = Readonly<{ id: string; at: Date }>

/** Lists comparisons, newest first. */
export function listReconciliations(
  db: Db,
  { after, limit }: { after: ReconciliationPosition | null; limit: number },
): Promise<Reconciliation[]> {
  return db
    .select(columns)
    .from(reconciliations)
    .where(after ? isAfter(after) : undefined)
    .orderBy(desc(reconciliations.startedAt), desc(reconciliations.id))
    .limit(limit)
}

const isAfter = ({ id, at }: ReconciliationPosition): SQL =>
  sql`(${reconciliations.startedAt}, ${reconciliations.id})
    < (${at.toISOString()}::timestamptz, ${toUuid('rec', id)}::uuid)`

/**
 * Runs `work` while nobody else in any process compares; undefined when somebody does.
 *
 * The lock is that of a transaction that writes nothing, so a process that dies lets go of it.
 */
export async function alone<T>(db: Database, work: () => Promise<T>): Promise<T | undefined> {
  return db.transaction(async (tx) => {
    await allowLong(tx)
    const [row] = await tx.execute<{ locked: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtextextended('ledger:reconciliation', 0)) as locked`,
    )
    return row?.locked ? work() : undefined
  })
}

/** Reads on one snapshot that is kept for long. Writes nothing, so it holds back no event. */
export const onOneSnapshot = <T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.transaction(
    async (tx) => {
      await allowLong(tx)
      return work(tx)
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
