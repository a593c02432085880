import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineVariables, limit, readConfig, type Values, variable } from '@tallystick/config'
import { sealVariables } from '@tallystick/sealed'
import { z } from 'zod'
import { ENCRYPTION_SECRET_FILE } from '../config.ts'
import { SIGNING_KEY_SETTINGS } from '../domain/signing-keys/signing-key-settings.ts'

const database = z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// url' })

/** What `npm run keys:rotate` reads from its environment. */
export const keysRotateVariables = defineVariables({
  AUTH_DATABASE_URL: variable({
    schema: database.optional(),
    secret: true,
    description: 'The database of the keys, as the role of the Auth subgraph.',
  }),
  DATABASE_URL: variable({
    schema: database.optional(),
    secret: true,
    description:
      'The same as an administrator, as `npm start` is given it; the embedded one when both are left out.',
  }),
  DATA_DIR: variable({
    schema: z.string(),
    default: '.data',
    description: 'Where the embedded database lies, and the secret that was made with it.',
  }),
  KEY_ENCRYPTION_SECRET: variable({
    schema: sealVariables.KEY_ENCRYPTION_SECRET.schema.optional(),
    secret: true,
    description: 'What the new key is sealed with; the secret in DATA_DIR/keys when left out.',
  }),
  SIGNING_KEY_LEAD_MINUTES: limit(
    'How long a new key is shown to those who verify before anything is signed with it, in minutes',
    SIGNING_KEY_SETTINGS.leadS / 60,
    [10, 1_440],
  ),
})

/** Reads the environment. @throws {ConfigError} naming every fault */
export const readKeysRotateConfig = (): Values<typeof keysRotateVariables> =>
  // biome-ignore lint/style/noProcessEnv: one of the places of this workspace that read it.
  readConfig(keysRotateVariables, process.env)

/** The secret that is set, or the one in DATA_DIR. @throws {Error} when there is neither */
export function encryptionSecretOf({
  KEY_ENCRYPTION_SECRET,
  DATA_DIR,
}: Pick<Values<typeof keysRotateVariables>, 'KEY_ENCRYPTION_SECRET' | 'DATA_DIR'>): string {
  if (KEY_ENCRYPTION_SECRET !== undefined) return KEY_ENCRYPTION_SECRET
  const file = join(DATA_DIR, 'keys', ENCRYPTION_SECRET_FILE)
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  throw new Error(`set KEY_ENCRYPTION_SECRET, as Auth has it: there is no ${file}`)
}
