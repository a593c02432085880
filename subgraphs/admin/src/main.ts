/** The Admin subgraph as a process of its own. It asks the other processes how they are over HTTP. */
import { newNeighbourDoor, runSubgraph } from '@tallystick/subgraph-server/process'
import { adminVariables } from './config.ts'
import { newOutboxGauge, newReadyProbe } from './providers/health/http.ts'
import { openAdmin } from './server.ts'

await runSubgraph({
  name: 'admin',
  variables: adminVariables,
  env: process.env,
  databaseUrl: (config) => config.ADMIN_DATABASE_URL,
  open(config, { wake, log, sign, add }) {
    const neighbours = Object.entries({
      auth: config.AUTH_URL,
      accounts: config.ACCOUNTS_URL,
      payments: config.PAYMENTS_URL,
      ledger: config.LEDGER_URL,
    })
    return openAdmin({
      databaseUrl: config.ADMIN_DATABASE_URL,
      wake,
      log,
      doors: { auth: add(newNeighbourDoor('auth', config.AUTH_URL, { sign, log })) },
      probes: Object.fromEntries(neighbours.map(([name, url]) => [name, newReadyProbe(url)])),
      outboxes: Object.fromEntries(neighbours.map(([name, url]) => [name, newOutboxGauge(url)])),
    })
  },
})
