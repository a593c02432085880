/** The Auth subgraph as a process of its own. */
import { toSeal } from '@tallystick/sealed'
import { runSubgraph } from '@tallystick/subgraph-server/process'
import { authVariables, toAuthSettings, toKeySettings, toTokenSettings } from './config.ts'
import { openAuth } from './server.ts'

await runSubgraph({
  name: 'auth',
  variables: authVariables,
  env: process.env,
  databaseUrl: (config) => config.AUTH_DATABASE_URL,
  open: (config, { wake, log }) =>
    openAuth({
      databaseUrl: config.AUTH_DATABASE_URL,
      tokens: toTokenSettings(config),
      keys: toKeySettings(config),
      settings: toAuthSettings(config),
      seal: toSeal(config),
      publicUrl: config.PUBLIC_URL,
      wake,
      log,
    }),
})
