import { keyScopesOf } from '@tallystick/actor'
import type { Db } from '@tallystick/db'
import { isId } from '@tallystick/ids'
import { findApiKey, touchApiKey } from '../db/api-keys.ts'
import { shownSecret } from './api-key-secret.ts'
import { type ApiKeyGrant, toGrant } from './rules/api-key.ts'

/** How coarse the note of a key's last use is, in milliseconds: each note is a write. */
const TOUCH_MS = 60_000

/**
 * Says what a key grants to who holds the secret of this hash; undefined for any reason that it grants nothing.
 *
 * Takes note of the use, at most once a minute.
 */
export async function grantApiKey(
  { db, now }: Readonly<{ db: Db; now: Date }>,
  { id, secretHash }: Readonly<{ id: string; secretHash: string }>,
): Promise<ApiKeyGrant | undefined> {
  const found = isId('key', id) ? await findApiKey(db, id) : undefined
  const shown = found && shownSecret(secretHash, found)
  if (!found || !shown) return undefined
  const { key, owner } = found
  const grant = toGrant(key, { owner, shown, may: keyScopesOf(owner.roles) }, now)
  if (!grant) return undefined
  const { lastUsedAt } = found.key
  if (!lastUsedAt || now.getTime() - lastUsedAt.getTime() >= TOUCH_MS)
    await touchApiKey(db, id, now)
  return grant
}
