/** Follows which operations may be run: a tail of our own outbox. */
import { InvalidCursor, type Outbox, type StoredEvent } from '@tallystick/outbox'
import { accepted, type Result, refused } from '@tallystick/result'
import type { AdminEvent } from '../events/published.ts'
import { OPERATIONS } from './operations-topic.ts'

/**
 * How far back those begin who have seen nothing yet: so that whoever reads a manifest while a stream begins misses nothing
 * in between.
 */
const RECENT_MS = 20 * 60_000

/** Starts to follow, after a cursor or with what is recent. */
export async function watchOperations(
  outbox: Outbox<AdminEvent>,
  after: string | undefined,
): Promise<
  Result<AsyncIterableIterator<StoredEvent<AdminEvent>>, Readonly<{ code: 'INVALID_CURSOR' }>>
> {
  if (after === '') return refused({ code: 'INVALID_CURSOR' })
  const topics = [OPERATIONS]
  const start = after ?? (await outbox.cursorAgo({ topics, agoMs: RECENT_MS }))
  try {
    return accepted(outbox.tail({ topics, after: start }))
  } catch (fault) {
    if (fault instanceof InvalidCursor) return refused({ code: 'INVALID_CURSOR' })
    throw fault
  }
}
