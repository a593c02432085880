import type { Tx } from '@tallystick/db'
import type { Publish } from '@tallystick/outbox'
import { deleteSignInChallenges } from '../../db/mfa-challenges.ts'
import { revokeSession, revokeSessionsOf } from '../../db/sessions.ts'
import type { AuthEvent } from '../../events/published.ts'
import { ACCESS } from '../access-topic.ts'
import type { Means } from '../means.ts'
import type { RevokeReason, Session } from '../rules/session.ts'

type Change = Readonly<{ tx: Tx; publish: Publish<AuthEvent> }>
type Facts = Pick<Means, 'now' | 'cause' | 'settings'>

/** Why sessions end that nobody signed out of. */
export type EndReason = Exclude<RevokeReason, 'SIGNED_OUT'>

/** Ends a session and tells it, so that its access tokens end within a second. Its row must be locked, and it must live. */
export async function endSession(
  { tx, publish }: Change,
  { id, userId }: Pick<Session, 'id' | 'userId'>,
  { reason, now, cause }: Pick<Facts, 'now' | 'cause'> & Readonly<{ reason: EndReason }>,
): Promise<void> {
  await revokeSession(tx, id, { now, reason })
  await publish(toEvent({ id, userId, reason, cause }))
}

/**
 * Ends every session of a person that lives, or all but one, and tells each; sign-ins that wait for a second factor end, too.
 * The person's row must be locked.
 *
 * @param exceptId the session that goes on; null ends all
 * @returns how many ended
 */
export async function endSessionsOf(
  { tx, publish }: Change,
  {
    userId,
    exceptId,
    reason,
  }: Readonly<{ userId: string; exceptId: string | null; reason: EndReason }>,
  { now, cause, settings }: Facts,
): Promise<number> {
  const { sessionIdleS } = settings.sessions
  await deleteSignInChallenges(tx, userId)
  const ended = await revokeSessionsOf(tx, userId, { exceptId, now, reason, sessionIdleS })
  if (ended.length > 0) await publish(...ended.map((id) => toEvent({ id, userId, reason, cause })))
  return ended.length
}

const toEvent = ({
  id,
  userId,
  reason,
  cause,
}: Readonly<{ id: string; userId: string; reason: EndReason }> & Pick<Means, 'cause'>) => ({
  type: 'auth:session:revoked' as const,
  body: { userId, sessionId: id, reason },
  aggregate: { type: 'session', id },
  topics: [ACCESS],
  cause,
})
