import type { Db } from '@tallystick/db'
import type { Money } from '@tallystick/money'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { simulatorCharges } from './tables.ts'

/** A charge in the simulator's book. */
export type SimulatorCharge = typeof simulatorCharges.$inferSelect

/** Writes a charge into the book, or counts one more call when it is there already. @returns what the book says */
export async function recordCharge(
  db: Db,
  {
    reference,
    amount,
    status,
  }: { reference: string; amount: Money; status: SimulatorCharge['status'] },
): Promise<SimulatorCharge> {
  const [row] = await db
    .insert(simulatorCharges)
    .values({
      reference,
      amountMinor: amount.minor,
      currency: amount.currency,
      status,
      callCount: 1,
    })
    .onConflictDoUpdate({
      target: simulatorCharges.reference,
      set: { callCount: sql`${simulatorCharges.callCount} + 1` },
    })
    .returning()
  if (!row) throw new Error('the simulator lost its book')
  return row
}

/** Reads a charge, if the book has it. */
export async function findCharge(db: Db, reference: string): Promise<SimulatorCharge | undefined> {
  const [row] = await db
    .select()
    .from(simulatorCharges)
    .where(eq(simulatorCharges.reference, reference))
  return row
}

/** Changes a charge whose status is one of `from`. Whoever comes second changes nothing. */
export async function moveCharge(
  db: Db,
  {
    reference,
    from,
    to,
  }: {
    reference: string
    from: readonly SimulatorCharge['status'][]
    to: SimulatorCharge['status']
  },
): Promise<void> {
  await db
    .update(simulatorCharges)
    .set({ status: to })
    .where(
      and(eq(simulatorCharges.reference, reference), inArray(simulatorCharges.status, [...from])),
    )
}
