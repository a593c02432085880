/**
 * `npm run people:import < people.jsonl`: takes people over from another system, with the passwords that they have there.
 *
 * Exit code 0 when everybody is here, 1 when lines were refused, 2 when it cannot tell.
 */
import { createInterface } from 'node:readline'
import { ConfigError, exitOnConfigError, type Values } from '@tallystick/config'
import { openDatabase } from '@tallystick/db'
import { assertMigrated, roleUrls } from '@tallystick/db/migrate'
import { findEmbeddedDatabase } from '@tallystick/db/postgres/find'
import { newOutbox } from '@tallystick/outbox'
import { newPostgresWake } from '@tallystick/outbox/wake'
import { newLogger } from '@tallystick/telemetry'
import { authSchema } from '../db/tables.ts'
import type { AuthEvent } from '../events/published.ts'
import { type peopleImportVariables, readPeopleImportConfig } from './config.ts'
import { type Imported, importPeople } from './import-people.ts'

const REFUSED = 1
const CANNOT_TELL = 2

try {
  const database = await findDatabase(readPeopleImportConfig())
  try {
    tell(await run(database.url))
  } finally {
    await database.release()
  }
} catch (fault) {
  if (fault instanceof ConfigError) exitOnConfigError(fault)
  console.error(`Could not go on: ${fault instanceof Error ? fault.message : fault}`)
  process.exitCode = CANNOT_TELL
}

async function findDatabase({
  AUTH_DATABASE_URL,
  DATABASE_URL,
  DATA_DIR,
}: Values<typeof peopleImportVariables>) {
  if (AUTH_DATABASE_URL) return { url: AUTH_DATABASE_URL, release: async () => {} }
  if (DATABASE_URL) return { url: roleUrls(DATABASE_URL).auth, release: async () => {} }
  const { url, release } = await findEmbeddedDatabase(DATA_DIR)
  return { url: roleUrls(url).auth, release }
}

async function run(url: string): Promise<Imported> {
  await assertMigrated(url, 'auth')
  const { db, close } = openDatabase({ url, name: 'people-import', poolMax: 2 })
  const wake = newPostgresWake(url)
  const log = newLogger({ name: 'people-import', level: 'warn' })
  const outbox = newOutbox<AuthEvent>({ db, schema: authSchema, name: 'auth', wake, log })
  try {
    const cause = { actor: { kind: 'SERVICE', id: 'operator' }, requestId: null } as const
    const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })
    return await importPeople(lines, { outbox, cause, now: new Date() })
  } finally {
    await outbox.close()
    await wake.close()
    await close()
  }
}

function tell({ imported, refused }: Imported): void {
  for (const { line, code } of refused) console.error(`line ${line}: ${code}`)
  console.log(`${imported} people are here, ${refused.length} lines were refused.`)
  if (refused.length > 0) process.exitCode = REFUSED
}
