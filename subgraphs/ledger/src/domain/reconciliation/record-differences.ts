import type { Cause, Outbox } from '@tallystick/outbox'
import { recordDifferences as recordRows } from '../../db/reconciliation/breaks.ts'
import type { LedgerEvent } from '../../events/published.ts'
import type { Difference, Reconciliation } from '../rules/reconciliation.ts'

/** Differences that are written in one transaction: few enough to hold back no event for long. */
const PAGE = 500

/** A comparison opens at most so many breaks; the next one goes on. More is one mistake, not ten thousand. */
export const OPENED_MAX = 10_000

/** Takes the differences of one comparison as they are found, and counts them. */
export type DifferenceSink = Readonly<{
  add(differences: readonly Difference[]): Promise<void>
  /** How many there were, those that were open or explained already included. */
  count(): number
}>

/** Opens a sink that writes breaks and tells of each new one. */
export function newDifferenceSink(
  { outbox, now }: { outbox: Outbox<LedgerEvent>; now: () => Date },
  reconciliation: Reconciliation,
): DifferenceSink {
  let count = 0
  let openedCount = 0
  return {
    count: () => count,
    async add(differences) {
      count += differences.length
      for (let at = 0; at < differences.length; at += PAGE)
        openedCount += await recordPage(outbox, reconciliation, {
          differences: differences.slice(at, at + PAGE),
          // The books must agree with themselves whatever anyone says; a provider's mistake may be explained.
          reopens: reconciliation.scope === 'BOOKS',
          newMax: OPENED_MAX - openedCount,
          now: now(),
        })
    },
  }
}

const recordPage = (
  outbox: Outbox<LedgerEvent>,
  reconciliation: Reconciliation,
  request: Parameters<typeof recordRows>[2],
): Promise<number> =>
  outbox.transaction(async (tx, publish) => {
    const opened = await recordRows(tx, reconciliation, request)
    const { id: reconciliationId } = reconciliation
    await publish(
      ...opened.map(({ id, kind, subject }) => ({
        type: 'ledger:break:opened' as const,
        aggregate: { type: 'break', id },
        body: { breakId: id, kind, subject, reconciliationId },
        cause: causeOfRun(reconciliation),
      })),
    )
    return opened.length
  })

/** A comparison goes on long after it was asked for: whoever asked is known, the request is over. */
export const causeOfRun = ({ actorId }: Pick<Reconciliation, 'actorId'>): Cause => ({
  actor: actorId ? { kind: 'USER', id: actorId } : { kind: 'SERVICE', id: 'ledger' },
  requestId: null,
})
