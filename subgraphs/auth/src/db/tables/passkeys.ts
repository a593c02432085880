/** Passkeys, and the questions that they are asked. */
import { at, id, maybeAt } from '@tallystick/db/columns'
import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { ChallengePurpose } from '../../domain/rules/passkey.ts'
import { authSchema, users } from '../tables.ts'

/** Passkeys of people. Only public halves are here: whoever reads the table can sign in as nobody. */
export const passkeys = authSchema.table(
  'passkeys',
  {
    id: id('pky').primaryKey(),
    userId: id('usr')
      .notNull()
      .references(() => users.id),
    /** The authenticator's name for it, in base64url. */
    credentialId: text().notNull(),
    /** COSE, in base64url. */
    publicKey: text().notNull(),
    /** How often it signed, as it says itself; many always say 0. */
    counter: bigint({ mode: 'number' }).notNull(),
    /** How a browser reaches it. */
    transports: text().array().notNull(),
    name: text().notNull(),
    /** Which make of authenticator holds it, as that says itself: nobody has attested it. */
    aaguid: text().notNull(),
    /** Whether it is kept on more than one device. */
    isBackedUp: boolean().notNull(),
    createdAt: at(),
    lastUsedAt: maybeAt(),
  },
  (table) => [
    uniqueIndex('passkeys_credential').on(table.credentialId),
    index('passkeys_user').on(table.userId, table.createdAt),
    check(
      'passkeys_credential_form',
      sql`${table.credentialId} ~ '^[A-Za-z0-9_-]+$' and char_length(${table.credentialId}) <= 1366`,
    ),
    check(
      'passkeys_public_key_form',
      sql`${table.publicKey} ~ '^[A-Za-z0-9_-]+$' and char_length(${table.publicKey}) <= 2048`,
    ),
    check('passkeys_counter_natural', sql`${table.counter} between 0 and 4294967295`),
    check('passkeys_name_length', sql`char_length(${table.name}) between 1 and 100`),
  ],
)

/** Questions that passkeys sign the answer to, each good for one try. */
export const passkeyChallenges = authSchema.table(
  'passkey_challenges',
  {
    /** SHA-256 of the challenge's id, in hexadecimal; the challenge itself follows from the id. */
    hash: text().primaryKey(),
    purpose: text().$type<ChallengePurpose>().notNull(),
    /** Who registers; null for a sign-in, which learns from the passkey whose it is. */
    userId: id('usr').references(() => users.id),
    createdAt: at(),
    expiresAt: at(),
    usedAt: maybeAt(),
  },
  (table) => [
    index('passkey_challenges_expiry').on(table.expiresAt),
    check('passkey_challenges_hash_is_sha256', sql`${table.hash} ~ '^[0-9a-f]{64}$'`),
    check('passkey_challenges_purpose_known', sql`${table.purpose} in ('REGISTRATION', 'SIGN_IN')`),
    check(
      'passkey_challenges_of_who_registers',
      sql`(${table.purpose} = 'REGISTRATION') = (${table.userId} is not null)`,
    ),
  ],
)
