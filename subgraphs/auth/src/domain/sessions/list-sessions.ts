import { listLiveSessions } from '../../db/sessions.ts'
import type { Means } from '../means.ts'
import { deviceOf } from '../rules/device.ts'
import { type DeviceSession, endOf } from '../rules/session.ts'

/** How many sessions are shown at most: those used last. */
const LISTED_MAX = 100

/**
 * Lists where a person is signed in, newest use first, at most 100.
 *
 * @param sessionId the session that asks
 */
export async function listSessions(
  { db, now, settings: { sessions: limits } }: Pick<Means, 'db' | 'now' | 'settings'>,
  { userId, sessionId }: Readonly<{ userId: string; sessionId: string | null }>,
): Promise<DeviceSession[]> {
  const { sessionIdleS } = limits
  const live = await listLiveSessions(db, userId, { now, sessionIdleS, limit: LISTED_MAX })
  return live.map(({ userAgent, address, ...session }) => ({
    id: session.id,
    createdAt: session.createdAt,
    lastUsedAt: session.lastUsedAt,
    expiresAt: endOf(session, limits),
    device: deviceOf(userAgent),
    address,
    isCurrent: session.id === sessionId,
  }))
}
