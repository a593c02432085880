import type { User, UserView } from './user.ts'

/** A signed-in state on one device, as stored. It is also the family of all refresh tokens that grew from one sign-in. */
export type Session = Readonly<{
  id: string
  userId: string
  createdAt: Date
  lastUsedAt: Date
  revokedAt: Date | null
}>

/** Why a session ended before its time. */
export type RevokeReason = 'SIGNED_OUT' | 'REFRESH_TOKEN_REUSED'

/** A session as handed to the person who has just opened or refreshed it: the only time its tokens are seen. */
export type OpenSession = Readonly<{
  id: string
  accessToken: string
  refreshToken: string
  /** When the access token ends. */
  expiresAt: Date
  user: UserView
}>

/** What a use of a refresh token comes to. */
export type RefreshVerdict = 'ROTATE' | 'REVOKE' | 'REFUSE'

/**
 * Judges one use of a refresh token.
 *
 * A token that comes back was stolen, or its thief was faster than its owner: nobody can tell, so the whole family ends
 * (RFC 9700 §4.14). A session that has ended is never revoked a second time.
 *
 * @param isFirstUse whether this use, and no other, is the one that marked the token as used
 * @param now a token that expires exactly now has expired
 */
export function judgeRefresh(
  facts: Readonly<{ session: Session; user: User; isFirstUse: boolean; expiresAt: Date }>,
  now: Date,
): RefreshVerdict {
  if (facts.session.revokedAt) return 'REFUSE'
  if (!facts.isFirstUse) return 'REVOKE'
  if (facts.expiresAt <= now || facts.user.status !== 'ACTIVE') return 'REFUSE'
  return 'ROTATE'
}
