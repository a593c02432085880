import type { Db } from '@tallystick/db'
import { newGatheredRead } from '@tallystick/outbox'
import DataLoader from 'dataloader'
import { findBalances, findBalancesAt } from '../db/balances.ts'
import { type EntryPage, findEntriesOf, listEntryPages } from '../db/entries.ts'
import { findLedgerTransactions, findLedgerTransactionsOf } from '../db/ledger-transactions.ts'
import type { BalanceKey } from '../domain/find-balance.ts'
import type { BalanceParts } from '../domain/rules/balance.ts'
import type { Entry } from '../domain/rules/entry.ts'
import type { LedgerTransaction } from '../domain/rules/ledger-transaction.ts'

/** The statements behind the loaders: one set for each process, shared by the operations that read at the same time. */
export const newReads = (db: Db) => ({
  balances: newGatheredRead((keys: readonly BalanceKey[]) => loadBalances(db, keys)),
  entryPages: newGatheredRead((pages: readonly EntryPage[]) => listEntryPages(db, pages)),
  entries: newGatheredRead(async (ids: readonly string[]) => {
    const byId = Map.groupBy(await findEntriesOf(db, ids), (entry) => entry.ledgerTransactionId)
    return ids.map((id) => byId.get(id) ?? [])
  }),
  ledgerTransactions: newGatheredRead(async (ids: readonly string[]) => {
    const byId = new Map((await findLedgerTransactions(db, ids)).map((each) => [each.id, each]))
    return ids.map((id) => byId.get(id))
  }),
  ledgerTransactionsOfPayments: newGatheredRead(async (ids: readonly string[]) => {
    const byPayment = Map.groupBy(await findLedgerTransactionsOf(db, ids), (each) => each.paymentId)
    return ids.map((id) => byPayment.get(id) ?? [])
  }),
})

/** One set for each request. */
export type Loaders = ReturnType<typeof newLoaders>

/** One set per operation: a loader's cache must never outlive the caller it was authorised for. */
export const newLoaders = (db: Db, reads = newReads(db)) => ({
  balance: new DataLoader<BalanceKey, BalanceParts | undefined, string>(reads.balances, {
    cacheKeyFn: ({ accountId, asOf, clock }) => `${accountId} ${momentOf({ asOf, clock })}`,
  }),
  entryPage: new DataLoader<EntryPage, readonly Entry[], string>(reads.entryPages, {
    cacheKeyFn: ({ accountId, before, limit }) => `${accountId} ${before} ${limit}`,
  }),
  entries: new DataLoader<string, readonly Entry[]>(reads.entries),
  ledgerTransaction: new DataLoader<string, LedgerTransaction | undefined>(
    reads.ledgerTransactions,
  ),
  ledgerTransactionsOfPayment: new DataLoader<string, readonly LedgerTransaction[]>(
    reads.ledgerTransactionsOfPayments,
  ),
})

const momentOf = ({ asOf, clock }: Omit<BalanceKey, 'accountId'>): string =>
  asOf ? `${clock} ${asOf.toISOString()}` : 'now'

/** One statement for each moment that is asked about: nearly always one, now. */
async function loadBalances(
  db: Db,
  keys: readonly BalanceKey[],
): Promise<(BalanceParts | undefined)[]> {
  const groups = await Promise.all(
    [...Map.groupBy(keys, momentOf)].map(async ([moment, [first, ...rest]]) => {
      const accountIds = [first, ...rest].flatMap((key) => (key ? [key.accountId] : []))
      const found = first?.asOf
        ? await findBalancesAt(db, { accountIds, asOf: first.asOf, clock: first.clock })
        : await findBalances(db, accountIds)
      return [moment, found] as const
    }),
  )
  const byMoment = new Map(groups)
  return keys.map((key) => byMoment.get(momentOf(key))?.get(key.accountId))
}
