/**
 * `npm run keys:rotate`: makes the next key that access tokens are signed with. Works beside a running product.
 *
 * Exit code 0 when it is made, 1 when one is on its way already, 2 when it cannot tell, 64 when it was called wrongly.
 */
import { ConfigError, exitOnConfigError, type Values } from '@tallystick/config'
import { openDatabase } from '@tallystick/db'
import { assertMigrated, roleUrls } from '@tallystick/db/migrate'
import { findEmbeddedDatabase } from '@tallystick/db/postgres/find'
import { newOutbox } from '@tallystick/outbox'
import { newPostgresWake } from '@tallystick/outbox/wake'
import { newSeal } from '@tallystick/sealed'
import { newLogger } from '@tallystick/telemetry'
import { authSchema } from '../db/tables.ts'
import { type Rotated, rotateSigningKey } from '../domain/signing-keys/rotate-signing-key.ts'
import type { AuthEvent } from '../events/published.ts'
import { encryptionSecretOf, type keysRotateVariables, readKeysRotateConfig } from './config.ts'
import { type RotateOptions, readOptions, USAGE, UsageFault } from './options.ts'

const REFUSED = 1
const CANNOT_TELL = 2
const CALLED_WRONGLY = 64

type Config = Values<typeof keysRotateVariables>

try {
  const options = readOptions(process.argv.slice(2))
  const config = readKeysRotateConfig()
  const database = await findDatabase(config)
  try {
    await run(database.url, config, options)
  } finally {
    await database.release()
  }
} catch (fault) {
  if (fault instanceof ConfigError) exitOnConfigError(fault)
  const isWronglyCalled = fault instanceof UsageFault
  const reason = fault instanceof Error ? fault.message : String(fault)
  console.error(isWronglyCalled ? `${reason}\n\n${USAGE}` : `Could not rotate: ${reason}`)
  process.exitCode = isWronglyCalled ? CALLED_WRONGLY : CANNOT_TELL
}

async function findDatabase({ AUTH_DATABASE_URL, DATABASE_URL, DATA_DIR }: Config) {
  if (AUTH_DATABASE_URL) return { url: AUTH_DATABASE_URL, release: async () => {} }
  if (DATABASE_URL) return { url: roleUrls(DATABASE_URL).auth, release: async () => {} }
  const { url, release } = await findEmbeddedDatabase(DATA_DIR)
  return { url: roleUrls(url).auth, release }
}

async function run(url: string, config: Config, { isLeaked }: RotateOptions): Promise<void> {
  const seal = newSeal([encryptionSecretOf(config)])
  await assertMigrated(url, 'auth')
  const { db, close } = openDatabase({ url, name: 'keys-rotate', poolMax: 2 })
  const wake = newPostgresWake(url)
  const log = newLogger({ name: 'keys-rotate', level: 'warn' })
  const outbox = newOutbox<AuthEvent>({ db, schema: authSchema, name: 'auth', wake, log })
  try {
    const cause = { actor: { kind: 'SERVICE', id: 'operator' }, requestId: null } as const
    const leadS = config.SIGNING_KEY_LEAD_MINUTES * 60
    const means = { outbox, seal, cause, now: new Date() }
    const result = await rotateSigningKey(means, { leadS, isLeaked })
    if (result.ok) tell(result.value)
    else {
      const from = result.refusal.signsFrom.toISOString()
      console.error(
        `Nothing was changed: the next key is on its way already and signs from ${from}.`,
      )
      process.exitCode = REFUSED
    }
  } finally {
    await outbox.close()
    await wake.close()
    await close()
  }
}

function tell({ kid, signsFrom, withdrawnKids }: Rotated): void {
  console.error(
    withdrawnKids.length > 0
      ? `Took back ${withdrawnKids.join(', ')} and all access tokens signed with it. The next key signs at once.`
      : `The next key is shown from now on and signs from ${signsFrom.toISOString()}.`,
  )
  // The one thing on the standard output, for whoever goes on with it.
  console.log(kid)
}
