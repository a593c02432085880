/** Everything the Accounts subgraph owns in Postgres. No other subgraph reads these tables. */
import { at, currency, id, maybeAt } from '@tallystick/db/columns'
import {
  deadLettersTable,
  inboxTable,
  outboxReadersTable,
  outboxTable,
} from '@tallystick/outbox/tables'
import { sql } from 'drizzle-orm'
import { boolean, check, index, pgSchema, text, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import type { AccountLevel, AccountStatus, AccountType } from '../domain/rules/account.ts'

/** The Postgres schema of Accounts. */
export const accountsSchema = pgSchema('accounts')

/** Every customer's account. Rows are never deleted. */
export const accounts = accountsSchema.table(
  'accounts',
  {
    id: id('acc').primaryKey(),
    number: text().notNull(),
    ownerId: id('usr').notNull(),
    type: text().$type<AccountType>().notNull(),
    currency: currency(),
    name: text().notNull(),
    status: text().$type<AccountStatus>().notNull(),
    /** How much is known of the owner, and so how much may be moved. */
    level: text().$type<AccountLevel>().notNull().default('VERIFIED'),
    /** The wallet that was opened for its owner without their asking; one each. */
    isProvisioned: boolean().notNull(),
    createdAt: at(),
  },
  ({ id: key, number, ownerId, type, name, status, level, isProvisioned, createdAt }) => [
    unique('accounts_number_unique').on(number),
    uniqueIndex('accounts_one_provisioned').on(ownerId).where(sql`${isProvisioned}`),
    index('accounts_owner').on(ownerId, createdAt, key),
    check('accounts_number_has_ten_digits', sql`${number} ~ '^[1-9][0-9]{9}$'`),
    check('accounts_type_known', sql`${type} in ('WALLET', 'MERCHANT')`),
    check('accounts_status_known', sql`${status} in ('OPEN', 'FROZEN', 'CLOSED')`),
    check('accounts_level_known', sql`${level} in ('BASIC', 'VERIFIED', 'BUSINESS')`),
    check('accounts_name_not_empty', sql`${name} <> ''`),
  ],
)

/** What people say about themselves; no row stands for the defaults. */
export const profiles = accountsSchema.table('profiles', {
  userId: id('usr').primaryKey(),
  phone: text(),
  address: text(),
  bio: text(),
  locale: text().notNull(),
  timeZone: text().notNull(),
  updatedAt: maybeAt(),
})

/** What Accounts tells the rest of the system. */
export const outbox = outboxTable(accountsSchema)
/** How far each subgraph has been told. */
export const outboxReaders = outboxReadersTable(accountsSchema)
/** What Accounts has heard from the others. */
export const inbox = inboxTable(accountsSchema)
/** What of it could not be applied. */
export const deadLetters = deadLettersTable(accountsSchema)
