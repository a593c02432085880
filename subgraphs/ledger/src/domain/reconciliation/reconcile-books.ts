import type { Database } from '@tallystick/db'
import { recomputeAccounts, sumSides } from '../../db/reconciliation/book-drift.ts'
import { onOneSnapshot } from '../../db/reconciliation/reconciliations.ts'
import { clearingDifference, driftsOf } from '../rules/differences.ts'
import type { DifferenceSink } from './record-differences.ts'

/** Ledger accounts that are recomputed in one statement. */
const PAGE = 500

/**
 * Compares the books with themselves: every balance with its entries, everything held with its holds, and what providers
 * owe us with what we owe and earned. All on one snapshot, so that postings meanwhile are seen whole or not at all.
 *
 * @param onPage may throw to stop
 */
export const reconcileBooks = (
  db: Database,
  sink: DifferenceSink,
  onPage: () => void,
): Promise<{ comparedCount: number; matchedCount: number; pendingCount: number }> =>
  onOneSnapshot(db, async (tx) => {
    const sides = await sumSides(tx)
    const unequal = sides.flatMap((side) => clearingDifference(side) ?? [])
    await sink.add(unequal)
    let comparedCount = sides.length
    let matchedCount = sides.length - unequal.length
    let after: string | null = null
    for (;;) {
      onPage()
      const accounts = await recomputeAccounts(tx, { after, limit: PAGE })
      const drifts = accounts.map(driftsOf)
      await sink.add(drifts.flat())
      comparedCount += accounts.length
      matchedCount += drifts.filter(({ length }) => length === 0).length
      if (accounts.length < PAGE) return { comparedCount, matchedCount, pendingCount: 0 }
      after = accounts.at(-1)?.id ?? null
    }
  })
