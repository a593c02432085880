import type { Db } from '@tallystick/db'
import type { Money } from '@tallystick/money'
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { ProviderAct } from '../providers/processor/port.ts'
import { simulatorActs } from './simulator-tables.ts'

/** A line of the simulator's book. */
export type SimulatorAct = typeof simulatorActs.$inferSelect

/** Writes a line into the book, or counts one more call when it is there already. @returns what the book says */
export async function recordAct(
  db: Db,
  {
    act,
    reference,
    amount,
    status,
    of,
  }: {
    act: ProviderAct
    reference: string
    amount: Money
    status: SimulatorAct['status']
    /** For a refund: the charge. */
    of: string | null
  },
): Promise<SimulatorAct> {
  const [row] = await db
    .insert(simulatorActs)
    .values({
      act,
      reference,
      amountMinor: amount.minor,
      currency: amount.currency,
      status,
      of,
      callCount: 1,
    })
    .onConflictDoUpdate({
      target: [simulatorActs.act, simulatorActs.reference],
      set: { callCount: sql`${simulatorActs.callCount} + 1` },
    })
    .returning()
  if (!row) throw new Error('the simulator lost its book')
  return row
}

/** Reads a line, if the book has it. */
export async function findAct(
  db: Db,
  act: ProviderAct,
  reference: string,
): Promise<SimulatorAct | undefined> {
  const [row] = await db
    .select()
    .from(simulatorActs)
    .where(and(eq(simulatorActs.act, act), eq(simulatorActs.reference, reference)))
  return row
}

/** Changes a line whose status is one of `from`. Whoever comes second changes nothing. */
export async function moveAct(
  db: Db,
  {
    act,
    reference,
    from,
    to,
  }: {
    act: ProviderAct
    reference: string
    from: readonly SimulatorAct['status'][]
    to: SimulatorAct['status']
  },
): Promise<void> {
  await db
    .update(simulatorActs)
    .set({ status: to })
    .where(
      and(
        eq(simulatorActs.act, act),
        eq(simulatorActs.reference, reference),
        inArray(simulatorActs.status, [...from]),
      ),
    )
}
