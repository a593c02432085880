import type { Tx } from '@tallystick/db'
import type { Publish } from '@tallystick/outbox'
import { accepted, type Result, refused } from '@tallystick/result'
import { takeRefreshToken } from '../db/refresh-tokens.ts'
import { lockSessionOfToken, revokeSession, touchSession } from '../db/sessions.ts'
import { getUser } from '../db/users.ts'
import type { AuthEvent } from '../events/published.ts'
import { ACCESS } from './access-topic.ts'
import type { Means } from './means.ts'
import { hashOfToken } from './refresh-token.ts'
import { judgeRefresh, type OpenSession, type Session } from './rules/session.ts'
import { addRefreshToken, openSession } from './start-session.ts'

/** Why a session does not go on. One code for all reasons: the holder of a bad token learns nothing from it. */
export type RefreshSessionRefused = Readonly<{ code: 'INVALID_REFRESH_TOKEN' }>

/**
 * Trades a refresh token for new tokens.
 *
 * Lock the session, take the token, judge, store. However many uses of one token arrive at once, one is first; the
 * second one ends the session for everybody, the first user included.
 */
export async function refreshSession(
  means: Means,
  { refreshToken }: { refreshToken: string },
): Promise<Result<OpenSession, RefreshSessionRefused>> {
  const hash = hashOfToken(refreshToken)
  const { now } = means
  const rotated = await means.outbox.transaction(async (tx, publish) => {
    const found = await lockSessionOfToken(tx, hash)
    if (!found) return undefined
    const { session, expiresAt } = found
    const user = await getUser(tx, session.userId)
    const isFirstUse = await takeRefreshToken(tx, hash, now)
    const verdict = judgeRefresh({ session, user, isFirstUse, expiresAt }, now)
    if (verdict === 'REVOKE') await endFamily({ tx, publish }, session, means)
    if (verdict !== 'ROTATE') return undefined
    await touchSession(tx, session.id, now)
    return { id: session.id, refreshToken: await addRefreshToken(tx, session.id, means), user }
  })
  if (!rotated) return refused({ code: 'INVALID_REFRESH_TOKEN' })
  return accepted(await openSession(rotated, means))
}

async function endFamily(
  { tx, publish }: { tx: Tx; publish: Publish<AuthEvent> },
  { id, userId }: Session,
  { now, cause }: Means,
): Promise<void> {
  const reason = 'REFRESH_TOKEN_REUSED'
  await revokeSession(tx, id, { now, reason })
  // The cause stays the caller as they came: whoever holds a used token has not shown to be the session's owner.
  await publish({
    type: 'auth:session:revoked',
    body: { userId, sessionId: id, reason },
    aggregate: { type: 'session', id },
    topics: [ACCESS],
    cause,
  })
}
