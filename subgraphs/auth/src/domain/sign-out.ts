import { lockSession, revokeSession } from '../db/sessions.ts'
import { lockUser } from '../db/users.ts'
import { ACCESS } from './access-topic.ts'
import type { Means } from './means.ts'

/**
 * Ends a person's own session: none of its refresh tokens works any more. Ending one that has ended changes nothing.
 *
 * @returns the session's id
 */
export function signOut(
  { outbox, now, cause }: Pick<Means, 'outbox' | 'now' | 'cause'>,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<string> {
  return outbox.transaction(async (tx, publish) => {
    // The event is the user's: their row first, so that sign-ins and sign-outs are told in the order they happened.
    await lockUser(tx, userId)
    const session = await lockSession(tx, sessionId)
    if (session?.userId !== userId || session.revokedAt) return sessionId
    await revokeSession(tx, sessionId, { now, reason: 'SIGNED_OUT' })
    await publish({
      type: 'auth:user:logged_out',
      body: { userId, sessionId },
      aggregate: { type: 'user', id: userId },
      topics: [ACCESS],
      cause,
    })
    return sessionId
  })
}
