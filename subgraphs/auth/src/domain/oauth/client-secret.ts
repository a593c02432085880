import type { Db } from '@tallystick/db'
import { isId } from '@tallystick/ids'
import { findClientHashes } from '../../db/oauth-clients.ts'
import { type NewSecret, shownSecret } from '../api-key-secret.ts'
import { hashOfSecret, newRandomSecret } from '../random-secret.ts'

/** Makes the secret of a program: `tsc_` and 256 random bits in 43 characters. Only its hash is ever stored. */
export function newClientSecret(): NewSecret {
  const text = `tsc_${newRandomSecret()}`
  return { text, hash: hashOfSecret(text) }
}

/** Whether a text is a secret of a program that was not revoked: the current one, or the one before while it works. */
export async function isClientSecret(
  { db, now }: Readonly<{ db: Db; now: Date }>,
  { clientId, text }: Readonly<{ clientId: string; text: string }>,
): Promise<boolean> {
  const stored = isId('oac', clientId) ? await findClientHashes(db, clientId) : undefined
  if (!stored?.current) return false
  const { current, previous, previousUntil } = stored
  const shown = shownSecret(hashOfSecret(text), { current, previous })
  if (shown === 'CURRENT') return true
  return shown === 'PREVIOUS' && previousUntil !== null && now < previousUntil
}
