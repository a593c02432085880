import type { Db, Tx } from '@tallystick/db'
import { toUuid } from '@tallystick/ids'
import { type Currency, type Money, money } from '@tallystick/money'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { SpendCap } from '../domain/rules/key-limits.ts'
import { type Spend, windowStart } from '../domain/rules/spend.ts'
import { spendReservations } from './tables.ts'

/** A reservation as stored. */
export type Reservation = Readonly<{
  keyId: string
  amounts: readonly Money[]
  isReleased: boolean
}>

/** Holds the name of a reservation until `tx` ends, whether there is one of that name or not. */
export async function lockReservation(tx: Tx, id: string): Promise<void> {
  const name = `auth.spend_reservations:${id}`
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`)
}

/** Finds a reservation. */
export async function findReservation(db: Db, id: string): Promise<Reservation | undefined> {
  const rows = await db.select().from(spendReservations).where(eq(spendReservations.id, id))
  const [first] = rows
  if (!first) return undefined
  return {
    keyId: first.keyId,
    amounts: rows.map((row) => money(row.minor, row.currency)),
    isReleased: first.releasedAt !== null,
  }
}

/** Stores a reservation. Its name and the key must be locked. */
export async function insertReservation(
  tx: Tx,
  { id, keyId, spend, now }: { id: string; keyId: string; spend: Spend; now: Date },
): Promise<void> {
  const rows = [...spend].map(([currency, minor]) => ({ id, keyId, currency, minor, at: now }))
  await tx.insert(spendReservations).values(rows)
}

/** Sums what was reserved by a key, and not released, within the time of each cap, in the order of caps. */
export async function sumReserved(
  tx: Tx,
  keyId: string,
  { caps, now }: { caps: readonly SpendCap[]; now: Date },
): Promise<{ cap: SpendCap; spentMinor: bigint }[]> {
  // One parameter, however many caps: the statement stays the same and stays prepared.
  const times = JSON.stringify(
    caps.map((cap, position) => ({
      position,
      currency: cap.amount.currency,
      since: windowStart(cap, now),
    })),
  )
  const sums = await tx.execute<{ spent: string }>(sql`
    select coalesce(sum(r.minor), 0)::text as spent
      from jsonb_to_recordset(${times}::text::jsonb) as cap (position int, currency text, since timestamptz)
      left join ${spendReservations} r
        on r.key_id = ${toUuid('key', keyId)}::uuid and r.currency = cap.currency
       and r.at > cap.since and r.released_at is null
     group by cap.position order by cap.position`)
  return caps.map((cap, index) => ({ cap, spentMinor: BigInt(sums[index]?.spent ?? '0') }))
}

/**
 * Finds when the reservation was made with whose leaving the time of a cap `lackingMinor` will have become free; the last
 * one when all of them are not enough, and undefined when there is none.
 */
export async function findFreeing(
  tx: Tx,
  keyId: string,
  { cap, lackingMinor, now }: { cap: SpendCap; lackingMinor: bigint; now: Date },
): Promise<Date | undefined> {
  const { currency } = cap.amount
  const since = windowStart(cap, now).toISOString()
  const [row] = await tx.execute<{ ms: string | null }>(sql`
    select (extract(epoch from coalesce(min(at) filter (where freed >= ${lackingMinor.toString()}::numeric), max(at))) * 1000)::bigint::text as ms
      from (
      select r.at, sum(r.minor) over (order by r.at) as freed from ${spendReservations} r
       where r.key_id = ${toUuid('key', keyId)}::uuid and r.currency = ${currency satisfies Currency}::text
         and r.at > ${since}::timestamptz and r.released_at is null
    ) leaving`)
  return row?.ms ? new Date(Number(row.ms)) : undefined
}

/** Gives a reservation back. One that was given back keeps its first time. Its name must be locked. */
export async function releaseReservation(tx: Tx, id: string, now: Date): Promise<void> {
  await tx
    .update(spendReservations)
    .set({ releasedAt: now })
    .where(and(eq(spendReservations.id, id), isNull(spendReservations.releasedAt)))
}
