import type { Db } from '@tallystick/db'
import type { JWK } from 'jose'
import { listPublicKeys } from '../../db/signing-keys.ts'
import { isShown } from '../rules/signing-key.ts'

/**
 * The keys that an access token seen at `now` may be signed with, and the one that comes next: a JWK set (RFC 7517)
 * without private parts.
 */
export async function publicKeys(
  db: Db,
  moment: Readonly<{ now: Date; accessTokenS: number }>,
): Promise<{ keys: JWK[] }> {
  const keys = await listPublicKeys(db)
  return { keys: keys.filter((key) => isShown(key, moment)).map(({ publicJwk }) => publicJwk) }
}
