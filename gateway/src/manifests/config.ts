import { defineVariables, readConfig, type Values, variable } from '@tallystick/config'
import { operationVariables } from '@tallystick/operations'
import { z } from 'zod'

/** What `npm run operations:push` and `npm run operations:check` read from their environment. */
export const manifestVariables = defineVariables({
  GATEWAY_URL: variable({
    schema: z.url({ protocol: /^https?$/ }),
    default: 'http://127.0.0.1:4000/graphql',
    description: 'The GraphQL URL of the gateway.',
  }),
  GATEWAY_TOKEN: variable({
    schema: z.string().min(1).optional(),
    secret: true,
    description: 'The access token of an administrator.',
  }),
  ...operationVariables,
})

/** Reads the environment. @throws {ConfigError} naming every fault */
export const readManifestConfig = (): Values<typeof manifestVariables> =>
  // biome-ignore lint/style/noProcessEnv: one of the places of this workspace that read it.
  readConfig(manifestVariables, process.env)
