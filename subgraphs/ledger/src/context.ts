import type { Database } from '@tallystick/db'
import type { Outbox } from '@tallystick/outbox'
import type { SubgraphContext } from '@tallystick/subgraph-server'
import type { PostingLane } from './domain/posting-lane.ts'
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
  }>
