/** The Ledger subgraph as one thing to start: its database, its outbox, its posting lane and its door. */
import { type Database, openDatabase } from '@tallystick/db'
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
import { publishLiabilitiesWhenDue } from './domain/liabilities/publish-liabilities.ts'
import { openPostingLane } from './domain/post-ledger-transactions.ts'
import { LANES, type PostingLane } from './domain/posting-lane.ts'
import { newReconciler } from './domain/reconciliation/reconciler.ts'
import { closeDays } from './domain/reports/close-days.ts'
import { anchorTreeHead } from './domain/tally/anchor-tree-head.ts'
import { newSealer } from './domain/tally/seal.ts'
import type { SealingKey } from './domain/tally/sealing-key.ts'
import { BalanceWatch } from './domain/watching/balance-watch.ts'
import { handlers } from './events/handlers.ts'
import type { LedgerEvent } from './events/published.ts'
import type { Anchor } from './providers/anchor/port.ts'
import { resolvers } from './resolvers/index.ts'
import { newLoaders, newReads } from './resolvers/loaders.ts'

/** What Ledger is opened with. */
export type LedgerOptions = Readonly<{
  /** Postgres, migrated, as the role of the Ledger subgraph. */
  databaseUrl: string
  /** Signs the tally log. */
  sealingKey: SealingKey
  /** From one statement of what is owed to customers to the next, in milliseconds; 0 for none. An hour unless told. */
  liabilitiesEveryMs?: number | undefined
  /** Where tree heads are written down outside, and from one to the next in milliseconds; nowhere unless told. */
  anchoring?: Readonly<{ anchors: readonly Anchor[]; everyMs: number }> | undefined
  /** How many batches of postings may be in flight at a time, each on a connection of its own. 2 unless told. */
  lanes?: number | undefined
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
  /** What the door posts through, for whoever is in the same process. */
  lane: PostingLane
  /** Ends the holds whose time is up, and answers how many. By one process or by many. */
  expireHolds(): Promise<number>
  /** Seals what was posted since the last time, and answers how much. By one process or by many; one does the work. */
  seal(): Promise<number>
  /** For the worker to repeat. A posting never uses an overdue hold, so this only decides when its money is free. */
  chores: readonly Chore[]
  /** @throws when the database does not answer */
  ready(): Promise<void>
  close(): Promise<void>
}>

type Chore = Readonly<{ name: string; everyMs: number; run(signal: AbortSignal): Promise<unknown> }>

/** How soon a comparison is taken up that a process left unfinished, in milliseconds. */
const RECONCILE_MS = 60_000

/** How long after midnight a day may wait to be summed up, in milliseconds. */
const CLOSE_DAYS_MS = 60_000
/** How long an overdue hold may go on counting as held, in milliseconds. */
const EXPIRE_HOLDS_MS = 10_000

/** How long what is posted may wait to be sealed, beside the time that sealing takes. */
const SEAL_MS = 250

/** How often to look whether a statement of what is owed is due. */
const LIABILITIES_LOOK_MS = 5_000
const LIABILITIES_EVERY_MS = 3_600_000

/** How often to look whether a tree head is to be anchored; as often, what failed is tried again. */
const ANCHOR_LOOK_MS = 15_000

/** Opens Ledger. */
export async function openLedger(options: LedgerOptions): Promise<OpenLedger> {
  const { databaseUrl, sealingKey, wake, log, now = () => new Date() } = options
  const { liabilitiesEveryMs = LIABILITIES_EVERY_MS } = options
  const { db, lanes, close } = openPools(options)
  try {
    await assertMigrated(databaseUrl, 'ledger')
    const outbox = newOutbox<LedgerEvent>({ db, schema: ledgerSchema, name: 'ledger', wake, log })
    const sealer = newSealer({ outbox, key: sealingKey })
    await sealer.begin()
    const lane = openPostingLane(db, {
      lanes,
      onPosted: () => wake.signal(outbox.channel),
      clock: options.now,
    })
    const reads = newReads(db)
    const balanceWatch = new BalanceWatch({ db, wake, channel: outbox.channel, log })
    const reconciler = newReconciler({ db, outbox, now, log })
    const subgraph = newSubgraph<Context>({
      name: 'ledger',
      sdl: readSubgraphSdl(new URL('schema/', import.meta.url)),
      resolvers,
      newContext: (base) => ({
        ...base,
        ...{ db, outbox, lane, loaders: newLoaders(db, reads), reconciler, balanceWatch },
        ...{ sealingKey, liabilitiesEveryMs },
      }),
      log,
      now,
    })
    const expire = () => expireHolds(outbox, now())
    return {
      subgraph,
      outbox,
      inbox: newInbox({ outbox, schema: ledgerSchema, name: 'ledger' }),
      handlers,
      lane,
      expireHolds: expire,
      seal: sealer.seal,
      chores: [
        { name: 'expire-holds', everyMs: EXPIRE_HOLDS_MS, run: expire },
        { name: 'seal', everyMs: SEAL_MS, run: sealer.seal },
        { name: 'close-days', everyMs: CLOSE_DAYS_MS, run: (signal) => closeDays(db, signal) },
        { name: 'reconcile', everyMs: RECONCILE_MS, run: reconciler.workOffDaily },
        ...publicationChores(options, { db, liabilitiesEveryMs, now }),
      ],
      ready: async () => void (await db.execute('select 1')),
      async close() {
        await subgraph.close()
        await balanceWatch.close()
        await reconciler.close()
        await outbox.close()
        await close()
      },
    }
  } catch (fault) {
    await close()
    throw fault
  }
}

/** The pool for everything, and for each posting lane a connection of its own with one in its stead. */
function openPools({ databaseUrl: url, lanes: count = LANES }: LedgerOptions) {
  const { db, close: closePool } = openDatabase({ url, name: 'ledger' })
  // Each opens with its first statement, so the second of a lane only when the first was lost.
  const lanes = Array.from({ length: count }, () =>
    [1, 2].map(() => openDatabase({ url, name: 'ledger', poolMax: 1 })),
  )
  return {
    db,
    lanes: lanes.map((lane) => lane.map(({ db: own }) => own)),
    close: () => Promise.all([closePool(), ...lanes.flat().map((lane) => lane.close())]),
  }
}

/** What is told to the world by itself: what is owed, and tree heads. */
function publicationChores(
  { sealingKey: key, anchoring, log }: LedgerOptions,
  {
    db,
    liabilitiesEveryMs: everyMs,
    now,
  }: Readonly<{
    db: Database
    liabilitiesEveryMs: number
    now: () => Date
  }>,
): Chore[] {
  const publish = () => publishLiabilitiesWhenDue({ db, key }, { everyMs, now: now() })
  const chores: Chore[] =
    everyMs > 0 ? [{ name: 'publish-liabilities', everyMs: LIABILITIES_LOOK_MS, run: publish }] : []
  if (!anchoring || anchoring.anchors.length === 0) return chores
  const anchor = (signal: AbortSignal) =>
    anchorTreeHead({ db, log, ...anchoring }, { now: now(), signal })
  return [...chores, { name: 'anchor', everyMs: ANCHOR_LOOK_MS, run: anchor }]
}
