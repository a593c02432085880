/** Second factors, and what waits for one: a sign-in whose password was right, or somebody about to do what must be theirs. */
import { at, id, maybeAt } from '@tallystick/db/columns'
import { sql } from 'drizzle-orm'
import { check, index, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { ChallengePurpose } from '../../domain/rules/mfa-challenge.ts'
import { authSchema, sessions, users } from '../tables.ts'
import { identities } from './identities.ts'

/** Secrets that authenticator apps share with us: one that counts, and at most one that is still to be confirmed. */
export const totpFactors = authSchema.table(
  'totp_factors',
  {
    id: uuid().primaryKey(),
    userId: id('usr')
      .notNull()
      .references(() => users.id),
    /** Under the key of the process: it has to be read again, so no hash will do. */
    sealedSecret: text().notNull(),
    createdAt: at(),
    /** When the person showed a first code. Until then it is no factor. */
    confirmedAt: maybeAt(),
    /** The time step of the last code that was used: neither it nor an older one works again. */
    lastStep: integer(),
  },
  (table) => [
    uniqueIndex('totp_factors_one_counts')
      .on(table.userId)
      .where(sql`${table.confirmedAt} is not null`),
    uniqueIndex('totp_factors_one_waits').on(table.userId).where(sql`${table.confirmedAt} is null`),
    check('totp_factors_are_sealed', sql`${table.sealedSecret} like 'v1.%'`),
    check(
      'totp_factors_confirmed_by_a_code',
      sql`${table.confirmedAt} is null or ${table.lastStep} is not null`,
    ),
  ],
)

/** Codes for whoever has lost their factor, each good for one use, as hashes of 80 random bits: nobody reads one here. */
export const recoveryCodes = authSchema.table(
  'recovery_codes',
  {
    /** SHA-256 of the person and the code, in hexadecimal. */
    hash: text().primaryKey(),
    userId: id('usr')
      .notNull()
      .references(() => users.id),
    createdAt: at(),
    usedAt: maybeAt(),
  },
  (table) => [
    index('recovery_codes_user').on(table.userId),
    check('recovery_codes_hash_is_sha256', sql`${table.hash} ~ '^[0-9a-f]{64}$'`),
  ],
)

/** What a person has to answer with a factor, each once. */
export const mfaChallenges = authSchema.table(
  'mfa_challenges',
  {
    /** SHA-256 of the challenge's 256-bit id, in hexadecimal: whoever reads the table can answer none. */
    hash: text().primaryKey(),
    userId: id('usr')
      .notNull()
      .references(() => users.id),
    purpose: text().$type<ChallengePurpose>().notNull(),
    /** The session that a right answer proves anew; null for a sign-in, which has none yet. */
    sessionId: id('ses').references(() => sessions.id, { onDelete: 'cascade' }),
    /** The identity by which its person came; null for who gave a password. One that is unlinked signs nobody in any more. */
    identityId: id('idn').references(() => identities.id, { onDelete: 'cascade' }),
    createdAt: at(),
    expiresAt: at(),
    usedAt: maybeAt(),
    /** Wrong answers. */
    tries: integer().notNull().default(0),
  },
  (table) => [
    index('mfa_challenges_user').on(table.userId),
    index('mfa_challenges_expiry').on(table.expiresAt),
    index('mfa_challenges_session').on(table.sessionId).where(sql`${table.sessionId} is not null`),
    index('mfa_challenges_identity')
      .on(table.identityId)
      .where(sql`${table.identityId} is not null`),
    check('mfa_challenges_hash_is_sha256', sql`${table.hash} ~ '^[0-9a-f]{64}$'`),
    check('mfa_challenges_purpose_known', sql`${table.purpose} in ('SIGN_IN', 'STEP_UP')`),
    check(
      'mfa_challenges_of_a_session',
      sql`(${table.purpose} = 'STEP_UP') = (${table.sessionId} is not null)`,
    ),
    check(
      'mfa_challenges_of_an_identity',
      sql`${table.identityId} is null or ${table.purpose} = 'SIGN_IN'`,
    ),
    check('mfa_challenges_tries_count', sql`${table.tries} >= 0`),
  ],
)
