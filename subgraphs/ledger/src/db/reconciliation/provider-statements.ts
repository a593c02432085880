import type { Database, Db, Tx } from '@tallystick/db'
import { toUuid } from '@tallystick/ids'
import { and, desc, eq, getTableColumns, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { ProviderStatement } from '../../domain/rules/provider-statement.ts'
import { paymentOf, type StatementLine } from '../../domain/rules/statement-line.ts'
import { providerStatementLines, providerStatements } from '../reconciliation-tables.ts'

/** Lines that are deleted at once. */
const PAGE = 5_000

const columns = getTableColumns(providerStatements)

/** Adds a statement without lines. */
export async function insertStatement(db: Db, statement: ProviderStatement): Promise<void> {
  await db.insert(providerStatements).values(statement)
}

/** Reads a statement. */
export async function findStatement(db: Db, id: string): Promise<ProviderStatement | undefined> {
  const [row] = await db
    .select(columns)
    .from(providerStatements)
    .where(eq(providerStatements.id, id))
  return row
}

/** Locks a statement, so that pages of lines come one after the other. */
export async function lockStatement(tx: Tx, id: string): Promise<ProviderStatement | undefined> {
  const [row] = await tx
    .select(columns)
    .from(providerStatements)
    .where(eq(providerStatements.id, id))
    .for('update')
  return row
}

type Period = Pick<ProviderStatement, 'provider' | 'fromDay' | 'toDay' | 'currency'>

/** Finds the statement of the same provider, days and currency: the imported one, or the newest that is not. */
export async function findStatementOf(
  db: Db,
  { provider, fromDay, toDay, currency }: Period,
  { isImported }: { isImported: boolean },
): Promise<ProviderStatement | undefined> {
  const { importedAt } = providerStatements
  const [row] = await db
    .select(columns)
    .from(providerStatements)
    .where(
      and(
        eq(providerStatements.provider, provider),
        eq(providerStatements.fromDay, fromDay),
        eq(providerStatements.toDay, toDay),
        currency === null
          ? isNull(providerStatements.currency)
          : eq(providerStatements.currency, currency),
        isImported ? isNotNull(importedAt) : isNull(importedAt),
      ),
    )
    .orderBy(desc(providerStatements.createdAt))
    .limit(1)
  return row
}

/** Finds the imported statement of a provider that has exactly these lines. */
export async function findStatementWith(
  db: Db,
  { provider, linesHash }: Pick<ProviderStatement, 'provider' | 'linesHash'>,
): Promise<ProviderStatement | undefined> {
  const [row] = await db
    .select(columns)
    .from(providerStatements)
    .where(
      and(
        eq(providerStatements.provider, provider),
        eq(providerStatements.linesHash, linesHash),
        isNotNull(providerStatements.importedAt),
      ),
    )
  return row
}

/** Adds lines after those that are there. The statement must be locked, and `linesHash` come from it and them. */
export async function insertLines(
  tx: Tx,
  { id, lineCount }: Pick<ProviderStatement, 'id' | 'lineCount'>,
  { lines, linesHash }: { lines: readonly StatementLine[]; linesHash: Buffer },
): Promise<void> {
  const rows = lines.map(({ reference, side, amount, bookedAt }, index) => {
    const payment = paymentOf(reference)
    return {
      line: lineCount + 1 + index,
      reference,
      payment_id: payment && toUuid('pay', payment),
      side,
      amount: amount.minor.toString(),
      currency: amount.currency,
      booked_at: bookedAt,
    }
  })
  // One parameter, however many: the statement stays the same and stays prepared.
  await tx.execute(sql`
    insert into ${providerStatementLines} (statement_id, line, reference, payment_id, side, amount, currency, booked_at)
    select ${toUuid('stm', id)}::uuid, line, reference, payment_id, side, amount, currency, booked_at
      from json_to_recordset(${JSON.stringify(rows)}::text::json)
        as l (line bigint, reference text, payment_id uuid, side text, amount numeric, currency text, booked_at timestamptz)`)
  await tx
    .update(providerStatements)
    .set({ lineCount: lineCount + lines.length, linesHash })
    .where(eq(providerStatements.id, id))
}

/** From now on the statement counts, and none of its lines changes. @throws a violation of `provider_statements_one_per_…` */
export async function setImported(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.update(providerStatements).set({ importedAt: at }).where(eq(providerStatements.id, id))
}

/** Throws away a statement that is not imported, lines first, in pages. */
export async function deleteStatement(db: Database, id: string): Promise<void> {
  const lineCount = (await findStatement(db, id))?.lineCount ?? 0
  for (let from = 1; from <= lineCount; from += PAGE)
    await db.execute(sql`
      delete from ledger.provider_statement_lines
       where statement_id = ${toUuid('stm', id)}::uuid and line >= ${from} and line < ${from + PAGE}`)
  await db
    .delete(providerStatements)
    .where(and(eq(providerStatements.id, id), isNull(providerStatements.importedAt)))
}

/** Where a statement stands in the list: before every older one. */
export type StatementPosition = Readonly<{ id: string; at: Date }>

/** Lists statements, newest first. */
export function listStatements(
  db: Db,
  {
    provider,
    after,
    limit,
  }: { provider: string | null; after: StatementPosition | null; limit: number },
): Promise<ProviderStatement[]> {
  return db
    .select(columns)
    .from(providerStatements)
    .where(
      and(
        provider === null ? undefined : eq(providerStatements.provider, provider),
        after ? isAfter(after) : undefined,
      ),
    )
    .orderBy(desc(providerStatements.createdAt), desc(providerStatements.id))
    .limit(limit)
}

const isAfter = ({ id, at }: StatementPosition): SQL =>
  sql`(${providerStatements.createdAt}, ${providerStatements.id})
    < (${at.toISOString()}::timestamptz, ${toUuid('stm', id)}::uuid)`
