import type { Db, Tx } from '@tallystick/db'
import { and, eq, gt, isNull } from 'drizzle-orm'
import type { ChallengePurpose } from '../domain/rules/passkey.ts'
import { passkeyChallenges } from './tables/passkeys.ts'

/** A challenge as stored. */
export type StoredChallenge = Readonly<{
  hash: string
  purpose: ChallengePurpose
  userId: string | null
  createdAt: Date
  expiresAt: Date
}>

/** Stores a challenge. */
export async function insertChallenge(db: Db, challenge: StoredChallenge): Promise<void> {
  await db.insert(passkeyChallenges).values(challenge)
}

/**
 * Marks a challenge as used, if it is of this purpose and person, unused, and ends later than `now`.
 *
 * @returns whether this call did it: of any number at once, exactly one is told so
 */
export async function takeChallenge(
  tx: Tx,
  { hash, purpose, userId }: Pick<StoredChallenge, 'hash' | 'purpose' | 'userId'>,
  now: Date,
): Promise<boolean> {
  const taken = await tx
    .update(passkeyChallenges)
    .set({ usedAt: now })
    .where(
      and(
        eq(passkeyChallenges.hash, hash),
        eq(passkeyChallenges.purpose, purpose),
        userId === null ? isNull(passkeyChallenges.userId) : eq(passkeyChallenges.userId, userId),
        isNull(passkeyChallenges.usedAt),
        gt(passkeyChallenges.expiresAt, now),
      ),
    )
    .returning({ hash: passkeyChallenges.hash })
  return taken.length === 1
}
