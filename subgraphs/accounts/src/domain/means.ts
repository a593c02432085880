import type { Database } from '@tallystick/db'
import type { Currency } from '@tallystick/money'
import type { Cause, Gathering, Outbox, Publish } from '@tallystick/outbox'
import type { AccountsEvent } from '../events/published.ts'
import type { Account } from './rules/account.ts'

/** What a use case works with: where it stores, what it may not exceed, when it is, and for whom. */
export type Means = Readonly<{
  db: Database
  outbox: Outbox<AccountsEvent>
  /** Reads an account by its well-formed id, together with whoever reads one at the same time. Remembers nothing. */
  readAccount: Gathering<string, Account | undefined>
  limits: Limits
  now: Date
  cause: Cause
}>

/** What the operator decides. */
export type Limits = Readonly<{
  accountsPerPersonMax: number
  /** Of the wallet that everyone has without asking. */
  defaultCurrency: Currency
}>

/** Tells in the caller's transaction what happened. */
export type PublishAccounts = Publish<AccountsEvent>
