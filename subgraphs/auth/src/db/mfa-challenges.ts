import type { Db, Tx } from '@tallystick/db'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { MfaChallenge } from '../domain/rules/mfa-challenge.ts'
import { mfaChallenges } from './tables/factors.ts'

/** Stores a challenge under the hash of its id. */
export async function insertMfaChallenge(
  tx: Tx,
  hash: string,
  challenge: MfaChallenge,
): Promise<void> {
  await tx.insert(mfaChallenges).values({ hash, ...challenge })
}

/** Finds whose challenge it is. */
export async function findChallengedUser(db: Db, hash: string): Promise<string | undefined> {
  const [row] = await db
    .select({ userId: mfaChallenges.userId })
    .from(mfaChallenges)
    .where(eq(mfaChallenges.hash, hash))
  return row?.userId
}

/** Reads a challenge and holds its row until `tx` ends. */
export async function lockMfaChallenge(tx: Tx, hash: string): Promise<MfaChallenge | undefined> {
  const [row] = await tx
    .select()
    .from(mfaChallenges)
    .where(eq(mfaChallenges.hash, hash))
    .for('update')
  return row
}

/** Marks a challenge as answered. @returns whether this call did it: of any number at once, exactly one is told so */
export async function takeMfaChallenge(tx: Tx, hash: string, now: Date): Promise<boolean> {
  const taken = await tx
    .update(mfaChallenges)
    .set({ usedAt: now })
    .where(and(eq(mfaChallenges.hash, hash), isNull(mfaChallenges.usedAt)))
    .returning({ hash: mfaChallenges.hash })
  return taken.length === 1
}

/** Counts a wrong answer. The row must be locked. */
export async function countMfaTry(tx: Tx, hash: string): Promise<void> {
  await tx
    .update(mfaChallenges)
    .set({ tries: sql`${mfaChallenges.tries} + 1` })
    .where(eq(mfaChallenges.hash, hash))
}

/** Deletes the challenges of sign-ins of a person that wait for their factor. */
export async function deleteSignInChallenges(tx: Tx, userId: string): Promise<void> {
  await tx
    .delete(mfaChallenges)
    .where(and(eq(mfaChallenges.userId, userId), eq(mfaChallenges.purpose, 'SIGN_IN')))
}
