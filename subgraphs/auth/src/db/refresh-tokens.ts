import type { Tx } from '@tallystick/db'
import { and, eq, isNull } from 'drizzle-orm'
import { refreshTokens } from './tables.ts'

/** Stores the hash of a token that has just been made. */
export async function insertRefreshToken(
  tx: Tx,
  token: { hash: string; sessionId: string; generation: number; createdAt: Date; expiresAt: Date },
): Promise<void> {
  await tx.insert(refreshTokens).values(token)
}

/**
 * Marks a token as used. Of any number at once, exactly one does it. The session's row must be locked.
 *
 * @returns null to the one that did; to any other, when it was done
 */
export async function takeRefreshToken(tx: Tx, hash: string, now: Date): Promise<Date | null> {
  const isIt = eq(refreshTokens.hash, hash)
  const taken = await tx
    .update(refreshTokens)
    .set({ usedAt: now })
    .where(and(isIt, isNull(refreshTokens.usedAt)))
    .returning({ sessionId: refreshTokens.sessionId })
  if (taken.length === 1) return null
  const [used] = await tx.select({ at: refreshTokens.usedAt }).from(refreshTokens).where(isIt)
  if (!used?.at) throw new Error('a refresh token is neither used nor unused')
  return used.at
}
