import { type Actor, maySee } from '@tallystick/actor'
import type { Db } from '@tallystick/db'
import { isId } from '@tallystick/ids'
import { getApiKey, type KeyPosition, listApiKeys } from '../db/api-keys.ts'
import type { ApiKey } from './rules/api-key.ts'

export type { KeyPosition } from '../db/api-keys.ts'

/** Reads one key more than the page holds, newest first: the last one tells whether the list goes on. */
export const readApiKeys = (
  db: Db,
  page: { ownerId: string; after: KeyPosition | undefined; limit: number },
): Promise<ApiKey[]> => listApiKeys(db, { ...page, limit: page.limit + 1 })

/**
 * Finds a key that the actor may see: their own, any for administrators, and none for who acts by a key.
 *
 * @returns undefined alike for one that does not exist, one that is somebody else's, and text that is no id
 */
export async function findApiKey(db: Db, actor: Actor, id: string): Promise<ApiKey | undefined> {
  if (actor.kind === 'PARTNER' || !isId('key', id)) return undefined
  const key = await getApiKey(db, id)
  return key && maySee(actor, key.ownerId) ? key : undefined
}
