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

/** Where a person was signed in, and with what: the address and the header as they came. */
export type Place = Readonly<{ userAgent: string | null; address: string | null }>

/** Whether a person was ever signed in, and where and with what after `since`, whether or not they still are. */
export async function readPlaces(
  tx: Tx,
  userId: string,
  since: Date,
): Promise<Readonly<{ isFirst: boolean; places: readonly Place[] }>> {
  const isTheirs = eq(sessions.userId, userId)
  const places = await tx
    .selectDistinct({ userAgent: sessions.userAgent, address: sessions.address })
    .from(sessions)
    .where(and(isTheirs, gt(sessions.lastUsedAt, since)))
    .limit(ADDRESSES_MAX)
  if (places.length > 0) return { isFirst: false, places }
  const older = await tx.select({ id: sessions.id }).from(sessions).where(isTheirs).limit(1)
  return { isFirst: older.length === 0, places }
}
