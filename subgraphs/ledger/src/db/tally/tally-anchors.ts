import type { Db, Tx } from '@tallystick/db'
import { eq, sql } from 'drizzle-orm'
import { tallyAnchors } from '../tally-tables.ts'

/** A tree head that was written down outside. */
export type Anchored = Readonly<{
  anchor: string
  size: number
  reference: string
  anchoredAt: Date
}>

/**
 * Lets one process in to an anchor until its transaction ends, which may take minutes: it may be idle, and keeps no
 * snapshot that would hold back vacuum. So it must ask nothing else.
 *
 * @returns whether it is this one
 */
export async function lockAnchor(tx: Tx, anchor: string): Promise<boolean> {
  const [row] = await tx.execute<{ mine: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`ledger:anchor:${anchor}`}, 0)) as mine`,
  )
  // The snapshot of a query stays with its portal until the next statement; this one needs none.
  await tx.execute(sql`set local idle_in_transaction_session_timeout = 0`)
  return row?.mine === true
}

/** The largest tree head that is recorded as written down there. */
export async function findLastAnchored(db: Db, anchor: string): Promise<Anchored | undefined> {
  const [row] = await db
    .select()
    .from(tallyAnchors)
    .where(eq(tallyAnchors.anchor, anchor))
    .orderBy(sql`${tallyAnchors.size} desc`)
    .limit(1)
  return row
}

/** The largest tree head of each anchor. */
export const listLastAnchored = (db: Db): Promise<Anchored[]> =>
  db
    .selectDistinctOn([tallyAnchors.anchor])
    .from(tallyAnchors)
    .orderBy(tallyAnchors.anchor, sql`${tallyAnchors.size} desc`)

/** Records where a tree head was written down. */
export async function insertAnchored(
  db: Db,
  { anchor, size, reference }: Omit<Anchored, 'anchoredAt'>,
): Promise<void> {
  await db
    .insert(tallyAnchors)
    .values({ anchor, size, reference, anchoredAt: sql`clock_timestamp()` })
}
