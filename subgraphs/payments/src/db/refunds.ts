import type { Db, Tx } from '@tallystick/db'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { type Payment, type PaymentTransition, REFUNDABLE } from '../domain/rules/payment.ts'
import { payments, paymentTransitions } from './tables.ts'

/**
 * Sets part of a payment aside for a refund, and holds its row until `tx` ends.
 *
 * @returns whether so much of it was left
 */
export async function reserveRefund(
  tx: Tx,
  { refundOf, amountMinor }: Readonly<{ refundOf: string; amountMinor: bigint }>,
): Promise<boolean> {
  const rows = await tx
    .update(payments)
    .set({ refundedMinor: sql`${payments.refundedMinor} + ${amountMinor.toString()}::numeric` })
    .where(
      and(
        eq(payments.id, refundOf),
        inArray(payments.status, [...REFUNDABLE]),
        sql`${payments.refundedMinor} + ${amountMinor.toString()}::numeric <= ${payments.capturedMinor}`,
      ),
    )
    .returning({ id: payments.id })
  return rows.length > 0
}

/** Says that a refund came to nothing: what was set aside may be refunded after all. */
export async function releaseRefund(
  tx: Tx,
  { refundOf, amountMinor }: Readonly<{ refundOf: string; amountMinor: bigint }>,
): Promise<void> {
  await tx
    .update(payments)
    .set({ refundedMinor: sql`${payments.refundedMinor} - ${amountMinor.toString()}::numeric` })
    .where(eq(payments.id, refundOf))
}

/** How much of each payment has gone back so far, in minor units: refunds that are complete. */
export async function sumRefunds(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, bigint>> {
  const rows = await db
    .select({
      refundOf: payments.refundOf,
      sum: sql<string>`sum(${payments.amountMinor})::text`,
    })
    .from(payments)
    .where(and(inArray(payments.refundOf, [...ids]), eq(payments.status, 'COMPLETED')))
    .groupBy(payments.refundOf)
  return new Map(rows.map(({ refundOf, sum }) => [refundOf ?? '', BigInt(sum)]))
}

/** The refunds of a payment, oldest first. */
export function findRefunds(db: Db, ids: readonly string[]): Promise<Payment[]> {
  return db
    .select()
    .from(payments)
    .where(inArray(payments.refundOf, [...ids]))
    .orderBy(payments.id)
}

/** Stores what refunds have made of the payments that they give back. Their rows must be locked. */
export async function markRefunded(
  tx: Tx,
  moved: readonly Readonly<{ payment: Payment; transition?: PaymentTransition | undefined }>[],
): Promise<void> {
  for (const { payment, transition } of moved) {
    const { id, status, sequence, updatedAt } = payment
    await tx.update(payments).set({ status, sequence, updatedAt }).where(eq(payments.id, id))
    if (transition) await tx.insert(paymentTransitions).values(transition)
  }
}
