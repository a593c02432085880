import type { Tx } from '@tallystick/db'
import { and, eq, isNull } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { RevokeReason, Session } from '../domain/rules/session.ts'
import { refreshTokens, sessions } from './tables.ts'

/** Under a name without its schema, because `for update of` takes no other. */
const family = alias(sessions, 'family')

/** Stores a session that has just begun, with the device that it began on. */
export async function insertSession(
  tx: Tx,
  session: Session,
  device: { userAgent: string | null; address: string | null },
): Promise<void> {
  await tx.insert(sessions).values({ ...session, ...device })
}

/** Reads one session and holds its row until `tx` ends. */
export async function lockSession(tx: Tx, id: string): Promise<Session | undefined> {
  const [row] = await tx.select().from(sessions).where(eq(sessions.id, id)).for('update')
  return row
}

/**
 * Finds the session that a refresh token belongs to, and holds the session's row until `tx` ends: all uses of one family
 * queue here. Whether the token was used before is for `takeRefreshToken` to say.
 */
export async function lockSessionOfToken(
  tx: Tx,
  hash: string,
): Promise<{ session: Session; expiresAt: Date } | undefined> {
  const [row] = await tx
    .select({ session: family, expiresAt: refreshTokens.expiresAt })
    .from(refreshTokens)
    .innerJoin(family, eq(family.id, refreshTokens.sessionId))
    .where(eq(refreshTokens.hash, hash))
    .for('update', { of: family })
  return row
}

/** Marks a session as used at `now`. The row must be locked. */
export async function touchSession(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.update(sessions).set({ lastUsedAt: now }).where(eq(sessions.id, id))
}

/** Ends a session. The row must be locked; a session that has ended keeps its first time and reason. */
export async function revokeSession(
  tx: Tx,
  id: string,
  facts: { now: Date; reason: RevokeReason },
): Promise<void> {
  await tx
    .update(sessions)
    .set({ revokedAt: facts.now, revokeReason: facts.reason })
    .where(and(eq(sessions.id, id), isNull(sessions.revokedAt)))
}
