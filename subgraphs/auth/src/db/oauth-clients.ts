import type { Db, Tx } from '@tallystick/db'
import { and, count, desc, eq, getTableColumns, isNull, sql } from 'drizzle-orm'
import type { OAuthClient } from '../domain/rules/oauth-client.ts'
import { oauthClients } from './tables/oauth.ts'
import { users } from './tables.ts'

const { secretHash, previousSecretHash, ...visible } = getTableColumns(oauthClients)

/** What the secrets of a program are compared with. */
export type ClientHashes = Readonly<{
  current: string | null
  previous: string | null
  previousUntil: Date | null
}>

/** Stores a program that has just been made. */
export async function insertOAuthClient(
  tx: Tx,
  client: OAuthClient,
  hash: string | null,
): Promise<void> {
  const { redirectUris, scopes, ...rest } = client
  const lists = { redirectUris: [...redirectUris], scopes: [...scopes] }
  await tx.insert(oauthClients).values({ ...rest, ...lists, secretHash: hash })
}

/** Counts the programs of a person that were not revoked. */
export async function countLiveOAuthClients(db: Db, ownerId: string): Promise<number> {
  const [row] = await db
    .select({ live: count() })
    .from(oauthClients)
    .where(and(eq(oauthClients.ownerId, ownerId), isNull(oauthClients.revokedAt)))
  return row?.live ?? 0
}

/** Lists the programs of a person, newest first. */
export function listOAuthClients(
  db: Db,
  { ownerId, limit }: Readonly<{ ownerId: string; limit: number }>,
): Promise<OAuthClient[]> {
  return db
    .select(visible)
    .from(oauthClients)
    .where(eq(oauthClients.ownerId, ownerId))
    .orderBy(desc(oauthClients.createdAt), desc(oauthClients.id))
    .limit(limit)
}

/** Reads one program, revoked ones included. */
export async function findOAuthClient(db: Db, id: string): Promise<OAuthClient | undefined> {
  const [row] = await db.select(visible).from(oauthClients).where(eq(oauthClients.id, id))
  return row
}

/** Finds a program that was not revoked, and whose owner may sign in: what somebody made who was stopped is stopped, too. */
export async function findLiveOAuthClient(db: Db, id: string): Promise<OAuthClient | undefined> {
  const [row] = await db
    .select(visible)
    .from(oauthClients)
    .innerJoin(users, and(eq(users.id, oauthClients.ownerId), eq(users.status, 'ACTIVE')))
    .where(and(eq(oauthClients.id, id), isNull(oauthClients.revokedAt)))
  return row
}

/** Finds the programs of a person that live, and holds their rows until `tx` ends. */
export function lockOAuthClientsOf(tx: Tx, ownerId: string): Promise<OAuthClient[]> {
  return tx
    .select(visible)
    .from(oauthClients)
    .where(and(eq(oauthClients.ownerId, ownerId), isNull(oauthClients.revokedAt)))
    .orderBy(oauthClients.id)
    .for('no key update')
}

/**
 * Finds a program and holds its row until `tx` ends. Tokens that are being stored refer to the row: they need not wait, or they
 * and whoever ends the program would wait for each other.
 */
export async function lockOAuthClient(tx: Tx, id: string): Promise<OAuthClient | undefined> {
  const [row] = await tx
    .select(visible)
    .from(oauthClients)
    .where(eq(oauthClients.id, id))
    .for('no key update')
  return row
}

/** Finds what the secrets of a program are compared with. */
export async function findClientHashes(db: Db, id: string): Promise<ClientHashes | undefined> {
  const [row] = await db
    .select({
      current: secretHash,
      previous: previousSecretHash,
      previousUntil: visible.previousSecretUntil,
    })
    .from(oauthClients)
    .where(and(eq(oauthClients.id, id), isNull(oauthClients.revokedAt)))
  return row
}

/** Stores a new secret; the one before works until `previousUntil`, or not at all. The row must be locked. */
export async function replaceClientSecret(
  tx: Tx,
  id: string,
  { hash, previousUntil }: Readonly<{ hash: string; previousUntil: Date | null }>,
): Promise<void> {
  await tx
    .update(oauthClients)
    .set({
      previousSecretHash: previousUntil ? sql`${oauthClients.secretHash}` : null,
      previousSecretUntil: previousUntil,
      secretHash: hash,
    })
    .where(eq(oauthClients.id, id))
}

/** Stores how a program is described now. The row must be locked. */
export async function updateOAuthClient(
  tx: Tx,
  { id, name, uri, redirectUris, scopes }: OAuthClient,
): Promise<void> {
  await tx
    .update(oauthClients)
    .set({ name, uri, redirectUris: [...redirectUris], scopes: [...scopes] })
    .where(eq(oauthClients.id, id))
}

/** Ends a program. The row must be locked. */
export async function endOAuthClient(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.update(oauthClients).set({ revokedAt: now }).where(eq(oauthClients.id, id))
}
