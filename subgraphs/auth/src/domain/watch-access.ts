/** Follows what takes access away or changes it: a tail of our own outbox, which is the whole history. */
import { InvalidCursor, type StoredEvent } from '@tallystick/outbox'
import { accepted, type Result, refused } from '@tallystick/result'
import type { AuthEvent } from '../events/published.ts'
import { ACCESS } from './access-topic.ts'
import type { Means } from './means.ts'

/** How far back those begin who have seen nothing yet, at least; and how much longer than an access token lives. */
const RECENT_MS = 20 * 60_000
const MARGIN_MS = 5 * 60_000

/** Something that takes access away or changes it. */
export type AccessChange = Readonly<{
  cursor: string
  kind: 'SESSION_ENDED' | 'USER_CHANGED' | 'KEY_CHANGED'
  userId: string
  sessionId: string | null
  keyId: string | null
  rightsVersion: number | null
  at: Date
}>

/** Starts to follow, after a cursor or with what is recent. */
export async function watchAccess(
  { outbox, tokens }: Pick<Means, 'outbox' | 'tokens'>,
  after: string | undefined,
): Promise<
  Result<AsyncIterableIterator<StoredEvent<AuthEvent>>, Readonly<{ code: 'INVALID_CURSOR' }>>
> {
  if (after === '') return refused({ code: 'INVALID_CURSOR' })
  const topics = [ACCESS]
  const agoMs = Math.max(RECENT_MS, tokens.settings.accessTokenS * 1_000 + MARGIN_MS)
  const start = after ?? (await outbox.cursorAgo({ topics, agoMs }))
  try {
    return accepted(outbox.tail({ topics, after: start }))
  } catch (fault) {
    if (fault instanceof InvalidCursor) return refused({ code: 'INVALID_CURSOR' })
    throw fault
  }
}

/** What an event of the topic means for access. @throws {TypeError} for an event that has the topic by mistake */
export function toAccessChange({ cursor, at, ...event }: StoredEvent<AuthEvent>): AccessChange {
  const nothing = { cursor, at, sessionId: null, keyId: null, rightsVersion: null }
  switch (event.type) {
    case 'auth:user:logged_out':
    case 'auth:session:revoked':
      return {
        ...nothing,
        kind: 'SESSION_ENDED',
        userId: event.body.userId,
        sessionId: event.body.sessionId,
      }
    case 'auth:user:role_assigned':
    case 'auth:user:status_changed':
      return {
        ...nothing,
        kind: 'USER_CHANGED',
        userId: event.body.userId,
        rightsVersion: event.body.rightsVersion,
      }
    case 'auth:api_key:rotated':
    case 'auth:api_key:revoked': {
      const { keyId, ownerId } = event.body
      return { ...nothing, kind: 'KEY_CHANGED', userId: ownerId, keyId }
    }
    case 'auth:oauth_client:revoked': {
      const { clientId, ownerId } = event.body
      return { ...nothing, kind: 'KEY_CHANGED', userId: ownerId, keyId: clientId }
    }
    case 'auth:oauth_grant:revoked':
    case 'auth:oauth_token:revoked': {
      const { grantId, clientId, userId } = event.body
      return { ...nothing, kind: 'KEY_CHANGED', userId, keyId: grantId ?? clientId }
    }
    default:
      throw new TypeError(`${event.type} says nothing about access`)
  }
}
