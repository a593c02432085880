import { isId } from '@tallystick/ids'
import { accepted, type Result, refused } from '@tallystick/result'
import { endApiKey, lockApiKey } from '../db/api-keys.ts'
import { ACCESS } from './access-topic.ts'
import type { Means } from './means.ts'
import type { ApiKey } from './rules/api-key.ts'

/**
 * Ends a key for good. Ending one that was revoked before changes nothing and tells nobody.
 *
 * @param mayManage whether the caller may manage the keys of this owner; a key of anybody else's is not found
 */
export async function revokeApiKey(
  { outbox, now, cause }: Pick<Means, 'outbox' | 'now' | 'cause'>,
  { id, mayManage }: Readonly<{ id: string; mayManage: (ownerId: string) => boolean }>,
): Promise<Result<ApiKey, Readonly<{ code: 'NOT_FOUND' }>>> {
  if (!isId('key', id)) return refused({ code: 'NOT_FOUND' })
  return outbox.transaction(async (tx, publish) => {
    const key = await lockApiKey(tx, id)
    if (!key || !mayManage(key.ownerId)) return refused({ code: 'NOT_FOUND' })
    if (key.revokedAt) return accepted(key)

    await endApiKey(tx, id, now)
    await publish({
      type: 'auth:api_key:revoked',
      body: { keyId: id, ownerId: key.ownerId },
      aggregate: { type: 'apiKey', id },
      topics: [ACCESS],
      cause,
    })
    return accepted({ ...key, revokedAt: now })
  })
}
