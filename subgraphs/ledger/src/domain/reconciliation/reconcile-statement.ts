import type { Database } from '@tallystick/db'
import { findStatement } from '../../db/reconciliation/provider-statements.ts'
import { listSuperseded } from '../../db/reconciliation/reconciliations.ts'
import {
  findClearing,
  type MatchingRun,
  matchByReference,
} from '../../db/reconciliation/statement-matching.ts'
import {
  countOutcomes,
  deleteMatches,
  listDifferingLines,
  matchOnlyCandidates,
  readMissingThere,
  settleTheRest,
} from '../../db/reconciliation/statement-outcomes.ts'
import { lineDifference, missingThere } from '../rules/differences.ts'
import { LATE_DAYS, type Reconciliation } from '../rules/reconciliation.ts'
import type { DifferenceSink } from './record-differences.ts'

/** Differing lines that are read at once. */
const PAGE = 500

/**
 * Compares an imported statement with the clearing accounts of its provider.
 *
 * The rules are those of `rules/statement-matching.ts`. What an earlier attempt of the same comparison has paired is
 * thrown away first, so it may be begun again after a crash at any point.
 * @param onPage may throw to stop
 */
export async function reconcileStatement(
  db: Database,
  { reconciliation, sink }: { reconciliation: Reconciliation; sink: DifferenceSink },
  onPage: () => void,
): Promise<{ comparedCount: number; matchedCount: number; pendingCount: number }> {
  const { id: reconciliationId, statementId, lateDays } = reconciliation
  const statement = statementId ? await findStatement(db, statementId) : undefined
  if (!statement?.importedAt) throw new Error(`${reconciliationId} is of no imported statement`)
  const { id, provider, fromDay, toDay, currency, lineCount } = statement
  const frame = {
    statementId: id,
    provider,
    fromDay,
    toDay,
    currency,
    lateDays: lateDays ?? LATE_DAYS,
  }
  await deleteMatches(db, reconciliationId, { lineCount, onPage })
  const run = { ...frame, reconciliationId, clearing: await findClearing(db, frame) }
  await matchByReference(db, run, onPage)
  await matchOnlyCandidates(db, run, onPage)
  await settleTheRest(db, run, { lineCount, onPage })
  await tellLines(db, { run, sink }, onPage)
  await readMissingThere(db, run, async (entries) => {
    onPage()
    await sink.add(entries.map((entry) => missingThere(statement, entry)))
  })
  return { comparedCount: lineCount, ...(await countOutcomes(db, run)) }
}

async function tellLines(
  db: Database,
  { run, sink }: { run: MatchingRun; sink: DifferenceSink },
  onPage: () => void,
): Promise<void> {
  const statement = { id: run.statementId, provider: run.provider }
  for (let after = 0; ; ) {
    onPage()
    const lines = await listDifferingLines(db, run, { after, limit: PAGE })
    await sink.add(lines.map((line) => lineDifference(statement, line)))
    const last = lines.at(-1)
    if (!last || lines.length < PAGE) return
    after = last.line
  }
}

/** Throws away what earlier comparisons of the statement paired; the newest counts. */
export async function dropSuperseded(
  db: Database,
  { id, statementId }: Reconciliation,
  onPage: () => void,
): Promise<void> {
  const statement = statementId === null ? undefined : await findStatement(db, statementId)
  if (!statement) return
  const { lineCount } = statement
  for (const old of await listSuperseded(db, { id, statementId: statement.id }))
    await deleteMatches(db, old, { lineCount, onPage })
}
