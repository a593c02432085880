/** Everything the Auth subgraph owns in Postgres. No other subgraph reads these tables. */
import { at, id, maybeAt } from '@tallystick/db/columns'
import {
  deadLettersTable,
  inboxTable,
  outboxReadersTable,
  outboxTable,
} from '@tallystick/outbox/tables'
import { sql } from 'drizzle-orm'
import { boolean, check, index, jsonb, pgSchema, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { JWK } from 'jose'
import type { RevokeReason } from '../domain/rules/session.ts'
import type { Role, UserStatus } from '../domain/rules/user.ts'

/** The schema that the role of the Auth subgraph may use. */
export const authSchema = pgSchema('auth')

/** People who can sign in. A password is kept as its argon2id hash alone. */
export const users = authSchema.table(
  'users',
  {
    id: id('usr').primaryKey(),
    email: text().notNull(),
    emailVerified: boolean().notNull().default(false),
    name: text().notNull(),
    username: text(),
    /** A PHC string: algorithm, costs, salt and hash. Never selected together with what a client may see. */
    passwordHash: text().notNull(),
    roles: text().array().$type<Role[]>().notNull(),
    status: text().$type<UserStatus>().notNull(),
    createdAt: at(),
  },
  ({ email, username, roles, status, passwordHash }) => [
    uniqueIndex('users_email_unique').on(sql`lower(${email})`),
    uniqueIndex('users_username_unique').on(username),
    index('users_roles').using('gin', roles),
    index('users_administrators').on(status).where(sql`'ADMIN' = any(${roles})`),
    check('users_roles_known', sql`${roles} <@ array['ADMIN', 'CUSTOMER', 'VENDOR']`),
    check('users_have_a_role', sql`cardinality(${roles}) > 0`),
    check(
      'users_status_known',
      sql`${status} in ('ACTIVE', 'LOCKED', 'SUSPENDED', 'EXPIRED', 'ARCHIVED')`,
    ),
    check('users_password_is_hashed', sql`${passwordHash} like '$argon2id$%'`),
  ],
)

/** Signed-in states, one a device; a session is also the family of its refresh tokens. */
export const sessions = authSchema.table(
  'sessions',
  {
    id: id('ses').primaryKey(),
    userId: id('usr')
      .notNull()
      .references(() => users.id),
    createdAt: at(),
    lastUsedAt: at(),
    revokedAt: maybeAt(),
    revokeReason: text().$type<RevokeReason>(),
    userAgent: text(),
    address: text(),
  },
  ({ userId, createdAt, revokedAt, revokeReason }) => [
    index('sessions_user').on(userId, createdAt),
    check('sessions_reason_when_revoked', sql`(${revokedAt} is null) = (${revokeReason} is null)`),
  ],
)

/** Refresh tokens, as hashes: whoever reads the table can sign in as nobody. */
export const refreshTokens = authSchema.table(
  'refresh_tokens',
  {
    /** SHA-256 of the token, in hexadecimal: a stolen table opens no session. */
    hash: text().primaryKey(),
    sessionId: id('ses')
      .notNull()
      .references(() => sessions.id),
    createdAt: at(),
    expiresAt: at(),
    usedAt: maybeAt(),
  },
  ({ hash, sessionId }) => [
    index('refresh_tokens_session').on(sessionId),
    check('refresh_tokens_hash_is_sha256', sql`${hash} ~ '^[0-9a-f]{64}$'`),
  ],
)

/** Keys that access tokens are signed with, the retired ones for as long as tokens of theirs live. */
export const signingKeys = authSchema.table('signing_keys', {
  /** The key's RFC 7638 thumbprint. */
  kid: text().primaryKey(),
  publicJwk: jsonb().$type<JWK>().notNull(),
  privateJwk: jsonb().$type<JWK>().notNull(),
  createdAt: at(),
  /** Since when nothing new is signed with it; its signatures stay valid until they expire. */
  retiredAt: maybeAt(),
})

/** Events of this subgraph, written with the change that they report. */
export const outbox = outboxTable(authSchema)
/** How far each reader of the outbox has come. */
export const outboxReaders = outboxReadersTable(authSchema)
/** Events of other subgraphs that were applied here. */
export const inbox = inboxTable(authSchema)
/** Events of other subgraphs that could not be applied, kept for a person to look at. */
export const deadLetters = deadLettersTable(authSchema)
