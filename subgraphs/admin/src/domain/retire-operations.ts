import type { Cause, Outbox } from '@tallystick/outbox'
import { accepted, type Result, refused } from '@tallystick/result'
import { lockClient } from '../db/clients.ts'
import { retireOperationsOf } from '../db/registered-operations.ts'
import type { AdminEvent } from '../events/published.ts'
import { OPERATIONS } from './operations-topic.ts'
import type { OperationCounts, RegisteredOperation } from './rules/operation.ts'

/** Why operations are not retired. */
export type RetireOperationsRefused =
  | Readonly<{ code: 'BAD_COUNT'; max: number }>
  | Readonly<{ code: 'CLIENT_NOT_FOUND' }>

type Facts = Readonly<{
  outbox: Outbox<AdminEvent>
  counts: OperationCounts
  now: Date
  cause: Cause
}>

/** Retires operations of a client. @returns those that could be run until now, by id */
export async function retireOperations(
  { outbox, counts, now, cause }: Facts,
  { clientId, ids }: Readonly<{ clientId: string; ids: readonly string[] }>,
): Promise<Result<readonly RegisteredOperation[], RetireOperationsRefused>> {
  if (ids.length === 0 || ids.length > counts.perCallMax)
    return refused({ code: 'BAD_COUNT', max: counts.perCallMax })
  // Postgres takes no text with U+0000; no operation has such an id.
  const clean = ids.filter((id) => !id.includes('\0') && id.isWellFormed())
  return outbox.transaction(async (tx, publish) => {
    if (!(await lockClient(tx, clientId))) return refused({ code: 'CLIENT_NOT_FOUND' })
    const retired = await retireOperationsOf(tx, clientId, { ids: clean, now })
    const sorted = retired.toSorted((a, b) => (a.id < b.id ? -1 : 1))
    if (sorted.length > 0)
      await publish({
        type: 'admin:operations:retired',
        body: { clientId, ids: sorted.map(({ id }) => id) },
        aggregate: { type: 'client', id: clientId },
        topics: [OPERATIONS],
        cause,
      })
    return accepted(sorted)
  })
}
