import type { Tx } from '@tallystick/db'
import { newId } from '@tallystick/ids'
import type { Publish } from '@tallystick/outbox'
import { insertRefreshToken } from '../db/refresh-tokens.ts'
import { insertSession } from '../db/sessions.ts'
import { markSignedIn } from '../db/users.ts'
import type { AuthEvent } from '../events/published.ts'
import { asUser, type Means } from './means.ts'
import { hashOfToken, newRefreshToken } from './refresh-token.ts'
import { endOf, type OpenSession, type Proof, type Session } from './rules/session.ts'
import { toOwnView, type User } from './rules/user.ts'
import { endReplaced } from './sessions/end-sessions.ts'
import { isNewPlace, tellNewDevice } from './sessions/new-device.ts'

/** A session that is stored, with its refresh token unless a cookie holds it; its access token is signed after the commit. */
export type StartedSession = Readonly<{
  session: Session
  refreshToken: string | null
  user: User
}>

type How = Readonly<{ facts: Facts; provedBy: Proof; provedAt?: Date }>
type Facts = Pick<Means, 'tokens' | 'settings' | 'post' | 'now' | 'cause' | 'cookie'>

/**
 * Starts a session on the device that the request came from, held by tokens, or by a cookie when the caller has one for
 * it: then the browser's session of before ends. Its person is told by mail when the device is new to them; call
 * `post.sendSoon` after the commit. The user's row must be locked, or new.
 *
 * @param how `provedBy` is how the person has proved who they are, and `provedAt` when, if it was not just now
 * @returns what `openSession` turns into an answer once the transaction is committed
 */
export async function startSession(
  { tx, publish }: { tx: Tx; publish: Publish<AuthEvent> },
  user: User,
  { facts, provedBy, provedAt = facts.now }: How,
): Promise<StartedSession> {
  const { now, cause, settings, cookie } = facts
  if (cookie?.replacesId) await endReplaced({ tx, publish }, cookie.replacesId, facts)
  const id = newId('ses')
  const session: Session = {
    id,
    userId: user.id,
    mode: cookie ? 'COOKIE' : 'BEARER',
    createdAt: now,
    lastUsedAt: now,
    provedAt,
    provedBy,
    expiresAt: new Date(now.getTime() + settings.sessions.sessionS * 1000),
    refreshCount: 0,
    revokedAt: null,
  }
  const { userAgent = null, address = null } = cause
  // At the first session of all every device is new.
  const isNew = !(await markSignedIn(tx, user.id, now)) && (await isNewPlace(tx, user.id, facts))
  const stored = { userAgent, address, cookieHash: cookie?.hash ?? null }
  await insertSession(tx, session, stored)
  const refreshToken = cookie ? null : await addRefreshToken(tx, session, facts)
  await publish({
    type: 'auth:user:logged_in',
    body: { userId: user.id, sessionId: id },
    aggregate: { type: 'user', id: user.id },
    cause: asUser(cause, user.id),
  })
  if (isNew) await tellNewDevice({ tx, publish }, { user, sessionId: id }, facts)
  return { session, refreshToken, user }
}

/**
 * Adds the refresh token of its newest generation to a session. It never outlives the session.
 *
 * @returns the token itself, which is nowhere else
 */
export async function addRefreshToken(
  tx: Tx,
  { id: sessionId, refreshCount: generation, expiresAt: end }: Session,
  { tokens, now }: Pick<Means, 'tokens' | 'now'>,
): Promise<string> {
  const token = newRefreshToken()
  const lasts = now.getTime() + tokens.settings.refreshTokenS * 1000
  const expiresAt = new Date(Math.min(lasts, end.getTime()))
  const hash = hashOfToken(token)
  await insertRefreshToken(tx, { hash, sessionId, generation, createdAt: now, expiresAt })
  return token
}

/** Signs the access token of a session that is stored, unless a cookie holds it: then there is none to steal. */
export async function openSession(
  { session, refreshToken, user }: StartedSession,
  { tokens, settings, now }: Pick<Means, 'tokens' | 'settings' | 'now'>,
): Promise<OpenSession> {
  const { id, expiresAt: notAfter } = session
  if (refreshToken === null) {
    const expiresAt = endOf(session, settings.sessions)
    return { id, accessToken: null, refreshToken, expiresAt, user: toOwnView(user) }
  }
  const { email, roles, rightsVersion } = user
  const facts = { userId: user.id, email, roles, rightsVersion, sessionId: id, notAfter }
  const { token, expiresAt } = await tokens.issue(facts, now)
  return { id, accessToken: token, refreshToken, expiresAt, user: toOwnView(user) }
}
