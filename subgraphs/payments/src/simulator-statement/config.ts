import { defineVariables, readConfig, type Values, variable } from '@tallystick/config'
import { z } from 'zod'

/** What `npm run simulator:statement` reads from its environment. */
export const simulatorStatementVariables = defineVariables({
  PAYMENTS_DATABASE_URL: variable({
    schema: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// url' }).optional(),
    secret: true,
    description:
      'The database of the simulator’s book, as the role of the Payments subgraph; the embedded one when left out.',
  }),
  DATA_DIR: variable({
    schema: z.string(),
    default: '.data',
    description: 'Where the embedded database lies.',
  }),
})

/** Reads the environment. @throws {ConfigError} naming every fault */
export const readSimulatorStatementConfig = (): Values<typeof simulatorStatementVariables> =>
  // biome-ignore lint/style/noProcessEnv: one of the places of this workspace that read it.
  readConfig(simulatorStatementVariables, process.env)
