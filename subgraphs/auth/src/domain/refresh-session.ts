import { accepted, type Result, refused } from '@tallystick/result'
import { takeRefreshToken } from '../db/refresh-tokens.ts'
import { lockSessionOfToken, updateRefreshed } from '../db/sessions.ts'
import { getUser } from '../db/users.ts'
import type { Means } from './means.ts'
import { hashOfToken } from './refresh-token.ts'
import { judgeRefresh, type OpenSession } from './rules/session.ts'
import { endSession } from './sessions/end-sessions.ts'
import { addRefreshToken, openSession } from './start-session.ts'

/** Why a session does not go on. One code for all reasons: the holder of a bad token learns nothing from it. */
export type RefreshSessionRefused = Readonly<{ code: 'INVALID_REFRESH_TOKEN' }>

/**
 * Trades a refresh token for new tokens.
 *
 * Lock the session, take the token, judge, store. However many uses of one token arrive at once, one is first. Those that
 * come within moments are refused; one that comes later ends the session for everybody, the first user included.
 */
export async function refreshSession(
  means: Means,
  { refreshToken }: { refreshToken: string },
): Promise<Result<OpenSession, RefreshSessionRefused>> {
  const hash = hashOfToken(refreshToken)
  const { now, cause, settings } = means
  const rotated = await means.outbox.transaction(async (tx, publish) => {
    const found = await lockSessionOfToken(tx, hash)
    if (!found) return undefined
    const { session } = found
    const user = await getUser(tx, session.userId)
    const usedBeforeAt = await takeRefreshToken(tx, hash, now)
    const verdict = judgeRefresh({ ...found, user, usedBeforeAt }, now, settings.sessions)
    // The cause stays the caller as they came: whoever holds a used token has not shown to be the session's owner.
    if (verdict === 'REVOKE')
      await endSession({ tx, publish }, session, { reason: 'REFRESH_TOKEN_REUSED', now, cause })
    if (verdict !== 'ROTATE') return undefined
    const next = { ...session, refreshCount: session.refreshCount + 1 }
    await updateRefreshed(tx, session.id, { now, refreshCount: next.refreshCount })
    return { session: next, refreshToken: await addRefreshToken(tx, next, means), user }
  })
  if (!rotated) return refused({ code: 'INVALID_REFRESH_TOKEN' })
  return accepted(await openSession(rotated, means))
}
