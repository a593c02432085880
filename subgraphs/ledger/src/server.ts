/** The Ledger subgraph as one thing to start: its database, its outbox, its posting lane and its door. */
import { openDatabase } from '@tallystick/db'
import { assertMigrated } from '@tallystick/db/migrate'
import {
  type EventHandlers,
  type Inbox,
  newInbox,
  newOutbox,
  type Outbox,
} from '@tallystick/outbox'
import type { Wake } from '@tallystick/outbox/wake'
import { newSubgraph, type Subgraph } from '@tallystick/subgraph-server'
import { readSubgraphSdl } from '@tallystick/subgraph-server/schema'
import type { Logger } from '@tallystick/telemetry'
import type { Context } from './context.ts'
import { ledgerSchema } from './db/tables.ts'
import { expireHolds } from './domain/expire-holds.ts'
import { openPostingLane } from './domain/post-ledger-transactions.ts'
import { handlers } from './events/handlers.ts'
import type { LedgerEvent } from './events/published.ts'
import { resolvers } from './resolvers/index.ts'
import { newLoaders, newReads } from './resolvers/loaders.ts'

/** What Ledger is opened with. */
export type LedgerOptions = Readonly<{
  /** Postgres, migrated, as the role of the Ledger subgraph. */
  databaseUrl: string
  wake: Wake
  log: Logger
  /** The clock; the machine's own unless told. What is recorded takes its time from Postgres all the same. */
  now?: (() => Date) | undefined
}>

/** An open Ledger subgraph. */
export type OpenLedger = Readonly<{
  subgraph: Subgraph
  outbox: Outbox<LedgerEvent>
  inbox: Inbox<LedgerEvent>
  handlers: EventHandlers
  /** Ends the holds whose time is up, and answers how many. By one process or by many. */
  expireHolds(): Promise<number>
  /** For the worker to repeat. A posting never uses an overdue hold, so this only decides when its money is free. */
  chores: readonly Readonly<{ name: string; everyMs: number; run(): Promise<unknown> }>[]
  /** @throws when the database does not answer */
  ready(): Promise<void>
  close(): Promise<void>
}>

/** How long an overdue hold may go on counting as held, in milliseconds. */
const EXPIRE_HOLDS_MS = 10_000

/** Opens Ledger. */
export async function openLedger(options: LedgerOptions): Promise<OpenLedger> {
  const { databaseUrl, wake, log, now = () => new Date() } = options
  const { db, close } = openDatabase({ url: databaseUrl, name: 'ledger' })
  try {
    await assertMigrated(databaseUrl, 'ledger')
    const outbox = newOutbox<LedgerEvent>({ db, schema: ledgerSchema, name: 'ledger', wake, log })
    const lane = openPostingLane(db, () => wake.signal(outbox.channel))
    const reads = newReads(db)
    const subgraph = newSubgraph<Context>({
      name: 'ledger',
      sdl: readSubgraphSdl(new URL('schema/', import.meta.url)),
      resolvers,
      newContext: (base) => ({ ...base, db, outbox, lane, loaders: newLoaders(db, reads) }),
      log,
      now,
    })
    const expire = () => expireHolds(outbox, now())
    return {
      subgraph,
      outbox,
      inbox: newInbox({ outbox, schema: ledgerSchema, name: 'ledger' }),
      handlers,
      expireHolds: expire,
      chores: [{ name: 'expire-holds', everyMs: EXPIRE_HOLDS_MS, run: expire }],
      ready: async () => void (await db.execute('select 1')),
      async close() {
        await subgraph.close()
        await outbox.close()
        await close()
      },
    }
  } catch (fault) {
    await close()
    throw fault
  }
}
