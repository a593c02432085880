import { findSessionOfCookie, touchSession } from '../../db/sessions.ts'
import type { Means } from '../means.ts'
import { type CookieSession, endOf } from '../rules/session.ts'

/** How coarse the note of a session's last use is, in milliseconds: each note is a write. */
const TOUCH_MS = 60_000

/**
 * Finds whose session the cookie with the secret of this hash holds; undefined for any reason that it holds none now: the
 * session ended or was not used for too long, or its person may not sign in.
 *
 * Takes note of the use, at most once a minute, which puts the end off.
 */
export async function findCookieSession(
  { db, now, settings: { sessions: limits } }: Pick<Means, 'db' | 'now' | 'settings'>,
  { secretHash }: Readonly<{ secretHash: string }>,
): Promise<CookieSession | undefined> {
  const found = await findSessionOfCookie(db, secretHash)
  if (!found) return undefined
  const { session, user } = found
  if (session.revokedAt || endOf(session, limits) <= now || user.status !== 'ACTIVE')
    return undefined
  const isNoted = now.getTime() - session.lastUsedAt.getTime() < TOUCH_MS
  if (!isNoted) await touchSession(db, session.id, now)
  const used = isNoted ? session : { ...session, lastUsedAt: now }
  return {
    sessionId: session.id,
    userId: user.id,
    roles: user.roles,
    rightsVersion: user.rightsVersion,
    expiresAt: endOf(used, limits),
  }
}
