/** The Admin subgraph as a process of its own. It asks the other processes how they are over HTTP. */
import { newNeighbourDoor, runSubgraph } from '@tallystick/subgraph-server/process'
import { adminVariables, readApiSdl, toOperationSettings } from './config.ts'
import { newOutboxGauge, newReadyProbe } from './providers/health/http.ts'
import { openAdmin } from './server.ts'

await runSubgraph({
  name: 'admin',
  variables: adminVariables,
  env: process.env,
  databaseUrl: (config) => config.ADMIN_DATABASE_URL,
  open(config, { wake, log, sign, add }) {
    const urls = {
      auth: config.AUTH_URL,
      accounts: config.ACCOUNTS_URL,
      payments: config.PAYMENTS_URL,
      ledger: config.LEDGER_URL,
    }
    const neighbours = Object.entries(urls)
    const doorTo = (name: keyof typeof urls) =>
      add(newNeighbourDoor(name, urls[name], { sign, log }))
    return openAdmin({
      databaseUrl: config.ADMIN_DATABASE_URL,
      wake,
      log,
      apiSdl: readApiSdl(config.API_SDL_FILE),
      operations: toOperationSettings(config),
      doors: {
        auth: doorTo('auth'),
        accounts: doorTo('accounts'),
        payments: doorTo('payments'),
        ledger: doorTo('ledger'),
      },
      probes: Object.fromEntries(neighbours.map(([name, url]) => [name, newReadyProbe(url)])),
      outboxes: Object.fromEntries(neighbours.map(([name, url]) => [name, newOutboxGauge(url)])),
    })
  },
})
