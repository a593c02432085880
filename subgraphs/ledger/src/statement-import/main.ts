/**
 * `npm run statement:import`: brings in a provider's statement.
 *
 * Exit code 0 when it is imported, 1 when it is refused, 2 when it cannot tell, 64 when it was called wrongly.
 */
import { open } from 'node:fs/promises'
import { ConfigError, exitOnConfigError } from '@tallystick/config'
import { openDatabase } from '@tallystick/db'
import { assertMigrated, roleUrls } from '@tallystick/db/migrate'
import { findEmbeddedDatabase } from '@tallystick/db/postgres/find'
import { newOutbox } from '@tallystick/outbox'
import { newPostgresWake } from '@tallystick/outbox/wake'
import { newLogger } from '@tallystick/telemetry'
import { ledgerSchema } from '../db/tables.ts'
import {
  type ImportRefused,
  importStatement,
} from '../domain/reconciliation/import-provider-statement.ts'
import type { LedgerEvent } from '../events/published.ts'
import { readStatementImportConfig } from './config.ts'
import { type ImportOptions, readOptions, USAGE, UsageFault } from './options.ts'
import { readStatementFile } from './statement-file.ts'

const REFUSED = 1
const CANNOT_TELL = 2
const CALLED_WRONGLY = 64

/** From one line of progress to the next. */
const PROGRESS_MS = 1_000

try {
  const options = readOptions(process.argv.slice(2))
  const { LEDGER_DATABASE_URL: given, DATA_DIR: dataDir } = readStatementImportConfig()
  const database = given ? { url: given, release: async () => {} } : await embeddedDatabase(dataDir)
  try {
    await run(database.url, options)
  } finally {
    await database.release()
  }
} catch (fault) {
  if (fault instanceof ConfigError) exitOnConfigError(fault)
  const isWronglyCalled = fault instanceof UsageFault
  const reason = fault instanceof Error ? fault.message : String(fault)
  console.error(isWronglyCalled ? `${reason}\n\n${USAGE}` : `Could not import: ${reason}`)
  process.exitCode = isWronglyCalled ? CALLED_WRONGLY : CANNOT_TELL
}

async function embeddedDatabase(dataDir: string) {
  const { url, release } = await findEmbeddedDatabase(dataDir)
  return { url: roleUrls(url).ledger, release }
}

async function run(url: string, { period, form, file }: ImportOptions): Promise<void> {
  const bytes = file === '-' ? process.stdin : (await open(file)).createReadStream()
  await assertMigrated(url, 'ledger')
  const { db, close } = openDatabase({ url, name: 'statement-import', poolMax: 2 })
  const wake = newPostgresWake(url)
  const log = newLogger({ name: 'statement-import', level: 'warn' })
  const outbox = newOutbox<LedgerEvent>({ db, schema: ledgerSchema, name: 'ledger', wake, log })
  try {
    const cause = { actor: { kind: 'SERVICE', id: 'statement-import' }, requestId: null } as const
    const result = await importStatement({ outbox, cause, now: new Date() }, period, {
      lines: readStatementFile(bytes, form),
      onProgress: newProgress(),
    })
    if (result.ok) {
      const { id, lineCount } = result.value
      console.error(`Imported ${lineCount} lines.`)
      // The one thing on the standard output, for whoever goes on with it.
      console.log(id)
    } else {
      console.error(`Nothing was imported: ${reasonOf(result.refusal)}`)
      process.exitCode = REFUSED
    }
  } finally {
    await outbox.close()
    await wake.close()
    await close()
  }
}

function newProgress() {
  let next = 0
  return (lineCount: number): void => {
    const now = performance.now()
    if (now < next) return
    next = now + PROGRESS_MS
    console.error(`${lineCount} lines`)
  }
}

function reasonOf(refusal: ImportRefused): string {
  if (refusal.code === 'BAD_LINE') return `line ${refusal.line}: ${refusal.reason}.`
  if (refusal.code === 'STATEMENT_KNOWN')
    return `the same statement was imported before, as ${refusal.statementId}.`
  return 'an import of the same days had begun with other lines. It is thrown away: run the command again.'
}
