import type { Db } from '@tallystick/db'
import { isOneOf } from '@tallystick/db/columns'
import { and, asc, eq } from 'drizzle-orm'
import type { Leg } from '../domain/rules/payment.ts'
import { paymentTransactions } from './tables.ts'

/** The leg that a payment is doing, if it is doing one that was written down. */
export async function findPendingLeg(db: Db, paymentId: string): Promise<Leg | undefined> {
  const [row] = await db
    .select()
    .from(paymentTransactions)
    .where(
      and(eq(paymentTransactions.paymentId, paymentId), eq(paymentTransactions.status, 'PENDING')),
    )
  return row
}

/** What payments did or are doing, oldest first within each. */
export function findLegs(db: Db, paymentIds: readonly string[]): Promise<Leg[]> {
  return db
    .select()
    .from(paymentTransactions)
    .where(isOneOf(paymentTransactions.paymentId, paymentIds))
    .orderBy(
      asc(paymentTransactions.paymentId),
      asc(paymentTransactions.createdAt),
      asc(paymentTransactions.id),
    )
}

/** Ends a leg by itself, without a move of its payment. One that has ended already stays as it is. */
export async function endLeg(db: Db, { id, status, reason, updatedAt }: Leg): Promise<void> {
  await db
    .update(paymentTransactions)
    .set({ status, reason, updatedAt })
    .where(and(eq(paymentTransactions.id, id), eq(paymentTransactions.status, 'PENDING')))
}
