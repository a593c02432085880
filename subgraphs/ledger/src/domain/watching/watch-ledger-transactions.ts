/** Follows ledger transactions as they are posted: a tail of our own outbox, which tells of each in its order. */
import { InvalidCursor, type Outbox, type StoredEvent } from '@tallystick/outbox'
import { accepted, type Result, refused } from '@tallystick/result'
import type { LedgerEvent } from '../../events/published.ts'

/** Tells of a ledger transaction that was posted. */
export type PostedEvent = StoredEvent<Extract<LedgerEvent, { type: 'ledger:transaction:posted' }>>

/** Starts to follow after a cursor, from now on without one. */
export function watchLedgerTransactions(
  outbox: Outbox<LedgerEvent>,
  after: string | undefined,
): Result<AsyncIterableIterator<PostedEvent>, { code: 'INVALID_CURSOR' }> {
  if (after === '') return refused({ code: 'INVALID_CURSOR' })
  try {
    return accepted(onlyPosted(outbox.tail({ after })))
  } catch (fault) {
    if (fault instanceof InvalidCursor) return refused({ code: 'INVALID_CURSOR' })
    throw fault
  }
}

/** Leaves out what else is told. `return()` reaches the source at once, which ends a pending `next()`. */
function onlyPosted(
  source: AsyncIterableIterator<StoredEvent<LedgerEvent>>,
): AsyncIterableIterator<PostedEvent> {
  return {
    [Symbol.asyncIterator]() {
      return this
    },
    async next() {
      for (;;) {
        const { done, value } = await source.next()
        if (done) return { done, value: undefined }
        if (value.type === 'ledger:transaction:posted') return { done: false, value }
      }
    },
    async return() {
      await source.return?.()
      return { done: true, value: undefined }
    },
  }
}
