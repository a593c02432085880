/**
 * `npm run simulator:statement`: what the simulator would send at the end of the month, from its own book.
 *
 * Prints a CSV that `npm run statement:import -- --amounts minor` takes. Exit code 0 when it is whole, 2 when the book
 * cannot be read, 64 when it was called wrongly.
 */
import { parseArgs } from 'node:util'
import { ConfigError, exitOnConfigError } from '@tallystick/config'
import { openDatabase } from '@tallystick/db'
import { assertMigrated, roleUrls } from '@tallystick/db/migrate'
import { findEmbeddedDatabase } from '@tallystick/db/postgres/find'
import { listSimulatorMovements } from '../db/simulator-statement.ts'
import { readSimulatorStatementConfig } from './config.ts'
import { dayRange, toStatementCsv } from './statement.ts'

const CANNOT_TELL = 2
const CALLED_WRONGLY = 64
const USAGE = `npm run simulator:statement -- --from DAY --to DAY

Prints what the simulator has moved on these days, in UTC, such as 2026-11-01, both included.`

try {
  await run(readRange(process.argv.slice(2)))
} catch (fault) {
  if (fault instanceof ConfigError) exitOnConfigError(fault)
  const isWronglyCalled = fault instanceof RangeError
  const reason = fault instanceof Error ? fault.message : String(fault)
  console.error(isWronglyCalled ? `${reason}\n\n${USAGE}` : `Could not read the book: ${reason}`)
  process.exitCode = isWronglyCalled ? CALLED_WRONGLY : CANNOT_TELL
}

function readRange(args: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    const { values } = parseArgs({ args: [...args], options: { from: text, to: text } })
    return dayRange(values.from ?? '', values.to ?? '')
  } catch (cause) {
    throw new RangeError(cause instanceof Error ? cause.message : 'cannot read the arguments')
  }
}

async function run(range: ReturnType<typeof dayRange>): Promise<void> {
  const { PAYMENTS_DATABASE_URL: given, DATA_DIR: dataDir } = readSimulatorStatementConfig()
  const database = given ? { url: given, release: async () => {} } : await embedded(dataDir)
  try {
    await assertMigrated(database.url, 'payments')
    const { db, close } = openDatabase({
      url: database.url,
      name: 'simulator-statement',
      poolMax: 1,
    })
    try {
      process.stdout.write(toStatementCsv(await listSimulatorMovements(db, range)))
    } finally {
      await close()
    }
  } finally {
    await database.release()
  }
}

async function embedded(dataDir: string) {
  const { url, release } = await findEmbeddedDatabase(dataDir)
  return { url: roleUrls(url).payments, release }
}
