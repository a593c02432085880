import { isId } from '@tallystick/ids'
import { accepted, type Result, refused } from '@tallystick/result'
import { lockApiKey, replaceSecret } from '../db/api-keys.ts'
import { ACCESS } from './access-topic.ts'
import { newSecret } from './api-key-secret.ts'
import type { KeyWithText } from './create-api-key.ts'
import type { Means } from './means.ts'
import { type ApiKey, isLive } from './rules/api-key.ts'

/** Why a key gets no new secret. */
export type RotateApiKeyRefused = Readonly<{ code: 'NOT_FOUND' | 'API_KEY_ENDED' }>

/**
 * Gives a live key a new secret. The old one works on for the overlap, but not longer than the key lives.
 *
 * A key has two secrets at most: rotating again during an overlap ends the oldest one at once.
 *
 * @param mayManage whether the caller may manage the keys of this owner; a key of anybody else's is not found
 * @param overlapMinutes 0 or more, checked by the caller
 */
export async function rotateApiKey(
  { outbox, now, cause }: Pick<Means, 'outbox' | 'now' | 'cause'>,
  request: Readonly<{
    id: string
    overlapMinutes: number
    mayManage: (ownerId: string) => boolean
  }>,
): Promise<Result<KeyWithText, RotateApiKeyRefused>> {
  const { id, overlapMinutes, mayManage } = request
  if (!isId('key', id)) return refused({ code: 'NOT_FOUND' })
  return outbox.transaction(async (tx, publish) => {
    const key = await lockApiKey(tx, id)
    if (!key || !mayManage(key.ownerId)) return refused({ code: 'NOT_FOUND' })
    if (!isLive(key, now)) return refused({ code: 'API_KEY_ENDED' })

    const previousSecretUntil = overlapEnd(key, { overlapMinutes, now })
    const { text, hash } = newSecret(id)
    await replaceSecret(tx, id, { hash, previousUntil: previousSecretUntil })
    const previousUntil = previousSecretUntil?.toISOString() ?? null
    await publish({
      type: 'auth:api_key:rotated',
      body: { keyId: id, ownerId: key.ownerId, previousUntil },
      aggregate: { type: 'apiKey', id },
      topics: [ACCESS],
      cause,
    })
    return accepted({ key: { ...key, previousSecretUntil }, text })
  })
}

function overlapEnd(
  { expiresAt }: ApiKey,
  { overlapMinutes, now }: { overlapMinutes: number; now: Date },
): Date | null {
  if (overlapMinutes === 0) return null
  const end = new Date(now.getTime() + overlapMinutes * 60_000)
  return end < expiresAt ? end : expiresAt
}
