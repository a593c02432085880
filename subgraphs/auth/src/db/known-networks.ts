import type { Tx } from '@tallystick/db'
import { and, eq, gt, isNotNull } from 'drizzle-orm'
import { sessions } from './tables.ts'

/** How many addresses are looked at: more than a person has. */
const ADDRESSES_MAX = 500

/** The addresses that a person was signed in from after `since`, whether or not they still are. */
export async function readSessionAddresses(tx: Tx, userId: string, since: Date): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ address: sessions.address })
    .from(sessions)
    .where(
      and(eq(sessions.userId, userId), isNotNull(sessions.address), gt(sessions.lastUsedAt, since)),
    )
    .limit(ADDRESSES_MAX)
  return rows.flatMap(({ address }) => (address === null ? [] : [address]))
}
