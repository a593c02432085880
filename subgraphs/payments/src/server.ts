/** The Payments subgraph as one thing to start: its database, outbox and jobs, its neighbours, and its door. */
import { type Database, openDatabase } from '@tallystick/db'
import { assertMigrated } from '@tallystick/db/migrate'
import { type Jobs, newJobs, type Tasks } from '@tallystick/jobs'
import {
  type EventHandlers,
  type Inbox,
  newInbox,
  newOutbox,
  type Outbox,
} from '@tallystick/outbox'
import type { Wake } from '@tallystick/outbox/wake'
import type { Seal } from '@tallystick/sealed'
import type { Door } from '@tallystick/subgraph-client'
import { newSubgraph, type Subgraph } from '@tallystick/subgraph-server'
import { readSubgraphSdl } from '@tallystick/subgraph-server/schema'
import type { Logger } from '@tallystick/telemetry'
import type { ProviderConfig } from './config.ts'
import type { Context } from './context.ts'
import { paymentsSchema } from './db/tables.ts'
import { QUOTE_SECONDS } from './domain/fees/quote-fee.ts'
import type { Parts } from './domain/parts.ts'
import type { ProviderName } from './domain/rules/payment.ts'
import { CALL_MARGIN_MS } from './domain/rules/timing.ts'
import { newSchedules } from './domain/schedules.ts'
import { newPaymentStore } from './domain/store-payments.ts'
import { handlers } from './events/handlers.ts'
import type { PaymentsEvent } from './events/published.ts'
import { CRONTAB, newTasks } from './jobs/tasks.ts'
import { newAccounts } from './providers/accounts/door.ts'
import { newLedger } from './providers/ledger/door.ts'
import { newPeople } from './providers/people/door.ts'
import { type OpenProcessors, openProcessors } from './providers/processor/open.ts'
import { newFixedRates } from './providers/rates/fixed.ts'
import type { Rates } from './providers/rates/port.ts'
import { resolvers } from './resolvers/index.ts'
import { newLoaders, newReads } from './resolvers/loaders.ts'

/** The Postgres schema of this subgraph's jobs. */
const JOBS_SCHEMA = 'payments_jobs'

/**
 * Reads and joins by lookup. Every statement here asks an index for a few rows, and a prepared statement keeps its plan:
 * one that was made while a table was small would go on reading the whole of it until the next ANALYZE.
 */
const LOOKUPS = { enable_seqscan: 'off', enable_hashjoin: 'off', enable_mergejoin: 'off' }

/** How long a provider may take when nobody says: as `PROVIDER_DEADLINE_MS` has it. */
const DEADLINE_MS = 10_000

/** A month, where a day is the least that clients are promised. */
const KEY_DAYS = 30

/** What Payments is opened with. */
export type PaymentsOptions = Readonly<{
  /** Postgres, migrated, as the role of the Payments subgraph. */
  databaseUrl: string
  wake: Wake
  log: Logger
  /** Seals what only Payments may read again. */
  seal: Seal
  /** The clock; the machine's own unless told. */
  now?: (() => Date) | undefined
  /**
   * Whether new top-ups may use the simulator, which brings in money that nobody paid. Those that it began are ended
   * either way. True unless told.
   */
  simulator?: boolean | undefined
  /** The providers of the world, from the environment. None unless told. */
  providers?: ProviderConfig | undefined
  /** For how many days an idempotency key is kept, at least. 30 unless told. */
  keyDays?: number | undefined
  /** Where exchange rates come from; the fixed table that is shipped unless told. */
  rates?: Rates | undefined
  /** How long a quote holds, in seconds; 60 unless told. */
  quoteSeconds?: number | undefined
  /** Auth knows people by address, Accounts knows accounts, the Ledger moves money. */
  doors: Readonly<{ auth: Door; accounts: Door; ledger: Door }>
}>

/** An open Payments subgraph. */
export type OpenPayments = Readonly<{
  subgraph: Subgraph
  outbox: Outbox<PaymentsEvent>
  inbox: Inbox<PaymentsEvent>
  handlers: EventHandlers
  /** For the worker: `jobs.run({ tasks, crontab })`. */
  jobs: Jobs
  tasks: Tasks
  crontab: string
  /** @throws when the database does not answer */
  ready(): Promise<void>
  close(): Promise<void>
}>

/** Opens Payments. Its jobs run where the caller runs them. */
export async function openPayments(options: PaymentsOptions): Promise<OpenPayments> {
  const { databaseUrl, log, now = () => new Date() } = options
  const { db, close } = openDatabase({ url: databaseUrl, name: 'payments', settings: LOOKUPS })
  try {
    await assertMigrated(databaseUrl, 'payments')
    const providers = openProcessors(db, options.providers)
    const parts = newParts(options, db, providers)
    const { outbox, jobs } = parts
    const reads = newReads(db)
    const subgraph = newSubgraph<Context>({
      name: 'payments',
      sdl: readSubgraphSdl(new URL('schema/', import.meta.url)),
      resolvers,
      newContext: (base) => ({ ...base, parts, loaders: newLoaders(reads) }),
      log,
      now,
    })
    return {
      subgraph,
      outbox,
      inbox: newInbox({ outbox, schema: paymentsSchema, name: 'payments' }),
      handlers,
      jobs,
      tasks: newTasks(parts),
      crontab: CRONTAB,
      ready: async () => void (await db.execute('select 1')),
      async close() {
        await subgraph.close()
        await jobs.close()
        // What was accepted a moment ago is ended here rather than by a job elsewhere.
        await Promise.allSettled(parts.advancing.values())
        await providers.close()
        await outbox.close()
        await close()
      },
    }
  } catch (fault) {
    await close()
    throw fault
  }
}

function newParts(options: PaymentsOptions, db: Database, providers: OpenProcessors): Parts {
  const { databaseUrl, wake, log, seal, doors } = options
  const { now = () => new Date(), simulator = true, keyDays = KEY_DAYS } = options
  const written = {
    outbox: newOutbox<PaymentsEvent>({ db, schema: paymentsSchema, name: 'payments', wake, log }),
    jobs: newJobs({ databaseUrl, schema: JOBS_SCHEMA, log }),
    now,
  }
  return {
    db,
    ...written,
    seal,
    keyDays,
    callSettledMs: (options.providers?.PROVIDER_DEADLINE_MS ?? DEADLINE_MS) + CALL_MARGIN_MS,
    store: newPaymentStore(written),
    accounts: newAccounts(doors.accounts),
    people: newPeople(doors.auth),
    ledger: newLedger(doors.ledger),
    rates: options.rates ?? newFixedRates(),
    schedules: newSchedules(db),
    quoteSeconds: options.quoteSeconds ?? QUOTE_SECONDS,
    processors: providers.processors,
    enabledProviders: new Set<ProviderName>([
      ...(simulator ? (['SIMULATOR'] as const) : []),
      // A customer pays at the provider's page: one that has none is for cards that are known.
      ...providers.configured.filter((name) => providers.processors[name].can.has('INITIALIZE')),
    ]),
    log,
    advancing: new Map(),
  }
}
