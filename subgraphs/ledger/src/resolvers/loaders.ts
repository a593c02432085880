import type { Db } from '@tallystick/db'
import { newGatheredRead } from '@tallystick/outbox'
import DataLoader from 'dataloader'
import { findBalances, findBalancesAt } from '../db/balances.ts'
import { type EntryPage, findEntriesOf, listEntryPages } from '../db/entries.ts'
import { findLedgerAccounts } from '../db/ledger-accounts.ts'
import {
  findLedgerTransactions,
  findLedgerTransactionsOf,
  findReversalsOf,
} from '../db/ledger-transactions.ts'
import { findPositions } from '../db/tally/tally-log.ts'
import type { BalanceKey } from '../domain/find-balance.ts'
import type { BalanceParts } from '../domain/rules/balance.ts'
import type { Entry } from '../domain/rules/entry.ts'
import type { LedgerAccount } from '../domain/rules/ledger-account.ts'
import type { LedgerTransaction } from '../domain/rules/ledger-transaction.ts'

/** The statements behind the loaders: one set for each process, shared by the operations that read at the same time. */
export const newReads = (db: Db) => ({
  balances: newGatheredRead(async (ids: readonly string[]) => {
    const found = await findBalances(db, ids)
    return ids.map((id) => found.get(id))
  }),
  // By themselves: a moment that is not settled yet is waited for, and who asks for now waits for nobody.
  pastBalances: newGatheredRead((keys: readonly PastKey[]) => loadPast(db, keys)),
  entryPages: newGatheredRead((pages: readonly EntryPage[]) => listEntryPages(db, pages)),
  entries: newGatheredRead(async (ids: readonly string[]) => {
    const byId = Map.groupBy(await findEntriesOf(db, ids), (entry) => entry.ledgerTransactionId)
    return ids.map((id) => byId.get(id) ?? [])
  }),
  ledgerTransactions: newGatheredRead(async (ids: readonly string[]) => {
    const byId = new Map((await findLedgerTransactions(db, ids)).map((each) => [each.id, each]))
    return ids.map((id) => byId.get(id))
  }),
  ledgerAccounts: newGatheredRead(async (ids: readonly string[]) => {
    const byId = new Map((await findLedgerAccounts(db, ids)).map((each) => [each.id, each]))
    return ids.map((id) => byId.get(id))
  }),
  reversals: newGatheredRead(async (ids: readonly string[]) => {
    const byOriginal = new Map(
      (await findReversalsOf(db, ids)).map((each) => [each.reverses, each]),
    )
    return ids.map((id) => byOriginal.get(id))
  }),
  areSealed: newGatheredRead(async (ids: readonly string[]) => {
    const positions = await findPositions(db, ids)
    return ids.map((id) => positions.has(id))
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
  balance: new DataLoader<BalanceKey, BalanceParts | undefined, string>(
    (keys) => loadBalances(reads, keys),
    { cacheKeyFn: ({ accountId, asOf, clock }) => `${accountId} ${momentOf({ asOf, clock })}` },
  ),
  entryPage: new DataLoader<EntryPage, readonly Entry[], string>(reads.entryPages, {
    cacheKeyFn: ({ accountId, before, limit }) => `${accountId} ${before} ${limit}`,
  }),
  entries: new DataLoader<string, readonly Entry[]>(reads.entries),
  ledgerTransaction: new DataLoader<string, LedgerTransaction | undefined>(
    reads.ledgerTransactions,
  ),
  ledgerAccount: new DataLoader<string, LedgerAccount | undefined>(reads.ledgerAccounts),
  /** The reversal of a ledger transaction, by the id of that one. */
  reversal: new DataLoader<string, LedgerTransaction | undefined>(reads.reversals),
  isSealed: new DataLoader<string, boolean>(reads.areSealed),
  ledgerTransactionsOfPayment: new DataLoader<string, readonly LedgerTransaction[]>(
    reads.ledgerTransactionsOfPayments,
  ),
})

type PastKey = BalanceKey & Readonly<{ asOf: Date }>

const isPast = (key: BalanceKey): key is PastKey => key.asOf !== null

const momentOf = ({ asOf, clock }: Omit<BalanceKey, 'accountId'>): string =>
  asOf ? `${clock} ${asOf.toISOString()}` : 'now'

async function loadBalances(
  reads: Pick<ReturnType<typeof newReads>, 'balances' | 'pastBalances'>,
  keys: readonly BalanceKey[],
): Promise<(BalanceParts | Error | undefined)[]> {
  const [now, past] = await Promise.all([
    reads.balances(keys.filter((key) => !isPast(key)).map(({ accountId }) => accountId)),
    reads.pastBalances(keys.filter(isPast)),
  ])
  return keys.map((key) => (isPast(key) ? past.shift() : now.shift()))
}

/** One statement for each moment that is asked about. What cannot be said of one does not keep the others from an answer. */
async function loadPast(
  db: Db,
  keys: readonly PastKey[],
): Promise<(BalanceParts | Error | undefined)[]> {
  const groups = [...Map.groupBy(keys, momentOf)].map(async ([moment, group]) => {
    const { asOf, clock } = group[0] as PastKey
    const accountIds = group.map(({ accountId }) => accountId)
    const found = await findBalancesAt(db, { accountIds, asOf, clock }).catch(
      (fault: Error) => fault,
    )
    return [moment, found] as const
  })
  const byMoment = new Map(await Promise.all(groups))
  return keys.map((key) => {
    const found = byMoment.get(momentOf(key))
    return found instanceof Error ? found : found?.get(key.accountId)
  })
}
