import type { Db, Tx } from '@tallystick/db'
import { and, asc, count, eq, sql } from 'drizzle-orm'
import type { Identity } from '../domain/rules/identity.ts'
import { identities } from './tables/identities.ts'
import { users } from './tables.ts'

/** Stores an identity. @throws a violation of `identities_subject` when it is somebody's already */
export async function insertIdentity(tx: Tx, identity: Identity): Promise<void> {
  await tx.insert(identities).values(identity)
}

/** Finds an identity by who names it and how. */
export async function findIdentity(
  db: Db,
  { issuer, subject }: Pick<Identity, 'issuer' | 'subject'>,
): Promise<Identity | undefined> {
  const [row] = await db
    .select()
    .from(identities)
    .where(and(eq(identities.issuer, issuer), eq(identities.subject, subject)))
  return row
}

/** A person's identities, oldest first. */
export const listIdentities = (db: Db, userId: string): Promise<Identity[]> =>
  db
    .select()
    .from(identities)
    .where(eq(identities.userId, userId))
    .orderBy(asc(identities.createdAt), asc(identities.id))

/** How many identities a person has. */
export async function countIdentities(db: Db, userId: string): Promise<number> {
  const [row] = await db
    .select({ n: count() })
    .from(identities)
    .where(eq(identities.userId, userId))
  return row?.n ?? 0
}

/** Stores the address that an identity comes with. @returns whether it is still there */
export async function updateIdentityEmail(
  tx: Tx,
  { id, email }: Pick<Identity, 'id' | 'email'>,
): Promise<boolean> {
  const seen = await tx
    .update(identities)
    .set({ email })
    .where(eq(identities.id, id))
    .returning({ id: identities.id })
  return seen.length === 1
}

/** Stores that an identity signs its person in. Their row must be locked. @throws when it is not there */
export async function markIdentityUsed(tx: Tx, id: string, now: Date): Promise<Identity> {
  const [row] = await tx
    .update(identities)
    .set({ lastUsedAt: now })
    .where(eq(identities.id, id))
    .returning()
  if (!row) throw new Error(`there is no identity ${id}`)
  return row
}

/** Deletes an identity. Its person's row must be locked. */
export async function deleteIdentity(tx: Tx, id: string): Promise<void> {
  await tx.delete(identities).where(eq(identities.id, id))
}

/** Deletes the identities of a person that were linked after they had first come in. @returns them */
export function deleteLinkedIdentities(
  tx: Tx,
  userId: string,
): Promise<Pick<Identity, 'id' | 'provider'>[]> {
  const { id, provider, createdAt } = identities
  const cameAt = sql`(select ${users.firstSignedInAt} from ${users} where ${users.id} = ${identities.userId})`
  return tx
    .delete(identities)
    .where(and(eq(identities.userId, userId), sql`${createdAt} > ${cameAt}`))
    .returning({ id, provider })
}
