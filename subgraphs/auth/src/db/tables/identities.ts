/** Accounts with other providers by which people sign in, and visits to those under way. */
import { at, id, maybeAt } from '@tallystick/db/columns'
import { sql } from 'drizzle-orm'
import { check, index, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { IdentityPurpose } from '../../domain/rules/identity.ts'
import { authSchema, users } from '../tables.ts'

/** Accounts with other providers by which people sign in. No token of a provider is kept. */
export const identities = authSchema.table(
  'identities',
  {
    id: id('idn').primaryKey(),
    userId: id('usr')
      .notNull()
      .references(() => users.id),
    /** The provider's name when it was linked. */
    provider: text().notNull(),
    issuer: text().notNull(),
    /** The provider's name for its person: `sub`. */
    subject: text().notNull(),
    /** The address that the provider knows its person by; nobody is found by it. */
    email: text(),
    createdAt: at(),
    lastUsedAt: maybeAt(),
  },
  (table) => [
    uniqueIndex('identities_subject').on(table.issuer, table.subject),
    index('identities_user').on(table.userId, table.createdAt),
    check('identities_provider_form', sql`${table.provider} ~ '^[a-z0-9][a-z0-9-]{0,31}$'`),
    check('identities_issuer_length', sql`char_length(${table.issuer}) between 1 and 512`),
    check('identities_subject_length', sql`char_length(${table.subject}) between 1 and 255`),
    check('identities_email_length', sql`char_length(${table.email}) <= 254`),
  ],
)

/** Visits to providers, each good for one return of the same browser. */
export const identityStates = authSchema.table(
  'identity_states',
  {
    /** SHA-256 of the handle, in hexadecimal; the `state` in the browser's addresses follows from the handle. */
    hash: text().primaryKey(),
    purpose: text().$type<IdentityPurpose>().notNull(),
    provider: text().notNull(),
    /** Who links; null for a sign-in, which learns from the provider who it is. */
    userId: id('usr').references(() => users.id),
    /** The nonce, the PKCE verifier and whether a fresh proof was asked for, sealed. */
    sealed: text().notNull(),
    createdAt: at(),
    expiresAt: at(),
    usedAt: maybeAt(),
  },
  (table) => [
    index('identity_states_expiry').on(table.expiresAt),
    check('identity_states_hash_is_sha256', sql`${table.hash} ~ '^[0-9a-f]{64}$'`),
    check('identity_states_purpose_known', sql`${table.purpose} in ('SIGN_IN', 'LINK')`),
    check(
      'identity_states_of_who_links',
      sql`(${table.purpose} = 'LINK') = (${table.userId} is not null)`,
    ),
    check('identity_states_sealed', sql`${table.sealed} like 'v1.%'`),
  ],
)
