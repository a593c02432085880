import { type Actor, maySee } from '@tallystick/actor'
import { isId } from '@tallystick/ids'
import { newIsVisible } from '@tallystick/subgraph-server'
import type { Context } from '../context.ts'
import { findLedgerTransaction } from '../domain/find-ledger-transactions.ts'
import {
  readBreak,
  readReconciliation,
  readStatement,
} from '../domain/reconciliation/read-reconciliations.ts'
import { toReading } from './ledger-transaction.ts'

/**
 * The owners of its accounts see a ledger transaction, the owner of a customer's account its ledger account, and
 * administrators alone the house's ledger accounts and what is reconciled.
 */
export const isVisible = newIsVisible<Context>({
  ltx: async (id, viewer, context) =>
    isId('ltx', id) &&
    (await findLedgerTransaction({ ...toReading(context), actor: viewer }, id)) !== undefined,
  lac: async (id, viewer, { loaders }) => {
    const found = isId('lac', id) ? await loaders.ledgerAccount.load(id) : undefined
    return found !== undefined && maySee(viewer, found.ownerId)
  },
  rec: forAdministrators('rec', readReconciliation),
  brk: forAdministrators('brk', readBreak),
  stm: forAdministrators('stm', readStatement),
})

function forAdministrators(
  prefix: 'rec' | 'brk' | 'stm',
  read: (db: Context['db'], id: string) => Promise<object | undefined>,
) {
  return async (id: string, viewer: Actor, { db }: Context): Promise<boolean> =>
    maySee(viewer, null) && isId(prefix, id) && (await read(db, id)) !== undefined
}
