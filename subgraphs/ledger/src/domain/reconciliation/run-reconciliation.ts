import type { Outbox } from '@tallystick/outbox'
import { accepted, type Result, refused } from '@tallystick/result'
import { findStatement } from '../../db/reconciliation/provider-statements.ts'
import {
  findReconciliation,
  insertReconciliation,
  listUnfinished,
} from '../../db/reconciliation/reconciliations.ts'
import type { LedgerEvent } from '../../events/published.ts'
import type { Reconciliation, ReconciliationScope } from '../rules/reconciliation.ts'
import { newReconciliation, type Reconciler } from './reconciler.ts'

/** Comparisons that may wait for their turn. */
const WAITING_MAX = 20

/** How long whoever asks waits for the report; a comparison that takes longer goes on without them. */
const PATIENCE_MS = 5_000

/** What to compare. */
export type ReconciliationRequest = Readonly<{
  scope: ReconciliationScope
  /** For PROVIDER. */
  statementId: string | null
  lateDays: number | null
  actorId: string | null
}>

/** Why nothing is compared. */
export type ReconciliationRefusal = 'STATEMENT_NOT_IMPORTED' | 'TOO_MANY_RECONCILIATIONS'

/**
 * Asks for a comparison and waits a few seconds for its report.
 *
 * @returns the comparison as it stands then: without `finishedAt` when it goes on
 */
export async function runReconciliation(
  { outbox, reconciler, now }: { outbox: Outbox<LedgerEvent>; reconciler: Reconciler; now: Date },
  request: ReconciliationRequest,
): Promise<Result<Reconciliation, { code: ReconciliationRefusal }>> {
  const { db } = outbox
  const { statementId } = request
  const statement = statementId === null ? undefined : await findStatement(db, statementId)
  if (request.scope === 'PROVIDER' && !statement?.importedAt)
    return refused({ code: 'STATEMENT_NOT_IMPORTED' })
  const waiting = await listUnfinished(db, WAITING_MAX)
  if (waiting.length === WAITING_MAX) return refused({ code: 'TOO_MANY_RECONCILIATIONS' })
  const asked = newReconciliation({ ...request, now })
  await outbox.transaction((tx) => insertReconciliation(tx, asked))
  await patiently(reconciler.workOff())
  return accepted((await findReconciliation(db, asked.id)) ?? asked)
}

/** Waits for the work, but not for long. A fault of it is in the log and in the state of the comparison. */
async function patiently(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS)
  })
  await Promise.race([work.catch(() => {}), patience])
  clearTimeout(timer)
}
