import type { Db } from '@tallystick/db'
import {
  type BreakFilter,
  type BreakPosition,
  listBreaks as listRows,
} from '../../db/reconciliation/breaks.ts'
import type { Break } from '../rules/reconciliation.ts'

export type { BreakFilter } from '../../db/reconciliation/breaks.ts'

/** Lists differences, the oldest first: one more than `limit`, when there are more. */
export const listBreaks = (
  db: Db,
  { limit, ...request }: { filter: BreakFilter; after: BreakPosition | null; limit: number },
): Promise<Break[]> => listRows(db, { ...request, limit: limit + 1 })
