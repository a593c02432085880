import type { Database } from '@tallystick/db'
import type { Outbox } from '@tallystick/outbox'
import type { SubgraphContext } from '@tallystick/subgraph-server'
import type { PostingLane } from './domain/posting-lane.ts'
import type { Reconciler } from './domain/reconciliation/reconciler.ts'
import type { SealingKey } from './domain/tally/sealing-key.ts'
import type { BalanceWatch } from './domain/watching/balance-watch.ts'
import type { LedgerEvent } from './events/published.ts'
import type { Loaders } from './resolvers/loaders.ts'

/** What every resolver of Ledger is handed, made anew for each operation but for the pool, the outbox and the lane. */
export type Context = SubgraphContext &
  Readonly<{
    db: Database
    outbox: Outbox<LedgerEvent>
    /** Shared by all callers of this process, so that their postings travel together. */
    lane: PostingLane
    loaders: Loaders
    /** Shared by all who watch an account, so that one look serves them. */
    balanceWatch: BalanceWatch
    /** Makes the comparisons that are asked for, in the background. */
    reconciler: Reconciler
    /** Signs statements of what is owed. */
    sealingKey: SealingKey
    /** How often these are published by themselves, in milliseconds; 0 for never. */
    liabilitiesEveryMs: number
  }>
