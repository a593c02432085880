import { defineVariables, readConfig, type Values, variable } from '@tallystick/config'
import { z } from 'zod'

/** What `npm run statement:import` reads from its environment. */
export const statementImportVariables = defineVariables({
  LEDGER_DATABASE_URL: variable({
    schema: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// url' }).optional(),
    secret: true,
    description:
      'The database to import into, as the role of the Ledger subgraph; the embedded one when left out.',
  }),
  DATA_DIR: variable({
    schema: z.string(),
    default: '.data',
    description: 'Where the embedded database lies.',
  }),
})

/** Reads the environment. @throws {ConfigError} naming every fault */
export const readStatementImportConfig = (): Values<typeof statementImportVariables> =>
  // biome-ignore lint/style/noProcessEnv: one of the places of this workspace that read it.
  readConfig(statementImportVariables, process.env)
