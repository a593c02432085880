import type { Db, Tx } from '@tallystick/db'
import { and, desc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { ForcedStatus } from '../domain/rules/forced-status.ts'
import type { Leg } from '../domain/rules/payment.ts'
import { forcedStatuses } from './forced-status-tables.ts'
import { paymentTransactions } from './tables.ts'

/** Writes a proposal down. @returns whether there was no open one for the payment */
export async function insertForcedStatus(db: Db, proposal: ForcedStatus): Promise<boolean> {
  const rows = await db
    .insert(forcedStatuses)
    .values(proposal)
    .onConflictDoNothing()
    .returning({ id: forcedStatuses.id })
  return rows.length > 0
}

/** Reads one proposal. With a transaction, holds its row until the end. */
export async function findForcedStatus(
  db: Db | Tx,
  id: string,
  { isLocked }: Readonly<{ isLocked: boolean }> = { isLocked: false },
): Promise<ForcedStatus | undefined> {
  const query = db.select().from(forcedStatuses).where(eq(forcedStatuses.id, id))
  const [row] = await (isLocked ? query.for('update') : query)
  return row
}

/** Writes down what was decided. The row must be locked and open. */
export async function decideForcedStatus(
  tx: Tx,
  { id, decision, decidedBy, decidedAt }: ForcedStatus,
): Promise<void> {
  await tx
    .update(forcedStatuses)
    .set({ decision, decidedBy, decidedAt })
    .where(eq(forcedStatuses.id, id))
}

/** Proposals, newest first. @param limit one more than the page, to see whether the list goes on */
export function listForcedStatuses(
  db: Db,
  {
    isOpen,
    after,
    limit,
  }: Readonly<{
    /** Only those that nobody has decided. */
    isOpen: boolean
    after: Readonly<{ proposedAt: Date; id: string }> | undefined
    limit: number
  }>,
): Promise<ForcedStatus[]> {
  const isAfter: SQL | undefined =
    after &&
    sql`(${forcedStatuses.proposedAt}, ${forcedStatuses.id}) < (${sql.param(after.proposedAt, forcedStatuses.proposedAt)}, ${sql.param(after.id, forcedStatuses.id)})`
  return db
    .select()
    .from(forcedStatuses)
    .where(and(isOpen ? isNull(forcedStatuses.decision) : undefined, isAfter))
    .orderBy(desc(forcedStatuses.proposedAt), desc(forcedStatuses.id))
    .limit(limit)
}

/** Says what the provider is to be taken to have said about a leg that is under way. */
export async function forceLeg(tx: Tx, { id, forced }: Pick<Leg, 'id' | 'forced'>): Promise<void> {
  await tx.update(paymentTransactions).set({ forced }).where(eq(paymentTransactions.id, id))
}
