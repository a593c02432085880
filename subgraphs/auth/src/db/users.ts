import { constraintOf, type Db, type Tx } from '@tallystick/db'
import { isOneOf } from '@tallystick/db/columns'
import { and, asc, eq, getTableColumns, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { User } from '../domain/rules/user.ts'
import { users } from './tables.ts'

const { passwordHash, wantedUsername, ...visible } = getTableColumns(users)

const hasEmail = (email: string) => eq(sql`lower(${users.email})`, sql`lower(${email}::text)`)
const isAdministrator = sql`'ADMIN' = any(${users.roles})`

/** Stores a new person; `hash` is null for who signs in by an identity alone. @throws a violation of `users_email_unique` or `users_username_unique` */
export async function insertUser(tx: Tx, user: User, hash: string | null): Promise<void> {
  await tx.insert(users).values({ ...user, roles: [...user.roles], passwordHash: hash })
}

/** Reads many at once, for the loader. Order and gaps are the loader's business. */
export function findUsers(db: Db, ids: readonly string[]): Promise<User[]> {
  return db.select(visible).from(users).where(isOneOf(users.id, ids))
}

/** Finds a person who may sign in by address, in any case. */
export async function findActiveUserByEmail(db: Db, email: string): Promise<User | undefined> {
  const [row] = await db
    .select(visible)
    .from(users)
    .where(and(hasEmail(email), eq(users.status, 'ACTIVE')))
  return row
}

/** Finds what a sign-in compares the password with, whatever the person's status; nothing of who has no password. */
export async function findPasswordHash(
  db: Db,
  email: string,
): Promise<{ userId: string; passwordHash: string } | undefined> {
  const [row] = await db
    .select({ userId: users.id, passwordHash: sql<string>`${passwordHash}` })
    .from(users)
    .where(and(hasEmail(email), isNotNull(passwordHash)))
  return row
}

/** Reads one person. @throws when there is none */
export async function getUser(db: Db, id: string): Promise<User> {
  const [row] = await findUsers(db, [id])
  return row ?? missing(id)
}

/** Reads one person and holds their row until `tx` ends. @throws when there is none */
export async function lockUser(tx: Tx, id: string): Promise<User> {
  return (await lockUserIfAny(tx, id)) ?? missing(id)
}

/** Finds one person and holds their row until `tx` ends. */
export async function lockUserIfAny(tx: Tx, id: string): Promise<User | undefined> {
  const [row] = await tx.select(visible).from(users).where(eq(users.id, id)).for('update')
  return row
}

function missing(id: string): never {
  throw new Error(`there is no user ${id}`)
}

/**
 * Locks one person together with every administrator, in the order of ids: two changes of role that overlap wait for
 * each other instead of both seeing the other's administrator.
 */
export async function lockUserAndAdministrators(
  tx: Tx,
  id: string,
): Promise<{ user: User | undefined; administrators: User[] }> {
  const rows = await tx
    .select(visible)
    .from(users)
    .where(or(eq(users.id, id), isAdministrator))
    .orderBy(asc(users.id))
    .for('update')
  return {
    user: rows.find((row) => row.id === id),
    administrators: rows.filter((row) => row.roles.includes('ADMIN')),
  }
}

/** Stores a decided change of roles. The row must be locked in the same transaction. */
export async function updateRoles(
  tx: Tx,
  { id, roles, rightsVersion }: Pick<User, 'id' | 'roles' | 'rightsVersion'>,
): Promise<void> {
  await tx
    .update(users)
    .set({ roles: [...roles], rightsVersion })
    .where(eq(users.id, id))
}

/** Stores a decided change of status. The row must be locked in the same transaction. */
export async function updateStatus(
  tx: Tx,
  { id, status, rightsVersion }: Pick<User, 'id' | 'status' | 'rightsVersion'>,
): Promise<void> {
  await tx.update(users).set({ status, rightsVersion }).where(eq(users.id, id))
}

/** Finds a person by address, in any case and of whatever status. */
export async function findAnyUserByEmail(db: Db, email: string): Promise<User | undefined> {
  const [row] = await db.select(visible).from(users).where(hasEmail(email))
  return row
}

/** Whether somebody has this handle. */
export async function isUsernameTaken(db: Db, username: string): Promise<boolean> {
  const [row] = await db.select({ id: users.id }).from(users).where(eq(users.username, username))
  return row !== undefined
}

/** Finds one person and what their password is compared with, and holds their row until `tx` ends. @throws when there is none */
export async function lockUserWithHash(
  tx: Tx,
  id: string,
): Promise<{ user: User; passwordHash: string | null }> {
  const [row] = await tx
    .select({ user: visible, passwordHash })
    .from(users)
    .where(eq(users.id, id))
    .for('update')
  return row ?? missing(id)
}

/** Finds what a person's password is compared with; undefined when they have none. */
export async function findHashOfUser(db: Db, id: string): Promise<string | undefined> {
  const [row] = await db.select({ passwordHash }).from(users).where(eq(users.id, id))
  return row?.passwordHash ?? undefined
}

/** Stores what a password is compared with from now on. The row must be locked. */
export async function updatePasswordHash(tx: Tx, id: string, hash: string): Promise<void> {
  await tx.update(users).set({ passwordHash: hash }).where(eq(users.id, id))
}

/** Marks a person's address as their own. The row must be locked. */
export async function setEmailVerified(tx: Tx, id: string): Promise<void> {
  await tx.update(users).set({ emailVerified: true }).where(eq(users.id, id))
}

/**
 * Gives the row of an address that nobody had shown to be theirs to who has: under their name, and without the password and
 * the wish for a handle of whoever named it first. The row must be locked.
 */
export async function claimUser(tx: Tx, id: string, name: string): Promise<void> {
  const theirs = { name, emailVerified: true, passwordHash: null, wantedUsername: null }
  await tx.update(users).set(theirs).where(eq(users.id, id))
}

/**
 * Gives a person the handle that they asked for, if nobody has it by now. The row must be locked.
 *
 * @returns the handle that they have then
 */
export async function giveWantedUsername(
  tx: Tx,
  { id, username }: Pick<User, 'id' | 'username'>,
): Promise<string | null> {
  try {
    // Two people may be given one handle at the same moment: of the second only this statement is undone.
    return await tx.transaction(async (inner) => {
      const [row] = await inner
        .update(users)
        .set({ username: sql`${users.wantedUsername}`, wantedUsername: null })
        .where(
          and(eq(users.id, id), isNull(users.username), sql`${users.wantedUsername} is not null`),
        )
        .returning({ username: users.username })
      return row ? row.username : username
    })
  } catch (fault) {
    if (constraintOf(fault) === 'users_username_unique') return username
    throw fault
  }
}

/** Stores a person's phone, and whether it is known to be theirs. @throws a violation of `users_phone_unique` */
export async function updatePhone(
  tx: Tx,
  { id, phone, phoneVerified }: Pick<User, 'id' | 'phone' | 'phoneVerified'>,
): Promise<void> {
  await tx.update(users).set({ phone, phoneVerified }).where(eq(users.id, id))
}

/** Takes note of a person's first session. @returns whether this is the one. The row must be locked, or new. */
export async function markSignedIn(tx: Tx, id: string, now: Date): Promise<boolean> {
  const first = await tx
    .update(users)
    .set({ firstSignedInAt: now })
    .where(and(eq(users.id, id), isNull(users.firstSignedInAt)))
    .returning({ id: users.id })
  return first.length === 1
}
