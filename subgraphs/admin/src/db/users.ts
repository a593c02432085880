import type { Db, Tx } from '@tallystick/db'
import { desc, eq, type SQL, sql } from 'drizzle-orm'
import type { KnownUser } from '../domain/rules/user.ts'
import { users } from './tables.ts'

/** Remembers a person. Remembering them again changes nothing. */
export async function insertUser(tx: Tx, user: KnownUser): Promise<void> {
  await tx.insert(users).values(user).onConflictDoNothing()
}

/** Finds one person. */
export async function findUser(db: Db, id: string): Promise<KnownUser | undefined> {
  const [row] = await db.select().from(users).where(eq(users.id, id))
  return row
}

/** Holds a person's row until `tx` ends, so that what is told of them is told in order. */
export async function lockUser(tx: Tx, id: string): Promise<void> {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, id)).for('update')
}

/** Lists everyone, newest first, from the one after `after` on. */
export function listUsers(
  db: Db,
  { after, limit }: { after: KnownUser | null; limit: number },
): Promise<KnownUser[]> {
  return db
    .select()
    .from(users)
    .where(after ? isAfter(after) : undefined)
    .orderBy(desc(users.createdAt), desc(users.id))
    .limit(limit)
}

const isAfter = ({ createdAt, id }: KnownUser): SQL =>
  sql`(${users.createdAt}, ${users.id}) < (${sql.param(createdAt, users.createdAt)}::timestamptz, ${sql.param(id, users.id)}::uuid)`
