import type { Db } from '@tallystick/db'
import { requestNonces } from './tables/request-nonces.ts'

/** Stores a nonce of a key. Of any number that do so at once, one does. @returns whether it was new */
export async function insertNonce(
  db: Db,
  nonce: Readonly<{ keyId: string; nonce: string; expiresAt: Date }>,
): Promise<boolean> {
  const added = await db
    .insert(requestNonces)
    .values(nonce)
    .onConflictDoNothing()
    .returning({ nonce: requestNonces.nonce })
  return added.length === 1
}
