import type { Database } from '@tallystick/db'
import { type SQL, sql } from 'drizzle-orm'

/** Reading a whole period may take its time: it locks nothing and holds back no event. */
const STATEMENT_TIMEOUT = '10min'

/**
 * Reads the answer of one long query page by page, on one snapshot and in bounded memory.
 *
 * The transaction is read-only: one that had written would hold back every event until it ends.
 * @param name of the cursor, one for each query: a prepared `fetch` remembers the columns that it gave
 * @param onPage may write, through another connection; the next page is fetched when it is done
 */
export async function readInPages<Row extends Record<string, unknown>>(
  db: Database,
  { name, query, size }: { name: string; query: SQL; size: number },
  onPage: (rows: readonly Row[]) => Promise<void>,
): Promise<void> {
  await db.transaction(
    async (tx) => {
      await allowLong(tx)
      // Sets of this size are joined whole; an estimate that is too low must not make it one lookup for each row.
      await tx.execute(sql`set local enable_nestloop = off`)
      await tx.execute(sql`declare ${sql.identifier(name)} no scroll cursor for ${query}`)
      for (;;) {
        const rows = await tx.execute<Row>(sql.raw(`fetch ${size} from ${name}`))
        if (rows.length > 0) await onPage([...rows] as Row[])
        if (rows.length < size) return
      }
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}

/** Lifts the limits of the role for one transaction: those are made for requests that people wait for. */
export async function allowLong(tx: Parameters<Parameters<Database['transaction']>[0]>[0]) {
  await tx.execute(sql.raw(`set local statement_timeout = '${STATEMENT_TIMEOUT}'`))
  await tx.execute(sql`set local idle_in_transaction_session_timeout = 0`)
}
