/** Codes and links by which people show that something is theirs, and the messages that carry them. */
import { at, id, maybeAt } from '@tallystick/db/columns'
import { sql } from 'drizzle-orm'
import { check, index, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { CodePurpose } from '../../domain/rules/one-time-code.ts'
import { authSchema, users } from '../tables.ts'

/** Codes and links, each good for one use: whoever reads the table can use none of them. */
export const oneTimeCodes = authSchema.table(
  'one_time_codes',
  {
    id: uuid().primaryKey(),
    /** Null for a row that was written so that an unknown address costs the same work. */
    userId: id('usr').references(() => users.id),
    purpose: text().$type<CodePurpose>().notNull(),
    channel: text().$type<'EMAIL' | 'SMS'>().notNull(),
    target: text(),
    /** SHA-256 of the 256-bit token of a link, in hexadecimal. */
    tokenHash: text(),
    /** The six digits under the key of the process: a hash would give them away to who tries a million. */
    sealedDigits: text(),
    createdAt: at(),
    expiresAt: at(),
    usedAt: maybeAt(),
    endedAt: maybeAt(),
    tries: integer().notNull().default(0),
  },
  (table) => [
    uniqueIndex('one_time_codes_token').on(table.tokenHash),
    uniqueIndex('one_time_codes_one_lives')
      .on(table.userId, table.purpose)
      .where(sql`${table.usedAt} is null and ${table.endedAt} is null`),
    index('one_time_codes_recent').on(table.userId, table.purpose, table.createdAt),
    index('one_time_codes_expiry').on(table.expiresAt),
    check(
      'one_time_codes_purpose_known',
      sql`${table.purpose} in ('EMAIL_VERIFICATION', 'PASSWORD_RESET', 'PHONE_VERIFICATION', 'NOTICE')`,
    ),
    check('one_time_codes_channel_known', sql`${table.channel} in ('EMAIL', 'SMS')`),
    check('one_time_codes_token_is_sha256', sql`${table.tokenHash} ~ '^[0-9a-f]{64}$'`),
    check('one_time_codes_digits_are_sealed', sql`${table.sealedDigits} like 'v1.%'`),
    check(
      'one_time_codes_for_somebody',
      sql`(${table.userId} is null) = (${table.target} is null)`,
    ),
    check('one_time_codes_tries_count', sql`${table.tries} >= 0`),
  ],
)

/** Messages that are still to be sent, sealed: they hold codes, links and addresses. */
export const outgoingMessages = authSchema.table(
  'outgoing_messages',
  {
    id: uuid().primaryKey(),
    /** Null once it was given up. */
    sealed: text(),
    createdAt: at(),
    /** From then on it is not worth sending. */
    expiresAt: at(),
    attempts: integer().notNull().default(0),
    nextAt: at(),
    gaveUpAt: maybeAt(),
  },
  (table) => [
    index('outgoing_messages_due').on(table.nextAt).where(sql`${table.gaveUpAt} is null`),
    check('outgoing_messages_are_sealed', sql`${table.sealed} like 'v1.%'`),
    check(
      'outgoing_messages_emptied_when_given_up',
      sql`(${table.sealed} is null) = (${table.gaveUpAt} is not null)`,
    ),
  ],
)
