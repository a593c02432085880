import type { Db, Tx } from '@tallystick/db'
import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { ConnectedApp, OAuthGrant } from '../domain/rules/oauth-grant.ts'
import { oauthClients, oauthGrants } from './tables/oauth.ts'

/**
 * Lets a program do something for a person: adds to the grant that lives, or begins one.
 *
 * Of two at the same moment one begins it and the other adds to it.
 */
export async function addGrant(tx: Tx, grant: OAuthGrant): Promise<OAuthGrant> {
  const [row] = await tx
    .insert(oauthGrants)
    .values({ ...grant, scopes: [...grant.scopes] })
    .onConflictDoUpdate({
      target: [oauthGrants.userId, oauthGrants.clientId],
      targetWhere: isNull(oauthGrants.revokedAt),
      set: {
        scopes: sql`(select array_agg(distinct each) from unnest(${oauthGrants.scopes} || excluded.scopes) each)`,
      },
    })
    .returning()
  if (!row) throw new Error('a grant was not stored')
  return row
}

/** Finds the grant of a person to a program that lives. */
export async function findLiveGrant(
  db: Db,
  { userId, clientId }: Pick<OAuthGrant, 'userId' | 'clientId'>,
): Promise<OAuthGrant | undefined> {
  const [row] = await db
    .select()
    .from(oauthGrants)
    .where(
      and(
        eq(oauthGrants.userId, userId),
        eq(oauthGrants.clientId, clientId),
        isNull(oauthGrants.revokedAt),
      ),
    )
  return row
}

/** Reads a grant that lives. */
export async function findGrant(db: Db, id: string): Promise<OAuthGrant | undefined> {
  const [row] = await db
    .select()
    .from(oauthGrants)
    .where(and(eq(oauthGrants.id, id), isNull(oauthGrants.revokedAt)))
  return row
}

/** Finds a grant and holds its row until `tx` ends: what makes tokens of it and what ends it take turns here. */
export async function lockGrant(tx: Tx, id: string): Promise<OAuthGrant | undefined> {
  const [row] = await tx.select().from(oauthGrants).where(eq(oauthGrants.id, id)).for('update')
  return row
}

/** Finds the grants of a program that live, and holds their rows until `tx` ends. */
export function lockGrantsOf(tx: Tx, clientId: string): Promise<OAuthGrant[]> {
  return tx
    .select()
    .from(oauthGrants)
    .where(and(eq(oauthGrants.clientId, clientId), isNull(oauthGrants.revokedAt)))
    .orderBy(oauthGrants.id)
    .for('update')
}

/** Finds what a person lets programs do, and holds the rows until `tx` ends. */
export function lockGrantsOfPerson(tx: Tx, userId: string): Promise<OAuthGrant[]> {
  return tx
    .select()
    .from(oauthGrants)
    .where(and(eq(oauthGrants.userId, userId), isNull(oauthGrants.revokedAt)))
    .orderBy(oauthGrants.id)
    .for('update')
}

/** Ends a grant. The row must be locked; one that has ended keeps its first time. */
export async function endGrantRow(tx: Tx, id: string, now: Date): Promise<void> {
  await tx
    .update(oauthGrants)
    .set({ revokedAt: now })
    .where(and(eq(oauthGrants.id, id), isNull(oauthGrants.revokedAt)))
}

/** Lists the programs that may act for a person, those allowed last first. */
export function listConnectedApps(
  db: Db,
  { userId, limit }: Readonly<{ userId: string; limit: number }>,
): Promise<ConnectedApp[]> {
  return db
    .select({
      clientId: oauthClients.id,
      name: oauthClients.name,
      uri: oauthClients.uri,
      scopes: oauthGrants.scopes,
      connectedAt: oauthGrants.createdAt,
      lastUsedAt: oauthGrants.lastUsedAt,
    })
    .from(oauthGrants)
    .innerJoin(oauthClients, eq(oauthClients.id, oauthGrants.clientId))
    .where(and(eq(oauthGrants.userId, userId), isNull(oauthGrants.revokedAt)))
    .orderBy(desc(oauthGrants.createdAt))
    .limit(limit)
}

/** Marks a grant as used, unless its row is held: whoever holds it is in a hurry, and the mark is coarse anyway. */
export async function touchGrant(db: Db, id: string, now: Date): Promise<void> {
  const mine = db
    .select({ id: oauthGrants.id })
    .from(oauthGrants)
    .where(eq(oauthGrants.id, id))
    .for('update', { skipLocked: true })
  await db.update(oauthGrants).set({ lastUsedAt: now }).where(sql`${oauthGrants.id} in (${mine})`)
}
