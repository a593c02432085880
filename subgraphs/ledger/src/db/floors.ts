import type { Tx } from '@tallystick/db'
import { toUuid } from '@tallystick/ids'
import type { Money } from '@tallystick/money'
import { sql } from 'drizzle-orm'

/** Why a floor stays as it is. */
export type FloorRefusal = 'ACCOUNT_UNKNOWN' | 'CURRENCY_MISMATCH' | 'OVERDRAWN_FURTHER'

/** Sets the floor of a customer's account and writes down that it was set. @returns null when done */
export async function setFloor(
  tx: Tx,
  {
    accountId,
    floor,
    reason,
    actorId,
  }: Readonly<{ accountId: string; floor: Money; reason: string; actorId: string | null }>,
): Promise<FloorRefusal | null> {
  const [row] = await tx.execute<{ refusal: FloorRefusal | null }>(sql`
    select ledger.set_floor(${toUuid('acc', accountId)}::uuid, ${floor.currency},
      ${floor.minor.toString()}::numeric, ${reason}, ${actorId}) as refusal`)
  if (!row) throw new Error('setting a floor gave no answer')
  return row.refusal
}
