import type { Role, User, UserView } from './user.ts'

/** How a client holds a session: by tokens, or by a cookie that its browser keeps from it. */
export type SessionMode = 'BEARER' | 'COOKIE'

/**
 * How a person proved who they are: by their password alone, by it and a second factor, by a passkey, or by what another
 * identity provider says. Signing up counts as a password.
 */
export type Proof = 'PASSWORD' | 'SECOND_FACTOR' | 'PASSKEY' | 'IDENTITY'

/** A signed-in state on one device, as stored. It is also the family of all refresh tokens that grew from one sign-in. */
export type Session = Readonly<{
  id: string
  userId: string
  mode: SessionMode
  createdAt: Date
  lastUsedAt: Date
  /** When the person last proved who they are in it. */
  provedAt: Date
  provedBy: Proof
  /** When it ends however much it is used. */
  expiresAt: Date
  /** How often it was refreshed: the generation of its newest refresh token. */
  refreshCount: number
  revokedAt: Date | null
}>

/** Why a session ended before its time. */
export type RevokeReason =
  | 'SIGNED_OUT'
  | 'REFRESH_TOKEN_REUSED'
  | 'ENDED_BY_OWNER'
  | 'PASSWORD_CHANGED'
  | 'PASSWORD_RESET'
  | 'REPLACED'
  | 'STATUS_CHANGED'
  | 'FACTORS_REMOVED'
  | 'IDENTITY_UNLINKED'

/** A session in the list of its owner: where it is, and whether it is the one that asks. */
export type DeviceSession = Pick<Session, 'id' | 'createdAt' | 'lastUsedAt'> &
  Readonly<{
    /** The device in words. */
    device: string
    address: string | null
    /** When it ends unless it is used. */
    expiresAt: Date
    isCurrent: boolean
  }>

/** A cookie that a session is to be held by. */
export type NewCookie = Readonly<{
  /** SHA-256 of its secret, in hexadecimal. */
  hash: string
  /** The session whose cookie it takes the place of in the browser; null when there is none. */
  replacesId: string | null
}>

/** Whose session a cookie holds, for the gateway. */
export type CookieSession = Readonly<{
  sessionId: string
  userId: string
  roles: readonly Role[]
  /** Which change of the person's rights the roles show. */
  rightsVersion: number
  /** When it ends unless it is used. */
  expiresAt: Date
}>

/** A session as handed to the person who has just opened or refreshed it: the only time its tokens are seen. */
export type OpenSession = Readonly<{
  id: string
  /** Null for a session that is held by a cookie; so is the refresh token. */
  accessToken: string | null
  refreshToken: string | null
  /** When the access token ends; of a session that is held by a cookie, when it ends unless it is used. */
  expiresAt: Date
  user: UserView
}>

/** What bounds a session and the use of its refresh tokens, in seconds. */
export type SessionLimits = Readonly<{ sessionIdleS: number; refreshRaceS: number }>

/**
 * When a session ends unless it is used.
 *
 * Only a cookie ends by not being used: whoever finds an open browser must not find an open session. A client that holds
 * tokens proves at each refresh that it is the one that the last token was given to.
 */
export function endOf(
  { mode, lastUsedAt, expiresAt }: Pick<Session, 'mode' | 'lastUsedAt' | 'expiresAt'>,
  { sessionIdleS }: Pick<SessionLimits, 'sessionIdleS'>,
): Date {
  if (mode === 'BEARER') return expiresAt
  const idleEnd = lastUsedAt.getTime() + sessionIdleS * 1000
  return new Date(Math.min(idleEnd, expiresAt.getTime()))
}

/** What a use of a refresh token comes to. */
export type RefreshVerdict = 'ROTATE' | 'REVOKE' | 'REFUSE'

/** One use of a refresh token. */
export type RefreshUse = Readonly<{
  session: Session
  user: User
  /** How many refreshes of its session came before the token was made. */
  generation: number
  /** When an earlier use took the token; null when this use, and no other, is the one that did. */
  usedBeforeAt: Date | null
  expiresAt: Date
}>

/**
 * Judges one use of a refresh token.
 *
 * A token that comes back was stolen, or its thief was faster than its owner: nobody can tell, so the whole family ends
 * (RFC 9700 §4.14). But two tabs of one browser, or a client that asks again because an answer was lost, send the same
 * token within moments: the one that was replaced last is only refused for so long. A session that has ended is never
 * revoked a second time.
 *
 * @param now a token or a session that ends exactly now has ended
 */
export function judgeRefresh(use: RefreshUse, now: Date, limits: SessionLimits): RefreshVerdict {
  const { session, user, usedBeforeAt } = use
  if (session.revokedAt || endOf(session, limits) <= now) return 'REFUSE'
  if (usedBeforeAt) {
    // It was used while its person might not sign in, so that nothing replaced it.
    if (use.generation === session.refreshCount) return 'REFUSE'
    const wasReplacedLast = use.generation === session.refreshCount - 1
    const agoMs = now.getTime() - usedBeforeAt.getTime()
    return wasReplacedLast && agoMs < limits.refreshRaceS * 1000 ? 'REFUSE' : 'REVOKE'
  }
  if (use.expiresAt <= now || user.status !== 'ACTIVE') return 'REFUSE'
  return 'ROTATE'
}
