import type { Tx } from '@tallystick/db'
import { newId } from '@tallystick/ids'
import type { Publish } from '@tallystick/outbox'
import { insertRefreshToken } from '../db/refresh-tokens.ts'
import { insertSession } from '../db/sessions.ts'
import type { AuthEvent } from '../events/published.ts'
import { asUser, type Means } from './means.ts'
import { hashOfToken, newRefreshToken } from './refresh-token.ts'
import type { OpenSession, Proof, Session } from './rules/session.ts'
import { toOwnView, type User } from './rules/user.ts'

/** A session whose refresh token is stored; its access token is signed after the commit. */
export type StartedSession = Readonly<{ session: Session; refreshToken: string; user: User }>

type Facts = Pick<Means, 'tokens' | 'settings' | 'now' | 'cause'>

/**
 * Starts a session on the device that the request came from. The user's row must be locked, or new.
 *
 * @param how `provedBy` is how the person has just proved who they are
 * @returns what `openSession` turns into an answer once the transaction is committed
 */
export async function startSession(
  { tx, publish }: { tx: Tx; publish: Publish<AuthEvent> },
  user: User,
  { facts, provedBy }: Readonly<{ facts: Facts; provedBy: Proof }>,
): Promise<StartedSession> {
  const { now, cause, settings } = facts
  const id = newId('ses')
  const session: Session = {
    id,
    userId: user.id,
    mode: 'BEARER',
    createdAt: now,
    lastUsedAt: now,
    provedAt: now,
    provedBy,
    expiresAt: new Date(now.getTime() + settings.sessions.sessionS * 1000),
    refreshCount: 0,
    revokedAt: null,
  }
  const { userAgent = null, address = null } = cause
  await insertSession(tx, session, { userAgent, address })
  const refreshToken = await addRefreshToken(tx, session, facts)
  await publish({
    type: 'auth:user:logged_in',
    body: { userId: user.id, sessionId: id },
    aggregate: { type: 'user', id: user.id },
    cause: asUser(cause, user.id),
  })
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

/** Signs the access token of a session that is stored. */
export async function openSession(
  { session: { id, expiresAt: notAfter }, refreshToken, user }: StartedSession,
  { tokens, now }: Pick<Means, 'tokens' | 'now'>,
): Promise<OpenSession> {
  const { roles, rightsVersion } = user
  const facts = { userId: user.id, roles, rightsVersion, sessionId: id, notAfter }
  const { token, expiresAt } = await tokens.issue(facts, now)
  return { id, accessToken: token, refreshToken, expiresAt, user: toOwnView(user) }
}
