/**
 * `npm run verify-books`: says for each invariant whether it holds; exit code 1 when one is broken, 2 when it cannot tell.
 *
 * `--anchors FILE` also holds the tally log against tree heads that were written down outside.
 */
import { parseArgs } from 'node:util'
import { ConfigError, exitOnConfigError } from '@tallystick/config'
import { findEmbeddedDatabase } from '../src/postgres/find.ts'
import { readChecksConfig } from './config.ts'
import { checkInvariants, toReport } from './verify-books.ts'

const CANNOT_TELL = 2

try {
  const { anchors } = parseArgs({ options: { anchors: { type: 'string' } } }).values
  const { DATABASE_URL: given, DATA_DIR: dataDir } = readChecksConfig()
  const database = given
    ? { url: given, release: async () => {} }
    : await findEmbeddedDatabase(dataDir)
  try {
    const findings = await checkInvariants(database.url, { anchors })
    const isSound = findings.every(({ violations }) => violations.length === 0)
    console.log(toReport(findings))
    console.log(isSound ? 'The books are in order.' : 'The books are NOT in order.')
    if (!isSound) process.exitCode = 1
  } finally {
    await database.release()
  }
} catch (fault) {
  if (fault instanceof ConfigError) exitOnConfigError(fault)
  console.error(`Could not check the books: ${fault instanceof Error ? fault.message : fault}`)
  process.exitCode = CANNOT_TELL
}
