import type { Db } from '@tallystick/db'
import { and, asc, eq, gte, lt } from 'drizzle-orm'
import { simulatorActs } from './simulator-tables.ts'

/** A movement as a provider's statement has it; `amountMinor` in minor units of `currency`. */
export type StatementRow = Readonly<{
  reference: string
  /** DEBIT for what it took and owes us, CREDIT for what it paid out or gave back. */
  side: 'DEBIT' | 'CREDIT'
  amountMinor: bigint
  currency: string
  bookedAt: Date
}>

/** What the simulator has moved from `from` until before `to`, in the order of its book. */
export async function listSimulatorMovements(
  db: Db,
  { from, to }: Readonly<{ from: Date; to: Date }>,
): Promise<StatementRow[]> {
  const rows = await db
    .select({
      act: simulatorActs.act,
      reference: simulatorActs.reference,
      amountMinor: simulatorActs.amountMinor,
      currency: simulatorActs.currency,
      bookedAt: simulatorActs.createdAt,
    })
    .from(simulatorActs)
    .where(
      and(
        eq(simulatorActs.status, 'SUCCEEDED'),
        gte(simulatorActs.createdAt, from),
        lt(simulatorActs.createdAt, to),
      ),
    )
    .orderBy(asc(simulatorActs.createdAt), asc(simulatorActs.reference))
  return rows.map(({ act, ...row }) => ({ ...row, side: act === 'CHARGE' ? 'DEBIT' : 'CREDIT' }))
}
