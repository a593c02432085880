import type { Db } from '@tallystick/db'
import type { JWK } from 'jose'
import { listPublicJwks } from '../db/signing-keys.ts'

/** The keys that an access token seen at `now` may be signed with: a JWK set (RFC 7517) without private parts. */
export async function publicKeys(
  db: Db,
  { now, accessTokenS }: { now: Date; accessTokenS: number },
): Promise<{ keys: JWK[] }> {
  return { keys: await listPublicJwks(db, new Date(now.getTime() - accessTokenS * 1000)) }
}
