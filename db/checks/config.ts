import { defineVariables, readConfig, type Values, variable } from '@tallystick/config'
import { z } from 'zod'

/** What `npm run verify-books` reads. */
export const checksVariables = defineVariables({
  DATABASE_URL: variable({
    schema: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// url' }).optional(),
    secret: true,
    description: 'The database to check, as an administrator; the embedded one when left out.',
  }),
  DATA_DIR: variable({
    schema: z.string(),
    default: '.data',
    description: 'Where the embedded database lies.',
  }),
})

/** Reads the environment. @throws {ConfigError} naming every fault */
export const readChecksConfig = (): Values<typeof checksVariables> =>
  // biome-ignore lint/style/noProcessEnv: the one place of this workspace that reads it.
  readConfig(checksVariables, process.env)
