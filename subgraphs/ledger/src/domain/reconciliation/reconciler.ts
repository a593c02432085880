/**
 * Makes the comparisons that are asked for, one at a time in the whole system.
 *
 * A request is a row. Whoever asks begins at once; a process that dies leaves the row, and the chore of any worker takes
 * it up again.
 */
import type { Database } from '@tallystick/db'
import { newId } from '@tallystick/ids'
import type { Outbox } from '@tallystick/outbox'
import type { Logger } from '@tallystick/telemetry'
import { resolveGone } from '../../db/reconciliation/breaks.ts'
import {
  alone,
  countAttempt,
  findNewest,
  insertReconciliation,
  listUnfinished,
  setFinished,
} from '../../db/reconciliation/reconciliations.ts'
import type { LedgerEvent } from '../../events/published.ts'
import { ATTEMPTS_MAX, GONE, type Reconciliation } from '../rules/reconciliation.ts'
import { reconcileBooks } from './reconcile-books.ts'
import { dropSuperseded, reconcileStatement } from './reconcile-statement.ts'
import { causeOfRun, newDifferenceSink } from './record-differences.ts'

/** Makes comparisons in the background of a process. */
export type Reconciler = Readonly<{
  /** Makes what is waiting, unless another process is at it; answers when nothing is left, or somebody else is at it. */
  workOff(): Promise<number>
  /**
   * As `workOff`, but asks for a comparison of the books first when the last one is a day old. With `signal` the caller
   * stops waiting; the work itself ends with `close`.
   */
  workOffDaily(signal: AbortSignal): Promise<void>
  /** Stops at the next page and waits for it. What is not finished is taken up again by others. */
  close(): Promise<void>
}>

/** What a reconciler needs. */
export type ReconcilerOptions = Readonly<{
  db: Database
  outbox: Outbox<LedgerEvent>
  now: () => Date
  log: Logger
}>

const DAY_MS = 24 * 60 * 60 * 1_000

/** Breaks that are resolved in one transaction. */
const PAGE = 500

/** Opens the reconciler of a process. */
export function newReconciler(options: ReconcilerOptions): Reconciler {
  const { db, now, log } = options
  const stopping = new AbortController()
  let working: Promise<number> | undefined
  const workOff = async (): Promise<number> => {
    let count = 0
    const work = async () => {
      for (;;) {
        stopping.signal.throwIfAborted()
        const [next] = await listUnfinished(db, 1)
        if (!next) return
        if (await attempt(options, next, stopping.signal)) count += 1
      }
    }
    await alone(db, work)
    return count
  }
  const once = (): Promise<number> => {
    working ??= workOff()
      .catch((fault: unknown) => {
        if (!stopping.signal.aborted) throw fault
        return 0
      })
      .finally(() => {
        working = undefined
      })
    return working
  }
  return {
    // What is asked for while the last look was already over must not wait for the chore.
    workOff: () => (working === undefined ? once() : working.then(once, once)),
    async workOffDaily(signal) {
      const newest = await findNewest(db, 'BOOKS')
      if (!newest || now().getTime() - newest.getTime() >= DAY_MS) {
        log.info('the books are compared with themselves')
        await insertReconciliation(db, newReconciliation({ scope: 'BOOKS', now: now() }))
      }
      await unlessAborted(once(), signal)
    },
    async close() {
      stopping.abort(new Error('the process is stopping'))
      await working?.catch(() => {})
    },
  }
}

/** Waits for the work, or for the signal when that comes first. */
async function unlessAborted(work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  const { promise: aborted, resolve } = Promise.withResolvers<void>()
  const stop = () => resolve()
  signal.addEventListener('abort', stop)
  if (signal.aborted) stop()
  try {
    await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** A comparison as it is asked for. */
export const newReconciliation = ({
  scope,
  now,
  statementId = null,
  lateDays = null,
  actorId = null,
}: Pick<Reconciliation, 'scope'> &
  Partial<Pick<Reconciliation, 'statementId' | 'lateDays' | 'actorId'>> & {
    now: Date
  }): Reconciliation => ({
  id: newId('rec'),
  scope,
  statementId,
  lateDays,
  startedAt: now,
  finishedAt: null,
  attemptCount: 0,
  comparedCount: 0,
  matchedCount: 0,
  breakCount: 0,
  pendingCount: 0,
  actorId,
})

/** One attempt. A fault is logged, and after some attempts the comparison is left as FAILED. */
async function attempt(
  options: ReconcilerOptions,
  reconciliation: Reconciliation,
  signal: AbortSignal,
): Promise<boolean> {
  const { db, log } = options
  const attempts = await countAttempt(db, reconciliation.id)
  if (attempts > ATTEMPTS_MAX) return false
  try {
    await make(options, reconciliation, signal)
    return true
  } catch (fault) {
    if (signal.aborted) {
      // That the process had to stop says nothing against the comparison.
      await countAttempt(db, reconciliation.id, -1)
      throw fault
    }
    log.error(
      { err: fault, reconciliationId: reconciliation.id, attempts },
      'reconciliation failed',
    )
    return false
  }
}

async function make(
  { db, outbox, now }: ReconcilerOptions,
  reconciliation: Reconciliation,
  signal: AbortSignal,
): Promise<void> {
  const sink = newDifferenceSink({ outbox, now }, reconciliation)
  const onPage = () => signal.throwIfAborted()
  const counts =
    reconciliation.scope === 'BOOKS'
      ? await reconcileBooks(db, sink, onPage)
      : await reconcileStatement(db, { reconciliation, sink }, onPage)
  await resolve({ outbox, now }, reconciliation)
  await outbox.transaction(async (tx, publish) => {
    const { id, scope, statementId } = reconciliation
    const report = { ...counts, breakCount: sink.count() }
    await setFinished(tx, reconciliation, { ...report, finishedAt: now() })
    await publish({
      type: 'ledger:reconciliation:finished',
      aggregate: { type: 'reconciliation', id },
      body: { reconciliationId: id, scope, statementId, ...report },
      cause: causeOfRun(reconciliation),
    })
  })
  await dropSuperseded(db, reconciliation, onPage)
}

/** Breaks that were not found again are over. */
async function resolve(
  { outbox, now }: Pick<ReconcilerOptions, 'outbox' | 'now'>,
  reconciliation: Reconciliation,
): Promise<void> {
  for (let isMore = true; isMore; )
    isMore = await outbox.transaction(async (tx, publish) => {
      const request = { now: now(), resolution: GONE, limit: PAGE }
      const ids = await resolveGone(tx, reconciliation, request)
      await publish(
        ...ids.map((id) => ({
          type: 'ledger:break:resolved' as const,
          aggregate: { type: 'break', id },
          body: { breakId: id, resolution: GONE, reconciliationId: reconciliation.id },
          cause: causeOfRun(reconciliation),
        })),
      )
      return ids.length === PAGE
    })
}
