import { type AccountsOptions, openAccounts } from '@tallystick/accounts/server'
import { readApiSdl } from '@tallystick/admin/config'
import { type AdminOptions, openAdmin } from '@tallystick/admin/server'
import {
  type AuthSettings,
  type KeySettings,
  openAuth,
  type TokenSettings,
} from '@tallystick/auth/server'
import type { SealingKey } from '@tallystick/ledger/sealing-key'
import { type LedgerOptions, openLedger } from '@tallystick/ledger/server'
import type { newStack } from '@tallystick/lifecycle'
import type { Notifier } from '@tallystick/notify'
import type { Wake } from '@tallystick/outbox/wake'
import { openPayments, type PaymentsOptions } from '@tallystick/payments/server'
import type { Seal } from '@tallystick/sealed'
import type { Door } from '@tallystick/subgraph-client'
import type { Logger } from '@tallystick/telemetry'
import type { MigratedDatabase } from './database.ts'

/** The five subgraphs, open in this process. */
export type Rooms = Awaited<ReturnType<typeof openRooms>>

/**
 * Opens the five subgraphs in this process, each on its own role, each with the doors it needs and no more.
 *
 * The order is that of need: nobody is opened before those it calls.
 */
export async function openRooms({
  database: { urls },
  wake,
  log,
  stack: { add },
  tokens,
  keys,
  settings,
  seal,
  publicUrl,
  notifier,
  operations,
  accounts: limits,
  payments: ofPayments,
  sealingKey,
  publication,
}: {
  database: MigratedDatabase
  wake: Wake
  log: Logger
  stack: ReturnType<typeof newStack>
  /** What Auth puts into tokens; the gateway must expect the same issuer and audience. */
  tokens: TokenSettings
  /** How many API keys there may be. */
  keys: KeySettings
  /** Limits and times of Auth. */
  settings: Partial<AuthSettings>
  /** Seals what Auth and Payments read again. */
  seal: Seal
  /** Where the whole world finds the gateway. */
  publicUrl: string
  /** Sends what Auth writes to people. */
  notifier: Notifier
  /** How many operations may be registered and how large; the gateway must be told the same. */
  operations: AdminOptions['operations']
  /** Which providers there are, how long keys and quotes hold, and where exchange rates come from. */
  payments: Pick<PaymentsOptions, 'simulator' | 'providers' | 'keyDays' | 'rates' | 'quoteSeconds'>
  /** How many accounts one person may have, and in which currency everyone has one. */
  accounts: NonNullable<AccountsOptions['limits']>
  /** Signs the tally log of the ledger. */
  sealingKey: SealingKey
  /** How often the ledger says what is owed, and where it writes its tree heads down. */
  publication: Pick<LedgerOptions, 'liabilitiesEveryMs' | 'anchoring'>
}) {
  const partsOf = (name: keyof typeof urls) => ({
    databaseUrl: urls[name],
    wake,
    log: log.child({ subgraph: name }),
  })
  const auth = add(
    await openAuth({ ...partsOf('auth'), tokens, keys, settings, seal, publicUrl, notifier }),
  )
  const accounts = add(await openAccounts({ ...partsOf('accounts'), limits }))
  const ledger = add(await openLedger({ ...partsOf('ledger'), sealingKey, ...publication }))
  const neighbours = { auth: auth.subgraph, accounts: accounts.subgraph, ledger: ledger.subgraph }
  const payments = add(
    await openPayments({ ...partsOf('payments'), ...ofPayments, seal, doors: neighbours }),
  )
  const others = { auth, accounts, ledger, payments }
  const admin = add(
    await openAdmin({
      ...partsOf('admin'),
      apiSdl: readApiSdl(),
      operations,
      doors: mapValues(others, ({ subgraph }) => subgraph),
      probes: mapValues(others, (room) => room.ready),
      outboxes: mapValues(others, (room) => room.outbox.waiting),
    }),
  )
  return { ...others, admin }
}

/** The doors of open subgraphs, for the gateway. */
export const doorsOf = (rooms: Rooms): Record<keyof Rooms, Door> =>
  mapValues(rooms, ({ subgraph }) => subgraph)

function mapValues<Name extends string, From, To>(
  from: Readonly<Record<Name, From>>,
  to: (value: From) => To,
): Record<Name, To> {
  const entries = Object.entries<From>(from).map(([name, value]) => [name, to(value)])
  return Object.fromEntries(entries) as Record<Name, To>
}
