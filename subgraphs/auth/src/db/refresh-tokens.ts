import type { Tx } from '@tallystick/db'
import { and, eq, isNull } from 'drizzle-orm'
import { refreshTokens } from './tables.ts'

/** Stores the hash of a token that has just been made. */
export async function insertRefreshToken(
  tx: Tx,
  token: { hash: string; sessionId: string; createdAt: Date; expiresAt: Date },
): Promise<void> {
  await tx.insert(refreshTokens).values(token)
}

/** Marks a token as used. @returns whether this call did it: of any number at once, exactly one is told so */
export async function takeRefreshToken(tx: Tx, hash: string, now: Date): Promise<boolean> {
  const taken = await tx
    .update(refreshTokens)
    .set({ usedAt: now })
    .where(and(eq(refreshTokens.hash, hash), isNull(refreshTokens.usedAt)))
    .returning({ sessionId: refreshTokens.sessionId })
  return taken.length === 1
}
