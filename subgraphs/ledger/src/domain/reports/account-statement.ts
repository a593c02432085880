import { type Actor, maySee } from '@tallystick/actor'
import type { Db } from '@tallystick/db'
import { isId } from '@tallystick/ids'
import { money } from '@tallystick/money'
import { accepted, type Result, refused } from '@tallystick/result'
import type { Unsettled } from '../../db/moments.ts'
import {
  findStatementAccount,
  findStatementBounds,
  readStatementPage,
} from '../../db/reports/statements.ts'
import { monthOf } from '../rules/report-period.ts'
import type { Statement } from '../rules/statement.ts'
import { settle } from './settle.ts'
import { newCsvWriter } from './statement-csv.ts'
import { newPdfWriter } from './statement-pdf.ts'
import { newStatementStream, type StatementChunk } from './statement-stream.ts'

/** Which statement, and as what. */
export type StatementRequest = Readonly<{
  accountId: string
  /** `2026-11`. */
  month: string
  format: 'CSV' | 'PDF'
}>

/** Why there is no statement. */
export type StatementRefused = Readonly<{ code: 'NOT_FOUND' | 'NO_SUCH_MONTH' | Unsettled }>

/** Entries that are read together. */
const PAGE = 250

/**
 * Starts a statement of a customer's account for its owner and administrators.
 *
 * What belongs to it is settled before the first piece: entries that are recorded meanwhile are not in it.
 * @returns NOT_FOUND to anyone else, and for an account that was never posted to
 */
export async function startStatement(
  { db, actor }: Readonly<{ db: Db; actor: Actor }>,
  { accountId, month, format }: StatementRequest,
): Promise<Result<AsyncIterableIterator<StatementChunk>, StatementRefused>> {
  const account = isId('acc', accountId) ? await findStatementAccount(db, accountId) : undefined
  if (!account || !maySee(actor, account.ownerId)) return refused({ code: 'NOT_FOUND' })
  const span = monthOf(month)
  if (!span) return refused({ code: 'NO_SUCH_MONTH' })
  const settled = await settle(db, span)
  if (!settled.ok) return settled
  const { asOf, isFinal } = settled.value
  const bounds = await findStatementBounds(db, account.ledgerAccountId, { from: span.from, asOf })
  const statement: Statement = {
    accountId,
    month,
    currency: account.currency,
    opening: money(bounds.openingMinor, account.currency),
    closing: money(bounds.closingMinor, account.currency),
    totalEntries: bounds.lastVersion - bounds.versionBefore,
    asOf,
    isSoFar: !isFinal,
  }
  const writer = format === 'CSV' ? newCsvWriter(statement) : await newPdfWriter(statement)
  return accepted(
    newStatementStream(statement, writer, (written) =>
      readStatementPage(db, account, {
        after: bounds.versionBefore + written,
        upTo: Math.min(bounds.versionBefore + written + PAGE, bounds.lastVersion),
      }),
    ),
  )
}
