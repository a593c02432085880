import type { Db } from '@tallystick/db'
import { findBreak } from '../../db/reconciliation/breaks.ts'
import {
  findStatement,
  listStatements,
  type StatementPosition,
} from '../../db/reconciliation/provider-statements.ts'
import {
  findReconciliation,
  listReconciliations,
  type ReconciliationPosition,
} from '../../db/reconciliation/reconciliations.ts'
import type { ProviderStatement } from '../rules/provider-statement.ts'
import type { Break, Reconciliation } from '../rules/reconciliation.ts'

/** Reads one comparison. */
export const readReconciliation = (db: Db, id: string): Promise<Reconciliation | undefined> =>
  findReconciliation(db, id)

/** Reads one difference. */
export const readBreak = (db: Db, id: string): Promise<Break | undefined> => findBreak(db, id)

/** Lists comparisons, newest first: one more than `limit`, when there are more. */
export const readReconciliations = (
  db: Db,
  { after, limit }: { after: ReconciliationPosition | null; limit: number },
): Promise<Reconciliation[]> => listReconciliations(db, { after, limit: limit + 1 })

/** Reads one statement, imported or not. */
export const readStatement = (db: Db, id: string): Promise<ProviderStatement | undefined> =>
  findStatement(db, id)

/** Lists statements, newest first: one more than `limit`, when there are more. */
export const readStatements = (
  db: Db,
  page: { provider: string | null; after: StatementPosition | null; limit: number },
): Promise<ProviderStatement[]> => listStatements(db, { ...page, limit: page.limit + 1 })
