import { defineVariables, readConfig, type Values, variable } from '@tallystick/config'
import { z } from 'zod'

const database = z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// url' })

/** What `npm run people:import` reads from its environment. */
export const peopleImportVariables = defineVariables({
  AUTH_DATABASE_URL: variable({
    schema: database.optional(),
    secret: true,
    description: 'The database of the people, as the role of the Auth subgraph.',
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
    description: 'Where the embedded database lies.',
  }),
})

/** Reads the environment. @throws {ConfigError} naming every fault */
export const readPeopleImportConfig = (): Values<typeof peopleImportVariables> =>
  // biome-ignore lint/style/noProcessEnv: one of the places of this workspace that read it.
  readConfig(peopleImportVariables, process.env)
