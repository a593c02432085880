/** Programs of others that people let act for them, what they were let do, and what they hold. */
import { at, id, maybeAt } from '@tallystick/db/columns'
import { sql } from 'drizzle-orm'
import { check, index, jsonb, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { OAuthClientKind } from '../../domain/rules/oauth-client.ts'
import type { ArtifactKind } from '../../domain/rules/oauth-grant.ts'
import { authSchema, users } from '../tables.ts'

/** Programs that may ask people to act for them. Of a secret there is only its hash. */
export const oauthClients = authSchema.table(
  'oauth_clients',
  {
    id: id('oac').primaryKey(),
    ownerId: id('usr')
      .notNull()
      .references(() => users.id),
    kind: text().$type<OAuthClientKind>().notNull(),
    name: text().notNull(),
    uri: text().notNull(),
    redirectUris: text().array().notNull(),
    scopes: text().array().notNull(),
    /** SHA-256 of the secret, in hexadecimal; null for a program that can keep none. Never selected together with what a client may see. */
    secretHash: text(),
    /** The secret before the last rotation, while it still works. */
    previousSecretHash: text(),
    previousSecretUntil: maybeAt(),
    createdAt: at(),
    revokedAt: maybeAt(),
  },
  (table) => [
    index('oauth_clients_owner').on(table.ownerId, table.createdAt),
    check('oauth_clients_kind_known', sql`${table.kind} in ('WEB', 'NATIVE', 'SERVICE')`),
    check(
      'oauth_clients_secret_where_kept',
      sql`(${table.secretHash} is null) = (${table.kind} = 'NATIVE')`,
    ),
    check('oauth_clients_secret_is_sha256', sql`${table.secretHash} ~ '^[0-9a-f]{64}$'`),
    check('oauth_clients_previous_is_sha256', sql`${table.previousSecretHash} ~ '^[0-9a-f]{64}$'`),
    check(
      'oauth_clients_previous_ends',
      sql`(${table.previousSecretHash} is null) = (${table.previousSecretUntil} is null)`,
    ),
    check('oauth_clients_name_length', sql`char_length(${table.name}) between 1 and 100`),
    check(
      'oauth_clients_redirect_where_asked',
      sql`(cardinality(${table.redirectUris}) = 0) = (${table.kind} = 'SERVICE')`,
    ),
    check('oauth_clients_have_a_scope', sql`cardinality(${table.scopes}) > 0`),
  ],
)

/** What a person let a program do. At most one lives for a person and a program. */
export const oauthGrants = authSchema.table(
  'oauth_grants',
  {
    id: id('oag').primaryKey(),
    userId: id('usr')
      .notNull()
      .references(() => users.id),
    clientId: id('oac')
      .notNull()
      .references(() => oauthClients.id),
    scopes: text().array().notNull(),
    createdAt: at(),
    lastUsedAt: maybeAt(),
    revokedAt: maybeAt(),
  },
  (table) => [
    uniqueIndex('oauth_grants_one_lives')
      .on(table.userId, table.clientId)
      .where(sql`${table.revokedAt} is null`),
    index('oauth_grants_client').on(table.clientId).where(sql`${table.revokedAt} is null`),
    check('oauth_grants_have_a_scope', sql`cardinality(${table.scopes}) > 0`),
  ],
)

/** Codes, tokens and sign-ins under way. The row names its thing by a hash alone: whoever reads the table can use nothing. */
export const oauthArtifacts = authSchema.table(
  'oauth_artifacts',
  {
    kind: text().$type<ArtifactKind>().notNull(),
    /** SHA-256 of the code, token or id, in hexadecimal. */
    hash: text().notNull(),
    /** What else is known of it; wherever the thing itself stood there is a placeholder. */
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    grantId: id('oag').references(() => oauthGrants.id),
    clientId: id('oac').references(() => oauthClients.id),
    /** Of a browser's session: the name by which other artifacts know it. */
    uid: text(),
    /** Of a refresh token: the hash of the one that it took the place of. */
    replaces: text(),
    createdAt: at(),
    expiresAt: at(),
    usedAt: maybeAt(),
  },
  (table) => [
    primaryKey({ name: 'oauth_artifacts_pkey', columns: [table.kind, table.hash] }),
    index('oauth_artifacts_grant').on(table.grantId).where(sql`${table.grantId} is not null`),
    index('oauth_artifacts_client').on(table.clientId).where(sql`${table.clientId} is not null`),
    uniqueIndex('oauth_artifacts_uid').on(table.uid).where(sql`${table.uid} is not null`),
    index('oauth_artifacts_replaces').on(table.replaces).where(sql`${table.replaces} is not null`),
    index('oauth_artifacts_expiry').on(table.expiresAt),
    check('oauth_artifacts_hash_is_sha256', sql`${table.hash} ~ '^[0-9a-f]{64}$'`),
  ],
)
