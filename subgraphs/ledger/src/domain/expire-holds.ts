import type { Outbox } from '@tallystick/outbox'
import { expireHoldRows } from '../db/holds.ts'
import type { LedgerEvent } from '../events/published.ts'

/** Holds ended in one transaction: few enough to keep their ledger accounts locked for milliseconds. */
const CHUNK = 100

/**
 * Ends every open hold whose time is up, and answers how many there were.
 *
 * To be run every minute or so. Until it has run, an overdue hold still counts as held, but no posting can use it.
 */
export async function expireHolds(outbox: Outbox<LedgerEvent>, now: Date): Promise<number> {
  let total = 0
  for (;;) {
    const count = await outbox.transaction(async (tx, publish) => {
      const ids = await expireHoldRows(tx, { now, limit: CHUNK })
      await publish(...ids.map(toEvent))
      return ids.length
    })
    total += count
    if (count < CHUNK) return total
  }
}

const toEvent = (holdId: string) => ({
  type: 'ledger:hold:expired' as const,
  aggregate: { type: 'hold', id: holdId },
  body: { holdId },
  cause: { actor: { kind: 'SERVICE' as const, id: 'ledger' }, requestId: null },
})
