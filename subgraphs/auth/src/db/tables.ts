/** Everything the Auth subgraph owns in Postgres. No other subgraph reads these tables. */
import { at, currency, id, maybeAt, minor } from '@tallystick/db/columns'
import {
  deadLettersTable,
  inboxTable,
  outboxReadersTable,
  outboxTable,
} from '@tallystick/outbox/tables'
import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { JWK } from 'jose'
import type { SignatureAlgorithm } from '../domain/rules/request-signature.ts'
import type { Proof, RevokeReason, SessionMode } from '../domain/rules/session.ts'
import type { Role, UserStatus } from '../domain/rules/user.ts'
import type { StoredLimits } from './stored-limits.ts'

/** The schema that the role of the Auth subgraph may use. */
export const authSchema = pgSchema('auth')

/** People who can sign in. A password is kept as its argon2id hash alone. */
export const users = authSchema.table(
  'users',
  {
    id: id('usr').primaryKey(),
    email: text().notNull(),
    emailVerified: boolean().notNull().default(false),
    /** As E.164 writes it. */
    phone: text(),
    phoneVerified: boolean().notNull().default(false),
    name: text().notNull(),
    username: text(),
    /** The handle that they get once their address is verified, if it is free then. */
    wantedUsername: text(),
    /**
     * A PHC string: algorithm, costs, salt and hash; or bcrypt, as it was imported. Null for who signs in by an identity alone.
     * Never selected together with what a client may see.
     */
    passwordHash: text(),
    roles: text().array().$type<Role[]>().notNull(),
    status: text().$type<UserStatus>().notNull(),
    /** Counts the changes of roles and status: a token that shows an older one is refused. */
    rightsVersion: integer().notNull().default(0),
    createdAt: at(),
    /** When their first session began. Until then an address that is not verified is still anybody's. */
    firstSignedInAt: maybeAt(),
  },
  ({ email, phone, phoneVerified, username, roles, status, passwordHash }) => [
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
    uniqueIndex('users_phone_unique').on(phone).where(sql`${phoneVerified}`),
    check('users_phone_form', sql`${phone} ~ '^\\+[1-9][0-9]{7,14}$'`),
    check('users_phone_to_verify', sql`${phone} is not null or not ${phoneVerified}`),
    check(
      'users_password_is_hashed',
      sql`${passwordHash} like '$argon2id$%' or ${passwordHash} ~ '^\\$2[ab]\\$1[2-5]\\$[./A-Za-z0-9]{53}$'`,
    ),
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
    mode: text().$type<SessionMode>().notNull(),
    /** SHA-256 of the secret in a browser's cookie, in hexadecimal. Never selected: it is only looked for. */
    cookieHash: text(),
    createdAt: at(),
    lastUsedAt: at(),
    /** When the person last proved who they are here. A refresh is no proof. */
    provedAt: at(),
    provedBy: text().$type<Proof>().notNull(),
    /** The end that no use puts off. */
    expiresAt: at(),
    /** Also the generation of the newest refresh token. */
    refreshCount: integer().notNull(),
    revokedAt: maybeAt(),
    revokeReason: text().$type<RevokeReason>(),
    userAgent: text(),
    address: text(),
  },
  ({
    userId,
    mode,
    cookieHash,
    provedBy,
    createdAt,
    expiresAt,
    refreshCount,
    revokedAt,
    revokeReason,
  }) => [
    index('sessions_user').on(userId, createdAt),
    uniqueIndex('sessions_cookie').on(cookieHash),
    index('sessions_expiry').on(expiresAt),
    check('sessions_cookie_is_sha256', sql`${cookieHash} ~ '^[0-9a-f]{64}$'`),
    check(
      'sessions_cookie_in_cookie_mode',
      sql`(${mode} = 'COOKIE') = (${cookieHash} is not null)`,
    ),
    check('sessions_mode_known', sql`${mode} in ('BEARER', 'COOKIE')`),
    check(
      'sessions_proved_by_known',
      sql`${provedBy} in ('PASSWORD', 'SECOND_FACTOR', 'PASSKEY', 'IDENTITY')`,
    ),
    check('sessions_expire', sql`${expiresAt} > ${createdAt}`),
    check('sessions_refresh_count_natural', sql`${refreshCount} >= 0`),
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
      .references(() => sessions.id, { onDelete: 'cascade' }),
    /** How often the session had been refreshed when the token was made. */
    generation: integer().notNull(),
    createdAt: at(),
    expiresAt: at(),
    usedAt: maybeAt(),
  },
  ({ hash, sessionId, generation, expiresAt }) => [
    uniqueIndex('refresh_tokens_one_a_generation').on(sessionId, generation),
    index('refresh_tokens_expiry').on(expiresAt),
    check('refresh_tokens_hash_is_sha256', sql`${hash} ~ '^[0-9a-f]{64}$'`),
  ],
)

