import type { Database } from '@tallystick/db'
import type { Jobs } from '@tallystick/jobs'
import type { Outbox } from '@tallystick/outbox'
import type { Seal } from '@tallystick/sealed'
import type { Logger } from '@tallystick/telemetry'
import type { PaymentsEvent } from '../events/published.ts'
import type { Accounts } from '../providers/accounts/port.ts'
import type { Ledger } from '../providers/ledger/port.ts'
import type { People } from '../providers/people/port.ts'
import type { Processor } from '../providers/processor/port.ts'
import type { Rates } from '../providers/rates/port.ts'
import type { Answer } from './rules/answer.ts'
import type { ProviderName } from './rules/payment.ts'
import type { Schedules } from './schedules.ts'
import type { PaymentStore } from './store-payments.ts'

/** What the use cases are built of. One for each process. */
export type Parts = Readonly<{
  db: Database
  seal: Seal
  outbox: Outbox<PaymentsEvent>
  jobs: Jobs
  /** Writes payments, many callers at a time. */
  store: PaymentStore
  accounts: Accounts
  people: People
  ledger: Ledger
  /** Exchange rates as the market has them. */
  rates: Rates
  /** What everything costs and how much may be moved. */
  schedules: Schedules
  /** How long a quote holds, in seconds. */
  quoteSeconds: number
  processors: Readonly<Record<ProviderName, Processor>>
  /** Those that a new payment may use. */
  enabledProviders: ReadonlySet<ProviderName>
  /** For how many days a key is kept, at least. */
  keyDays: number
  /** After how long a provider that has never heard of a call is believed, in milliseconds. */
  callSettledMs: number
  log: Logger
  now: () => Date
  /** Payments that this process is moving on right now: whoever asks for the same one waits for the same answer. */
  advancing: Map<string, Promise<Answer>>
}>
