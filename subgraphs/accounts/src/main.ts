/** The Accounts subgraph as a process of its own. */
import { runSubgraph } from '@tallystick/subgraph-server/process'
import { accountsVariables } from './config.ts'
import { openAccounts } from './server.ts'

await runSubgraph({
  name: 'accounts',
  variables: accountsVariables,
  env: process.env,
  databaseUrl: (config) => config.ACCOUNTS_DATABASE_URL,
  open: (config, { wake, log }) =>
    openAccounts({
      databaseUrl: config.ACCOUNTS_DATABASE_URL,
      wake,
      log,
      limits: {
        accountsPerPersonMax: config.ACCOUNTS_PER_PERSON_MAX,
        defaultCurrency: config.DEFAULT_CURRENCY,
      },
    }),
})
