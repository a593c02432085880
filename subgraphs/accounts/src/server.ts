/** The Accounts subgraph as one thing to start: its database, its outbox and its door. */
import { openDatabase } from '@tallystick/db'
import { assertMigrated } from '@tallystick/db/migrate'
import {
  type EventHandler,
  type Inbox,
  newGathering,
  newInbox,
  newOutbox,
  type Outbox,
} from '@tallystick/outbox'
import type { Wake } from '@tallystick/outbox/wake'
import { newSubgraph, type Subgraph } from '@tallystick/subgraph-server'
import { readSubgraphSdl } from '@tallystick/subgraph-server/schema'
import type { Logger } from '@tallystick/telemetry'
import type { Context } from './context.ts'
import { findAccounts } from './db/accounts.ts'
import { accountsSchema } from './db/tables.ts'
import type { Limits } from './domain/means.ts'
import { ACCOUNTS_PER_PERSON_MAX, type Account, DEFAULT_CURRENCY } from './domain/rules/account.ts'
import { newHandlers } from './events/handlers.ts'
import type { AccountsEvent } from './events/published.ts'
import { resolvers } from './resolvers/index.ts'
import { newLoaders } from './resolvers/loaders.ts'

/** What Accounts is opened with. */
export type AccountsOptions = Readonly<{
  /** Postgres, migrated, as the role of the Accounts subgraph. */
  databaseUrl: string
  wake: Wake
  log: Logger
  /** The clock; the machine's own unless told. */
  now?: (() => Date) | undefined
  /** What differs from the usual limits. */
  limits?: Partial<Limits> | undefined
}>

/** An open Accounts subgraph. */
export type OpenAccounts = Readonly<{
  subgraph: Subgraph
  outbox: Outbox<AccountsEvent>
  inbox: Inbox<AccountsEvent>
  handlers: Readonly<Record<string, EventHandler>>
  /** @throws when the database does not answer */
  ready(): Promise<void>
  close(): Promise<void>
}>

/** Accounts that are read in one statement. */
const READ_MAX = 200

/** Opens Accounts. */
export async function openAccounts(options: AccountsOptions): Promise<OpenAccounts> {
  const { databaseUrl, wake, log, now = () => new Date() } = options
  await assertMigrated(databaseUrl, 'accounts')
  const { db, close } = openDatabase({ url: databaseUrl, name: 'accounts' })
  const limits: Limits = {
    accountsPerPersonMax: ACCOUNTS_PER_PERSON_MAX,
    defaultCurrency: DEFAULT_CURRENCY,
    ...options.limits,
  }
  const outbox = newOutbox<AccountsEvent>({
    db,
    schema: accountsSchema,
    name: 'accounts',
    wake,
    log,
  })
  const readAccount = newGathering<string, Account | undefined>({
    answerAll: (ids) => findAccounts(db, ids),
    batchMax: READ_MAX,
  })
  const subgraph = newSubgraph<Context>({
    name: 'accounts',
    sdl: readSubgraphSdl(new URL('./schema/', import.meta.url)),
    resolvers,
    newContext: (base) => ({
      ...base,
      ...{ db, outbox, readAccount, limits },
      loaders: newLoaders({ db, readAccount }),
    }),
    now,
    log,
  })
  return {
    subgraph,
    outbox,
    inbox: newInbox({ outbox, schema: accountsSchema, name: 'accounts' }),
    handlers: newHandlers(now, limits.defaultCurrency),
    ready: async () => void (await db.execute('select 1')),
    async close() {
      await subgraph.close()
      await outbox.close()
      await close()
    },
  }
}
