/** The Ledger subgraph as a process of its own. */
import { runSubgraph } from '@tallystick/subgraph-server/process'
import { ledgerVariables } from './config.ts'
import { openLedger } from './server.ts'

await runSubgraph({
  name: 'ledger',
  variables: ledgerVariables,
  env: process.env,
  databaseUrl: (config) => config.LEDGER_DATABASE_URL,
  open: (config, { wake, log }) =>
    openLedger({
      databaseUrl: config.LEDGER_DATABASE_URL,
      sealingKey: config.SEALING_KEY,
      lanes: config.LEDGER_LANES,
      liabilitiesEveryMs: config.LIABILITIES_EVERY_MINUTES * 60_000,
      wake,
      log,
    }),
})
