import type { Db, Tx } from '@tallystick/db'
import { isOneOf } from '@tallystick/db/columns'
import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm'
import type { Payment, PaymentTransition } from '../domain/rules/payment.ts'
import { payments, paymentTransitions } from './tables.ts'

/** Reads one payment, if there is one. */
export async function findPayment(db: Db, id: string): Promise<Payment | undefined> {
  const [row] = await db.select().from(payments).where(eq(payments.id, id))
  return row
}

/** Reads many at once, for the loader. Order and gaps are the loader's business. */
export function findPayments(db: Db, ids: readonly string[]): Promise<Payment[]> {
  return db.select().from(payments).where(isOneOf(payments.id, ids))
}

/** Reads payments that must exist and holds their rows until `tx` ends, so that one change comes after the other. */
export async function lockPayments(tx: Tx, ids: readonly string[]): Promise<Map<string, Payment>> {
  // In the order of ids, so that two transactions that share payments do not wait in a circle.
  const rows = await tx
    .select()
    .from(payments)
    .where(isOneOf(payments.id, ids))
    .orderBy(asc(payments.id))
    .for('update')
  return new Map(rows.map((payment) => [payment.id, payment]))
}

/** Every status that the payments took, oldest first within each. */
export function findTransitions(db: Db, ids: readonly string[]): Promise<PaymentTransition[]> {
  return db
    .select()
    .from(paymentTransitions)
    .where(isOneOf(paymentTransitions.paymentId, ids))
    .orderBy(asc(paymentTransitions.paymentId), asc(paymentTransitions.sequence))
}

/**
 * Takes at most `limit` payments whose timer has run out, for the caller to move on.
 *
 * One statement sets the next timer, so a payment that the caller forgets comes round again. Rows that somebody else
 * holds are left to them.
 */
export function takeDuePayments(
  db: Db,
  { now, nextAttemptAt, limit }: { now: Date; nextAttemptAt: Date; limit: number },
): Promise<Payment[]> {
  const due = db
    .select({ id: payments.id })
    .from(payments)
    .where(lte(payments.nextAttemptAt, now))
    .orderBy(asc(payments.nextAttemptAt))
    .limit(limit)
    .for('update', { skipLocked: true })
  return db
    .update(payments)
    .set({ nextAttemptAt, attemptCount: sql`${payments.attemptCount} + 1` })
    .where(inArray(payments.id, due))
    .returning()
}

/** Takes one payment to move it on, whether its timer has run out or not. Undefined when it is at rest or unknown. */
export async function takePayment(
  db: Db,
  { id, nextAttemptAt }: { id: string; nextAttemptAt: Date },
): Promise<Payment | undefined> {
  const [row] = await db
    .update(payments)
    .set({ nextAttemptAt, attemptCount: sql`${payments.attemptCount} + 1` })
    .where(and(eq(payments.id, id), sql`${payments.nextAttemptAt} is not null`))
    .returning()
  return row
}

/** Changes what is written on a payment. Its row must be locked. */
export async function writeTexts(
  tx: Tx,
  id: string,
  texts: Pick<Payment, 'description' | 'metadata'>,
): Promise<void> {
  await tx.update(payments).set(texts).where(eq(payments.id, id))
}
