import type { Tx } from '@tallystick/db'
import type { Publish } from '@tallystick/outbox'
import { lockSession, updateProved } from '../../db/sessions.ts'
import type { AuthEvent } from '../../events/published.ts'
import type { Means } from '../means.ts'
import { endOf, type Proof } from '../rules/session.ts'

/** How the person of a session has just proved that they are there. */
export type Proved = Readonly<{
  userId: string
  sessionId: string
  provedBy: Exclude<Proof, 'IDENTITY'>
}>

/**
 * Stores and tells that the person of a session has proved anew who they are. The person's row must be locked.
 *
 * @returns whether the session is theirs and lives
 */
export async function markProved(
  { tx, publish }: Readonly<{ tx: Tx; publish: Publish<AuthEvent> }>,
  proved: Proved,
  { settings, now, cause }: Pick<Means, 'settings' | 'now' | 'cause'>,
): Promise<boolean> {
  const { userId, sessionId, provedBy } = proved
  const session = await lockSession(tx, sessionId)
  if (session?.userId !== userId || session.revokedAt) return false
  if (endOf(session, settings.sessions) <= now) return false
  await updateProved(tx, sessionId, { provedAt: now, provedBy })
  await publish({
    type: 'auth:session:proved',
    body: { userId, sessionId, provedBy },
    aggregate: { type: 'user', id: userId },
    cause,
  })
  return true
}
