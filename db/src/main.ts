/** `npm run migrate`: brings the database of DATABASE_URL to this code's schema, then ends. */
import { ConfigError, exitOnConfigError } from '@tallystick/config'
import { newLogger } from '@tallystick/telemetry'
import { givenUrls, readMigrateConfig } from './config.ts'
import { migrate } from './migrate.ts'

const log = newLogger({ name: 'migrate' })

try {
  const config = readMigrateConfig()
  await migrate({ adminUrl: config.DATABASE_URL, urls: givenUrls(config), log })
  log.info('the database fits this code')
} catch (fault) {
  if (fault instanceof ConfigError) exitOnConfigError(fault)
  log.fatal({ err: fault }, 'could not migrate')
  // The same in plain words: whoever typed the command may not read JSON lines.
  console.error(`Could not migrate: ${fault instanceof Error ? fault.message : String(fault)}`)
  process.exitCode = 1
}
