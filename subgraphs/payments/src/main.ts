/** The Payments subgraph as a process of its own. */
import { toSeal } from '@tallystick/sealed'
import { newNeighbourDoor, runSubgraph } from '@tallystick/subgraph-server/process'
import { paymentsVariables, toPriceOptions } from './config.ts'
import { openPayments } from './server.ts'

await runSubgraph({
  name: 'payments',
  variables: paymentsVariables,
  env: process.env,
  databaseUrl: (config) => config.PAYMENTS_DATABASE_URL,
  open: async (config, { wake, log, sign, add }) =>
    openPayments({
      ...(await toPriceOptions(config)),
      databaseUrl: config.PAYMENTS_DATABASE_URL,
      wake,
      log,
      seal: toSeal(config),
      simulator: config.SIMULATOR === 'on',
      providers: config,
      doors: {
        auth: add(newNeighbourDoor('auth', config.AUTH_URL, { sign, log })),
        accounts: add(newNeighbourDoor('accounts', config.ACCOUNTS_URL, { sign, log })),
        ledger: add(newNeighbourDoor('ledger', config.LEDGER_URL, { sign, log })),
      },
    }),
})
