import type { Tx } from '@tallystick/db'
import { newId } from '@tallystick/ids'
import type { Publish } from '@tallystick/outbox'
import { insertRefreshToken } from '../db/refresh-tokens.ts'
import { insertSession } from '../db/sessions.ts'
import type { AuthEvent } from '../events/published.ts'
import { asUser, type Means } from './means.ts'
import { hashOfToken, newRefreshToken } from './refresh-token.ts'
import type { OpenSession } from './rules/session.ts'
import { toOwnView, type User } from './rules/user.ts'

/** A session whose refresh token is stored; its access token is signed after the commit. */
export type StartedSession = Readonly<{ id: string; refreshToken: string; user: User }>

type Facts = Pick<Means, 'tokens' | 'now' | 'cause'>

/**
 * Starts a session on the device that the request came from. The user's row must be locked, or new.
 *
 * @returns what `openSession` turns into an answer once the transaction is committed
 */
export async function startSession(
  { tx, publish }: { tx: Tx; publish: Publish<AuthEvent> },
  user: User,
  facts: Facts,
): Promise<StartedSession> {
  const { now, cause } = facts
  const id = newId('ses')
  const session = { id, userId: user.id, createdAt: now, lastUsedAt: now, revokedAt: null }
  const { userAgent = null, address = null } = cause
  await insertSession(tx, session, { userAgent, address })
  const refreshToken = await addRefreshToken(tx, id, facts)
  await publish({
    type: 'auth:user:logged_in',
    body: { userId: user.id, sessionId: id },
    aggregate: { type: 'user', id: user.id },
    cause: asUser(cause, user.id),
  })
  return { id, refreshToken, user }
}

/** Adds the next refresh token to a session. @returns the token itself, which is nowhere else */
export async function addRefreshToken(
  tx: Tx,
  sessionId: string,
  { tokens, now }: Pick<Means, 'tokens' | 'now'>,
): Promise<string> {
  const token = newRefreshToken()
  const expiresAt = new Date(now.getTime() + tokens.settings.refreshTokenS * 1000)
  await insertRefreshToken(tx, { hash: hashOfToken(token), sessionId, createdAt: now, expiresAt })
  return token
}

/** Signs the access token of a session that is stored. */
export async function openSession(
  { id, refreshToken, user }: StartedSession,
  { tokens, now }: Pick<Means, 'tokens' | 'now'>,
): Promise<OpenSession> {
  const { roles, rightsVersion } = user
  const facts = { userId: user.id, roles, rightsVersion, sessionId: id }
  const { token, expiresAt } = await tokens.issue(facts, now)
  return { id, accessToken: token, refreshToken, expiresAt, user: toOwnView(user) }
}