/** Keys by which programs act for people. Of a secret there is only its hash: whoever reads the table can use no key. */
export const apiKeys = authSchema.table(
  'api_keys',
  {
    id: id('key').primaryKey(),
    ownerId: id('usr')
      .notNull()
      .references(() => users.id),
    /** Of the program that it is for, as Admin knows it. */
    clientId: text().notNull(),
    name: text().notNull(),
    /** SHA-256 of the secret, in hexadecimal. Never selected together with what a client may see. */
    secretHash: text().notNull(),
    /** The secret before the last rotation, while it still works. */
    previousSecretHash: text(),
    previousSecretUntil: maybeAt(),
    /** By what each request must be signed; null where it need not be. */
    signatureAlgorithm: text().$type<SignatureAlgorithm>(),
    /** What signatures are checked with: a secret, sealed, or a public key. Never selected with what a client may see. */
    signatureKey: text(),
    /** The one that goes with the secret before the last rotation. */
    previousSignatureKey: text(),
    scopes: text().array().notNull(),
    limits: jsonb().$type<StoredLimits>().notNull(),
    createdAt: at(),
    expiresAt: at(),
    revokedAt: maybeAt(),
    lastUsedAt: maybeAt(),
  },
  (table) => [
    uniqueIndex('api_keys_secret').on(table.secretHash),
    index('api_keys_owner').on(table.ownerId, table.createdAt, table.id),
    check('api_keys_hash_is_sha256', sql`${table.secretHash} ~ '^[0-9a-f]{64}$'`),
    check(
      'api_keys_previous_is_sha256',
      sql`${table.previousSecretHash} ~ '^[0-9a-f]{64}$' and ${table.previousSecretHash} <> ${table.secretHash}`,
    ),
    check(
      'api_keys_previous_ends',
      sql`(${table.previousSecretHash} is null) = (${table.previousSecretUntil} is null)`,
    ),
    check('api_keys_previous_ends_first', sql`${table.previousSecretUntil} <= ${table.expiresAt}`),
    check(
      'api_keys_signature_known',
      sql`${table.signatureAlgorithm} in ('HMAC_SHA256', 'ED25519')`,
    ),
    check(
      'api_keys_signature_whole',
      sql`(${table.signatureAlgorithm} is null) = (${table.signatureKey} is null)
        and (${table.previousSignatureKey} is null or (${table.signatureKey} is not null and ${table.previousSecretHash} is not null))`,
    ),
    check(
      'api_keys_signature_sealed_or_public',
      sql`${table.signatureKey} ~ case ${table.signatureAlgorithm} when 'HMAC_SHA256' then '^v1[.]' else '^[A-Za-z0-9_-]{43}$' end
        and ${table.previousSignatureKey} ~ case ${table.signatureAlgorithm} when 'HMAC_SHA256' then '^v1[.]' else '^[A-Za-z0-9_-]{43}$' end`,
    ),
    check('api_keys_client_form', sql`${table.clientId} ~ '^[A-Za-z0-9_.:-]{1,128}$'`),
    check('api_keys_name_length', sql`char_length(${table.name}) between 1 and 100`),
    check('api_keys_have_a_scope', sql`cardinality(${table.scopes}) > 0`),
    check('api_keys_expire', sql`${table.expiresAt} > ${table.createdAt}`),
    check('api_keys_limits_object', sql`jsonb_typeof(${table.limits}) = 'object'`),
  ],
)

/** Money set aside under the spend caps of a key: a row for each currency of a reservation. */
export const spendReservations = authSchema.table(
  'spend_reservations',
  {
    /** The gateway's name for the reservation. */
    id: text().notNull(),
    keyId: id('key')
      .notNull()
      .references(() => apiKeys.id),
    currency: currency(),
    minor: minor(),
    at: at(),
    /** Set when it was not spent after all. */
    releasedAt: maybeAt(),
  },
  (table) => [
    primaryKey({ name: 'spend_reservations_pkey', columns: [table.id, table.currency] }),
    // Holds all that a sum over a cap's time reads, so that the table itself is left alone.
    index('spend_reservations_live')
      .on(table.keyId, table.currency, table.at, table.minor)
      .where(sql`${table.releasedAt} is null`),
    // Rows come in the order of their time, so that a few bytes for each range of pages find the old ones.
    index('spend_reservations_age').using('brin', table.at),
    check('spend_reservations_positive', sql`${table.minor} > 0`),
    check('spend_reservations_id_length', sql`char_length(${table.id}) between 1 and 128`),
  ],
)

/** Keys that access tokens are signed with, and those that were: their public halves say who once signed what. */
export const signingKeys = authSchema.table(
  'signing_keys',
  {
    /** The key's RFC 7638 thumbprint. */
    kid: text().primaryKey(),
    publicJwk: jsonb().$type<JWK>().notNull(),
    /** Sealed under KEY_ENCRYPTION_SECRET; null once nothing is signed with it any more. */
    sealedPrivateJwk: text(),
    /** Since when it is shown to those who verify. */
    createdAt: at(),
    /** From when on it signs: late enough for all who verify to know it. */
    signsFrom: at(),
    /** From when on nothing new is signed with it; its signatures stay valid until they expire. */
    retiredAt: maybeAt(),
    /** Since when its signatures are not valid any more, because somebody else may have the key. */
    withdrawnAt: maybeAt(),
  },
  (table) => [
    check('signing_keys_shown_first', sql`${table.signsFrom} >= ${table.createdAt}`),
    check('signing_keys_private_part_sealed', sql`${table.sealedPrivateJwk} like 'v1.%'`),
    check(
      'signing_keys_public_part_public',
      sql`${table.publicJwk} ? 'x' and not ${table.publicJwk} ? 'd'`,
    ),
    check(
      'signing_keys_private_while_used',
      sql`${table.sealedPrivateJwk} is not null or ${table.retiredAt} is not null`,
    ),
    check(
      'signing_keys_withdrawn_retired',
      sql`${table.withdrawnAt} is null or ${table.retiredAt} <= ${table.withdrawnAt}`,
    ),
  ],
)

/** Events of this subgraph, written with the change that they report. */
export const outbox = outboxTable(authSchema)
/** How far each reader of the outbox has come. */
export const outboxReaders = outboxReadersTable(authSchema)
/** Events of other subgraphs that were applied here. */
export const inbox = inboxTable(authSchema)
/** Events of other subgraphs that could not be applied, kept for a person to look at. */
export const deadLetters = deadLettersTable(authSchema)
