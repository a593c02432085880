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

/** Where and with what a person was signed in after `since`, whether or not they still are. */
export function readPlaces(tx: Tx, userId: string, since: Date): Promise<Place[]> {
  return tx
    .selectDistinct({ userAgent: sessions.userAgent, address: sessions.address })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.lastUsedAt, since)))
    .limit(ADDRESSES_MAX)
}
