import { keyScopesOf } from '@tallystick/actor'
import type { Db } from '@tallystick/db'
import { isId } from '@tallystick/ids'
import type { Seal } from '@tallystick/sealed'
import { findApiKey, type KeyWithHashes, touchApiKey } from '../db/api-keys.ts'
import { shownSecret } from './api-key-secret.ts'
import { openSignature } from './key-signature.ts'
import { type ShownSecret, type SignedGrant, toGrant } from './rules/api-key.ts'
import type { SignatureCheck } from './rules/request-signature.ts'

/** How coarse the note of a key's last use is, in milliseconds: each note is a write. */
const TOUCH_MS = 60_000

/**
 * Says what a key grants to who holds the secret of this hash; undefined for any reason that it grants nothing.
 *
 * Takes note of the use, at most once a minute.
 */
export async function grantApiKey(
  { db, now, seal }: Readonly<{ db: Db; now: Date; seal: Seal }>,
  { id, secretHash }: Readonly<{ id: string; secretHash: string }>,
): Promise<SignedGrant | undefined> {
  const found = isId('key', id) ? await findApiKey(db, id) : undefined
  const shown = found && shownSecret(secretHash, found)
  if (!found || !shown) return undefined
  const { key, owner } = found
  const grant = toGrant(key, { owner, shown, may: keyScopesOf(owner.roles) }, now)
  if (!grant) return undefined
  const { lastUsedAt } = found.key
  if (!lastUsedAt || now.getTime() - lastUsedAt.getTime() >= TOUCH_MS)
    await touchApiKey(db, id, now)
  return { ...grant, signature: signatureOf(found, shown, seal) }
}

/** What requests with the secret that was shown are signed with: each secret goes with its own. */
function signatureOf(
  { key, signatureKeys }: KeyWithHashes,
  shown: ShownSecret,
  seal: Seal,
): SignatureCheck | null {
  if (!key.signature) return null
  const stored = shown === 'CURRENT' ? signatureKeys.current : signatureKeys.previous
  if (stored === null) throw new Error(`the key ${key.id} signs, and nothing to check that with`)
  return openSignature(seal, { keyId: key.id, algorithm: key.signature.algorithm, stored })
}
