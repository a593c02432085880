import type { Db } from '@tallystick/db'
import { and, asc, eq, gte, lt } from 'drizzle-orm'
import { simulatorCharges } from './tables.ts'

/** A movement as a provider's statement has it; `amountMinor` in minor units of `currency`. */
export type StatementRow = Readonly<{
  reference: string
  amountMinor: bigint
  currency: string
  bookedAt: Date
}>

/** What the simulator has taken from `from` until before `to`, in the order of its book. */
export function listSimulatorMovements(
  db: Db,
  { from, to }: Readonly<{ from: Date; to: Date }>,
): Promise<StatementRow[]> {
  return db
    .select({
      reference: simulatorCharges.reference,
      amountMinor: simulatorCharges.amountMinor,
      currency: simulatorCharges.currency,
      bookedAt: simulatorCharges.createdAt,
    })
    .from(simulatorCharges)
    .where(
      and(
        eq(simulatorCharges.status, 'SUCCEEDED'),
        gte(simulatorCharges.createdAt, from),
        lt(simulatorCharges.createdAt, to),
      ),
    )
    .orderBy(asc(simulatorCharges.createdAt), asc(simulatorCharges.reference))
}
