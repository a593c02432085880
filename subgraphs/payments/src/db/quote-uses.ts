import type { Tx } from '@tallystick/db'
import { toUuid } from '@tallystick/ids'
import { sql } from 'drizzle-orm'

/** A quote that a payment uses. */
export type QuoteUse = Readonly<{ quoteId: string; paymentId: string; usedAt: Date }>

/**
 * Stores which payment used which quote, each quote once. Another transaction that uses the same one waits here until the
 * first ends; of two in `uses` the first has it.
 *
 * @returns whether each was free, in the order of `uses`
 */
export async function insertQuoteUses(tx: Tx, uses: readonly QuoteUse[]): Promise<boolean[]> {
  const asked = JSON.stringify(
    uses.map(({ quoteId, paymentId, usedAt }, index) => ({
      index,
      quote_id: toUuid('quo', quoteId),
      payment_id: toUuid('pay', paymentId),
      used_at: usedAt,
    })),
  )
  // In the order of the quotes, so that two transactions that share some do not wait for each other in a circle.
  const rows = await tx.execute<{ index: number }>(sql`
    with asked as materialized (
      select * from jsonb_to_recordset(${asked}::text::jsonb)
        as asked (index integer, quote_id uuid, payment_id uuid, used_at timestamptz)),
    taken as (
      insert into payments.quote_uses (quote_id, payment_id, used_at)
      select quote_id, payment_id, used_at from asked order by quote_id, index
      on conflict (quote_id) do nothing
      returning payment_id)
    select index from asked join taken using (payment_id)`)
  const taken = new Set(rows.map(({ index }) => index))
  return uses.map((_use, index) => taken.has(index))
}
