import type { Db } from '@tallystick/db'
import { isId } from '@tallystick/ids'
import {
  type LedgerTransactionFilter,
  listLedgerTransactions,
  listLedgerTransactionsOf,
} from '../../db/reports/ledger-transaction-pages.ts'
import type { LedgerTransaction } from '../rules/ledger-transaction.ts'

export type { LedgerTransactionFilter } from '../../db/reports/ledger-transaction-pages.ts'

/** Where a ledger transaction stands in a list: its version in the account that is listed, or its moment and id. */
export type Position = number | readonly [recordedAtMs: number, id: string]

/** One of a list. */
export type Listed = LedgerTransaction & Readonly<{ position: Position }>

/** A list of all that touches an account, and nothing more, is in the order of the account's versions. */
export const isByVersion = ({ accountId, paymentId }: LedgerTransactionFilter): boolean =>
  accountId !== null && paymentId === null

/** Lists what was posted, newest first. @param after a position within a list of the same filter */
export async function listAll(
  db: Db,
  filter: LedgerTransactionFilter,
  { after, limit }: Readonly<{ after: Position | undefined; limit: number }>,
): Promise<Listed[]> {
  const { accountId } = filter
  if (accountId !== null && isByVersion(filter)) {
    const before = typeof after === 'number' ? after : undefined
    const rows = await listLedgerTransactionsOf(db, { ...filter, accountId }, { before, limit })
    return rows.map(({ version, ...row }) => ({ ...row, position: version }))
  }
  const [recordedAtMs, id] = typeof after === 'object' ? after : []
  const position =
    recordedAtMs !== undefined && id !== undefined && isId('ltx', id)
      ? { recordedAt: new Date(recordedAtMs), id }
      : undefined
  const rows = await listLedgerTransactions(db, filter, { after: position, limit })
  return rows.map((row) => ({ ...row, position: [row.recordedAt.getTime(), row.id] as const }))
}
