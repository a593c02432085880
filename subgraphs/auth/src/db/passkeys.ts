import type { Db, Tx } from '@tallystick/db'
import { and, asc, count, eq } from 'drizzle-orm'
import type { Passkey } from '../domain/rules/passkey.ts'
import { passkeys } from './tables/passkeys.ts'

/** Stores a passkey. @throws a violation of `passkeys_credential` */
export async function insertPasskey(tx: Tx, passkey: Passkey): Promise<void> {
  await tx.insert(passkeys).values({ ...passkey, transports: [...passkey.transports] })
}

/** Lists a person's passkeys, oldest first. */
export function listPasskeys(db: Db, userId: string): Promise<Passkey[]> {
  return db
    .select()
    .from(passkeys)
    .where(eq(passkeys.userId, userId))
    .orderBy(asc(passkeys.createdAt), asc(passkeys.id))
}

/** Counts a person's passkeys. */
export async function countPasskeys(db: Db, userId: string): Promise<number> {
  const [row] = await db
    .select({ there: count() })
    .from(passkeys)
    .where(eq(passkeys.userId, userId))
  return row?.there ?? 0
}

/** Finds a passkey by the authenticator's name for it. */
export async function findPasskey(db: Db, credentialId: string): Promise<Passkey | undefined> {
  const [row] = await db.select().from(passkeys).where(eq(passkeys.credentialId, credentialId))
  return row
}

/** Reads a passkey by the authenticator's name for it and holds its row until `tx` ends. */
export async function lockPasskey(tx: Tx, credentialId: string): Promise<Passkey | undefined> {
  const [row] = await tx
    .select()
    .from(passkeys)
    .where(eq(passkeys.credentialId, credentialId))
    .for('update')
  return row
}

/** Stores that a passkey was used. The row must be locked. */
export async function updateUsed(
  tx: Tx,
  { id, counter, isBackedUp, lastUsedAt }: Passkey,
): Promise<void> {
  await tx.update(passkeys).set({ counter, isBackedUp, lastUsedAt }).where(eq(passkeys.id, id))
}

const isOwn = ({ id, userId }: Pick<Passkey, 'id' | 'userId'>) =>
  and(eq(passkeys.id, id), eq(passkeys.userId, userId))

/** Gives a person's passkey another name. @returns it; undefined when they have no such passkey */
export async function renamePasskey(
  db: Db,
  { name, ...whose }: Pick<Passkey, 'id' | 'userId' | 'name'>,
): Promise<Passkey | undefined> {
  const [row] = await db.update(passkeys).set({ name }).where(isOwn(whose)).returning()
  return row
}

/** Deletes all passkeys of a person. */
export async function deletePasskeysOf(tx: Tx, userId: string): Promise<void> {
  await tx.delete(passkeys).where(eq(passkeys.userId, userId))
}

/** Deletes a person's passkey. @returns whether they had it */
export async function deletePasskey(
  tx: Tx,
  whose: Pick<Passkey, 'id' | 'userId'>,
): Promise<boolean> {
  const gone = await tx.delete(passkeys).where(isOwn(whose)).returning({ id: passkeys.id })
  return gone.length === 1
}
