import { createPrivateKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '@tallystick/db'
import { newSeal } from '@tallystick/sealed'

/**
 * The key that a product signs access tokens with. Nobody outside has it: with it, a token can be right in everything but
 * one claim.
 *
 * @param url its database, as the superuser
 * @param dataDir its data folder, with the secret that the key is sealed with
 */
export async function signingKeyOf(url: string, dataDir: string): Promise<KeyObject> {
  const secret = readFileSync(join(dataDir, 'keys', 'key_encryption_secret'), 'utf8').trim()
  const database = openDatabase({ url, name: 'tests' })
  const [row] = await database.db.execute<{ kid: string; sealed: string }>(
    'select kid, sealed_private_jwk as sealed from auth.signing_keys',
  )
  await database.close()
  if (!row) throw new Error('there is no signing key')
  const jwk = newSeal([secret]).open(row.sealed, `signing-key:${row.kid}`)
  return createPrivateKey({ key: JSON.parse(jwk), format: 'jwk' })
}
