import type { Db, Tx } from '@tallystick/db'
import { and, eq, getTableColumns, gt, inArray, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { OAuthClient } from '../domain/rules/oauth-client.ts'
import type { ArtifactKind, OAuthGrant } from '../domain/rules/oauth-grant.ts'
import type { User } from '../domain/rules/user.ts'
import { oauthArtifacts, oauthClients, oauthGrants } from './tables/oauth.ts'
import { users } from './tables.ts'

/** A code, token or sign-in under way, as stored. */
export type Artifact = Readonly<{
  kind: ArtifactKind
  /** SHA-256 of the thing itself. */
  hash: string
  payload: Readonly<Record<string, unknown>>
  grantId: string | null
  clientId: string | null
  uid: string | null
  /** The hash of the refresh token that it took the place of. */
  replaces: string | null
  createdAt: Date
  expiresAt: Date
  usedAt: Date | null
}>

type Name = Pick<Artifact, 'kind' | 'hash'>

const isNamed = ({ kind, hash }: Name) =>
  and(eq(oauthArtifacts.kind, kind), eq(oauthArtifacts.hash, hash))

/** Stores an artifact, or what is known of it now. */
export async function putArtifact(db: Db, artifact: Artifact): Promise<void> {
  const { payload, expiresAt, uid, grantId } = artifact
  await db
    .insert(oauthArtifacts)
    .values({ ...artifact, payload: { ...payload } })
    .onConflictDoUpdate({
      target: [oauthArtifacts.kind, oauthArtifacts.hash],
      set: { payload: { ...payload }, expiresAt, uid, grantId },
    })
}

/** Finds an artifact, used and expired ones included. */
export async function findArtifact(db: Db, name: Name): Promise<Artifact | undefined> {
  const [row] = await db.select().from(oauthArtifacts).where(isNamed(name))
  return row
}

/** Finds an artifact by the name that others know it by. */
export async function findArtifactByUid(db: Db, uid: string): Promise<Artifact | undefined> {
  const [row] = await db.select().from(oauthArtifacts).where(eq(oauthArtifacts.uid, uid))
  return row
}

/** Uses an artifact, once. @returns whether this call, and no other, is the one that did */
export async function takeArtifact(db: Db, name: Name, now: Date): Promise<boolean> {
  const taken = await db
    .update(oauthArtifacts)
    .set({ usedAt: now })
    .where(and(isNamed(name), isNull(oauthArtifacts.usedAt)))
    .returning({ hash: oauthArtifacts.hash })
  return taken.length === 1
}

/** Whether what took the place of a refresh token was itself used. */
export async function isSuccessorUsed(db: Db, hash: string): Promise<boolean> {
  const [row] = await db
    .select({ usedAt: oauthArtifacts.usedAt })
    .from(oauthArtifacts)
    .where(eq(oauthArtifacts.replaces, hash))
  return row?.usedAt != null
}

/** Deletes an artifact. @returns what it was */
export async function deleteArtifact(db: Db, name: Name): Promise<Artifact | undefined> {
  const [row] = await db.delete(oauthArtifacts).where(isNamed(name)).returning()
  return row
}

/** Deletes everything that was made of a grant. @returns how much */
export async function deleteArtifactsOf(tx: Tx, grantId: string): Promise<number> {
  const gone = await tx
    .delete(oauthArtifacts)
    .where(eq(oauthArtifacts.grantId, grantId))
    .returning({ hash: oauthArtifacts.hash })
  return gone.length
}

/** Deletes everything that a program holds. */
export async function deleteArtifactsOfClient(tx: Tx, clientId: string): Promise<void> {
  await tx.delete(oauthArtifacts).where(eq(oauthArtifacts.clientId, clientId))
}

const { secretHash, previousSecretHash, ...visibleClient } = getTableColumns(oauthClients)
const { passwordHash, wantedUsername, ...visibleUser } = getTableColumns(users)

const owner = alias(users, 'owner')

/** A live token with everything that decides what it grants. */
export type FoundToken = Readonly<{
  payload: Readonly<Record<string, unknown>>
  expiresAt: Date
  client: OAuthClient
  grant: OAuthGrant | null
  user: User
}>

/**
 * Finds an access token that has not expired, with its program, its grant, and the person whom it acts as; none of a program
 * whose owner may not sign in.
 */
export async function findAccessToken(
  db: Db,
  hash: string,
  now: Date,
): Promise<FoundToken | undefined> {
  const { payload, expiresAt } = oauthArtifacts
  const [row] = await db
    .select({
      payload,
      expiresAt,
      client: visibleClient,
      grant: getTableColumns(oauthGrants),
      user: visibleUser,
    })
    .from(oauthArtifacts)
    .innerJoin(oauthClients, eq(oauthClients.id, oauthArtifacts.clientId))
    .innerJoin(owner, and(eq(owner.id, oauthClients.ownerId), eq(owner.status, 'ACTIVE')))
    .leftJoin(oauthGrants, eq(oauthGrants.id, oauthArtifacts.grantId))
    .innerJoin(users, sql`${users.id} = coalesce(${oauthGrants.userId}, ${oauthClients.ownerId})`)
    .where(
      and(
        eq(oauthArtifacts.hash, hash),
        inArray(oauthArtifacts.kind, ['AccessToken', 'ClientCredentials']),
        gt(oauthArtifacts.expiresAt, now),
      ),
    )
  return row
}

/** Deletes the access tokens that a program holds; what it refreshes them with stays. */
export async function deleteAccessTokensOfClient(tx: Tx, clientId: string): Promise<void> {
  const kinds = ['AccessToken', 'ClientCredentials']
  await tx
    .delete(oauthArtifacts)
    .where(and(eq(oauthArtifacts.clientId, clientId), inArray(oauthArtifacts.kind, kinds)))
}

/** Deletes an artifact by the name that others know it by. */
export async function deleteArtifactByUid(db: Db, uid: string): Promise<void> {
  await db.delete(oauthArtifacts).where(eq(oauthArtifacts.uid, uid))
}
