import { createHash, randomBytes } from 'node:crypto'
import type { Db } from '@tallystick/db'
import { isId } from '@tallystick/ids'
import { findClientHashes } from '../../db/oauth-clients.ts'
import { type NewSecret, shownSecret } from '../api-key-secret.ts'

const SECRET_BYTES = 32

/** Makes the secret of a program: `tsc_` and 256 random bits in 43 characters. Only its hash is ever stored. */
export function newClientSecret(): NewSecret {
  const text = `tsc_${randomBytes(SECRET_BYTES).toString('base64url')}`
  return { text, hash: hashOf(text) }
}

/** Whether a text is a secret of a program that was not revoked: the current one, or the one before while it works. */
export async function isClientSecret(
  { db, now }: Readonly<{ db: Db; now: Date }>,
  { clientId, text }: Readonly<{ clientId: string; text: string }>,
): Promise<boolean> {
  const stored = isId('oac', clientId) ? await findClientHashes(db, clientId) : undefined
  if (!stored?.current) return false
  const { current, previous, previousUntil } = stored
  const shown = shownSecret(hashOf(text), { current, previous })
  if (shown === 'CURRENT') return true
  return shown === 'PREVIOUS' && previousUntil !== null && now < previousUntil
}

const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
