/**
 * `npm run secrets`: makes what docker-compose.yml mounts, in deploy/secrets.
 *
 * A password for PostgreSQL and for each subgraph's role, their URLs, a signing key for each process that calls others,
 * the key that signs the tally log, and the secret that Auth's stored secrets are sealed with. What exists is kept, so running it again changes nothing.
 */
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SUBGRAPHS } from '@tallystick/db'
import { ensureEncryptionSecret, ensureKeys, ensureSealingKey } from './keys.ts'

/** The server's name inside the compose network. */
const SERVER = 'postgres:5432/tallystick'

/** Makes every missing secret in `folder`. @returns the files it holds now */
export async function ensureSecrets(folder: string): Promise<string[]> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const written: string[] = []
  const ensure = (name: string, make: () => string): string => {
    const file = join(folder, name)
    if (!existsSync(file)) writeFileSync(file, make(), { mode: 0o600 })
    written.push(file)
    return readFileSync(file, 'utf8').trim()
  }
  const newPassword = (): string => randomBytes(24).toString('hex')
  const password = ensure('postgres_password', newPassword)
  ensure('database_url', () => `postgres://postgres:${password}@${SERVER}`)
  for (const name of SUBGRAPHS)
    ensure(`${name}_database_url`, () => `postgres://tallystick_${name}:${newPassword()}@${SERVER}`)
  const keys = await ensureKeys(folder)
  written.push(keys.publicKeys, ...Object.values(keys.privateKey))
  written.push(ensureSealingKey(folder), ensureEncryptionSecret(folder))
  // Containers run as a user of their own and must read what compose mounts from here; the folder keeps others out.
  for (const file of written) chmodSync(file, 0o644)
  return written
}

if (import.meta.main) {
  const written = await ensureSecrets('deploy/secrets')
  console.log(`deploy/secrets holds ${written.length} files; keep them out of version control.`)
}
