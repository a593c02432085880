import type { Db, Tx } from '@tallystick/db'
import { and, count, eq, isNull } from 'drizzle-orm'
import { recoveryCodes } from './tables/factors.ts'

/** How many recovery codes of a person are unused. */
export async function countRecoveryCodes(db: Db, userId: string): Promise<number> {
  const [row] = await db
    .select({ left: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)))
  return row?.left ?? 0
}

/** Stores a person's codes in place of all that there are. The person's row must be locked. */
export async function replaceRecoveryCodes(
  tx: Tx,
  userId: string,
  { hashes, now }: Readonly<{ hashes: readonly string[]; now: Date }>,
): Promise<void> {
  await deleteRecoveryCodes(tx, userId)
  await tx.insert(recoveryCodes).values(hashes.map((hash) => ({ hash, userId, createdAt: now })))
}

/** Marks a code as used. @returns whether this call did it: of any number at once, exactly one is told so */
export async function takeRecoveryCode(
  tx: Tx,
  { hash, userId }: Readonly<{ hash: string; userId: string }>,
  now: Date,
): Promise<boolean> {
  const taken = await tx
    .update(recoveryCodes)
    .set({ usedAt: now })
    .where(
      and(
        eq(recoveryCodes.hash, hash),
        eq(recoveryCodes.userId, userId),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .returning({ hash: recoveryCodes.hash })
  return taken.length === 1
}

/** Deletes a person's codes, used and unused. */
export async function deleteRecoveryCodes(tx: Tx, userId: string): Promise<void> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId))
}
