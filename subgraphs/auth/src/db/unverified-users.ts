/** People whose address is still to be verified: whoever signs up with it again takes their place. */
import type { Tx } from '@tallystick/db'
import { and, eq, getTableColumns, isNull, sql } from 'drizzle-orm'
import type { User } from '../domain/rules/user.ts'
import { users } from './tables.ts'

const { passwordHash, wantedUsername, ...visible } = getTableColumns(users)

/** What a person who signs up chooses, beside the address. */
export type Choice = Readonly<{ name: string; wantedUsername: string | null; passwordHash: string }>

/** Stores a new person unless somebody has the address. @returns whether they were stored */
export async function insertUserIfFree(tx: Tx, user: User, choice: Choice): Promise<boolean> {
  const stored = await tx
    .insert(users)
    .values({ ...user, ...choice, roles: [...user.roles] })
    .onConflictDoNothing()
    .returning({ id: users.id })
  return stored.length === 1
}

/** Finds whoever has the address and holds their row until `tx` ends. @throws when nobody has */
export async function lockUserByEmail(tx: Tx, email: string): Promise<User> {
  const [row] = await tx
    .select(visible)
    .from(users)
    .where(eq(sql`lower(${users.email})`, sql`lower(${email}::text)`))
    .for('update')
  if (!row) throw new Error('nobody has the address that somebody had a moment ago')
  return row
}

/**
 * Whether an address is still anybody's: never verified and never signed in with, so that nobody loses an account that is
 * in use. The row must be locked.
 */
export async function isUnclaimed(tx: Tx, id: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        eq(users.id, id),
        eq(users.status, 'ACTIVE'),
        eq(users.emailVerified, false),
        isNull(users.firstSignedInAt),
      ),
    )
  return row !== undefined
}

/** Lets who signs up again choose anew. The row must be locked. */
export async function replaceChoice(tx: Tx, id: string, choice: Choice): Promise<void> {
  await tx.update(users).set(choice).where(eq(users.id, id))
}
