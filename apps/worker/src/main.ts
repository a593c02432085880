/** The worker as a process of its own. */
import { openAccounts } from '@tallystick/accounts/server'
import { assertionKeyFrom, newAssertionSigner } from '@tallystick/actor'
import { readApiSdl } from '@tallystick/admin/config'
import { openAdmin } from '@tallystick/admin/server'
import { openAuth } from '@tallystick/auth/server'
import { readConfig, type Values } from '@tallystick/config'
import { toPublication } from '@tallystick/ledger/publication'
import { openLedger } from '@tallystick/ledger/server'
import { newStack, runProcess } from '@tallystick/lifecycle'
import { openNotifier, toNotifySettings } from '@tallystick/notify'
import { openPayments } from '@tallystick/payments/server'
import { toSeal } from '@tallystick/sealed'
import { newNeighbourDoor, newProcessWake } from '@tallystick/subgraph-server/process'
import { newLogger, startTracing } from '@tallystick/telemetry'
import type { JWK } from 'jose'
import { workerVariables } from './config.ts'
import { startWorker } from './worker.ts'

const log = newLogger({ name: 'worker' })

await runProcess(log, async () => {
  const config = readConfig(workerVariables, process.env)
  log.level = config.LOG_LEVEL
  const publication = toPublication(config)
  const stack = newStack()
  const { add } = stack
  try {
    const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: ratio } = config
    add(await startTracing({ endpoint, ratio, service: 'worker', log }))
    const wake = add(newProcessWake(config.REDIS_URL, config.PAYMENTS_DATABASE_URL))
    // The worker runs Payments' jobs and Admin's handlers as Payments and as Admin, not as a power of its own.
    const signerOf = (key: JWK) => newAssertionSigner(assertionKeyFrom(key))
    const payments = { sign: signerOf(config.PAYMENTS_ASSERTION_KEY), log }
    const admin = { sign: signerOf(config.ADMIN_ASSERTION_KEY), log }
    const notifier = add(openNotifier(toNotifySettings(config), log))
    const rooms = {
      auth: add(await openAuth({ ...authOf(config), notifier, wake, log })),
      accounts: add(await openAccounts({ ...accountsOf(config), wake, log })),
      ledger: add(
        await openLedger({
          databaseUrl: config.LEDGER_DATABASE_URL,
          sealingKey: config.SEALING_KEY,
          ...publication,
          wake,
          log,
        }),
      ),
      payments: add(
        await openPayments({
          ...paymentsOf(config),
          wake,
          log,
          doors: {
            auth: add(newNeighbourDoor('auth', config.AUTH_URL, payments)),
            accounts: add(newNeighbourDoor('accounts', config.ACCOUNTS_URL, payments)),
            ledger: add(newNeighbourDoor('ledger', config.LEDGER_URL, payments)),
          },
        }),
      ),
      admin: add(
        await openAdmin({
          databaseUrl: config.ADMIN_DATABASE_URL,
          wake,
          log,
          apiSdl: readApiSdl(),
          doors: { auth: add(newNeighbourDoor('auth', config.AUTH_URL, admin)) },
          probes: {},
          outboxes: {},
        }),
      ),
    }
    add(await startWorker({ rooms, wake, log }))
    log.info('serving')
    return stack
  } catch (fault) {
    await stack.close()
    throw fault
  }
})

function authOf(config: Values<typeof workerVariables>) {
  return { databaseUrl: config.AUTH_DATABASE_URL, seal: toSeal(config) }
}

function paymentsOf(config: Values<typeof workerVariables>) {
  return {
    databaseUrl: config.PAYMENTS_DATABASE_URL,
    seal: toSeal(config),
    keyDays: config.IDEMPOTENCY_KEY_DAYS,
    providers: config,
  }
}

function accountsOf(config: Values<typeof workerVariables>) {
  const limits = { defaultCurrency: config.DEFAULT_CURRENCY }
  return { databaseUrl: config.ACCOUNTS_DATABASE_URL, limits }
}
