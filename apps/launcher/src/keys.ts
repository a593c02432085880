import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newAssertionKey } from '@tallystick/actor'
import { ENCRYPTION_SECRET_FILE } from '@tallystick/auth/config'
import { newSealingKey } from '@tallystick/ledger/sealing-key'

/** The processes that call others, and so sign what they say. */
export const SIGNERS = ['gateway', 'payments', 'admin', 'launcher'] as const

/** The name of a process that signs. */
export type Signer = (typeof SIGNERS)[number]

/** Where the signing keys of a topology lie. */
export type KeyFiles = Readonly<{
  publicKeys: string
  privateKey: Readonly<Record<Signer, string>>
}>

/**
 * Makes the keys that processes prove themselves to each other with, unless they exist.
 *
 * @param folder gets one private JWK a file, readable by its owner alone, and the set of public ones
 */
export async function ensureKeys(folder: string): Promise<KeyFiles> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const privateKey = Object.fromEntries(
    SIGNERS.map((name) => [name, join(folder, `${name}_key.json`)]),
  ) as Record<Signer, string>
  const publicKeys = join(folder, 'assertion_keys.json')
  const publicJwks = await Promise.all(
    SIGNERS.map(async (name) => {
      const file = privateKey[name]
      if (!existsSync(file)) {
        const key = await newAssertionKey(name)
        writeFileSync(file, `${JSON.stringify(key.privateKey)}\n`, { mode: 0o600 })
      }
      const { d: _, ...publicJwk } = JSON.parse(readFileSync(file, 'utf8'))
      return publicJwk
    }),
  )
  writeFileSync(publicKeys, `${JSON.stringify({ keys: publicJwks })}\n`)
  return { publicKeys, privateKey }
}

/**
 * Makes the key that signs the tally log, unless it exists. Put another in its place to rotate it; what the old one signed
 * stays valid.
 *
 * @returns the file of the private JWK, readable by its owner alone
 */
export function ensureSealingKey(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'sealing_key.json')
  if (!existsSync(file))
    writeFileSync(file, `${JSON.stringify(newSealingKey())}\n`, { mode: 0o600 })
  return file
}

/**
 * Makes the secret that Auth's stored secrets are sealed with, unless it exists. Whoever loses it loses what is sealed:
 * signing keys can be made anew, people's second factors cannot.
 *
 * @returns the file of 256 random bits as text, readable by its owner alone
 */
export function ensureEncryptionSecret(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, ENCRYPTION_SECRET_FILE)
  if (!existsSync(file))
    writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 })
  return file
}
