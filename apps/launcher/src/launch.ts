/**
 * Everything in one process: PostgreSQL, five subgraphs, worker and gateway.
 *
 * The order is the order of need: database, then subgraphs (those that others call first), then the worker, then the
 * gateway. They stop in the reverse order, so that nothing loses what it stands on.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { toOperationSettings } from '@tallystick/admin/config'
import { toAuthSettings, toKeySettings, toTokenSettings } from '@tallystick/auth/config'
import type { Environment, Values } from '@tallystick/config'
import { publicUrlOf, readConfig } from '@tallystick/config'
import { supergraphSdl } from '@tallystick/gateway/compose'
import { type GatewayConfig, gatewayVariables } from '@tallystick/gateway/config'
import { keepJwks } from '@tallystick/gateway/jwks'
import { openRedis, type Redis } from '@tallystick/gateway/redis'
import { startGateway } from '@tallystick/gateway/server'
import { toPublication } from '@tallystick/ledger/publication'
import { openSealingKey } from '@tallystick/ledger/sealing-key'
import { newStack, type Running } from '@tallystick/lifecycle'
import { openNotifier, toNotifySettings } from '@tallystick/notify'
import { toPriceOptions } from '@tallystick/payments/config'
import { type Door, withBulkhead } from '@tallystick/subgraph-client'
import { toDoorLimits } from '@tallystick/subgraph-client/config'
import { newProcessWake } from '@tallystick/subgraph-server/process'
import { type Logger, startTracing } from '@tallystick/telemetry'
import { startWorker } from '@tallystick/worker'
import {
  anchorPathOf,
  demoDefaults,
  demoVerification,
  isDemo,
  isSimulator,
  launcherVariables,
  sealOf,
} from './config.ts'
import { openMigratedDatabase } from './database.ts'
import { makeDemoData } from './demo.ts'
import { ensureSealingKey } from './keys.ts'
import { doorsOf, openRooms, type Rooms } from './rooms.ts'

/** A product that serves. */
export type Launched = Running &
  Readonly<{
    /** The GraphQL URL. */
    url: string
    /** Where a person can try it in a browser; undefined in production. */
    graphiqlUrl: string | undefined
  }>

/** Starts the product in this process. @throws {ConfigError} for a wrong environment, before anything is started */
export async function launch(env: Environment, log: Logger): Promise<Launched> {
  const config = readConfig({ ...launcherVariables, ...gatewayVariables }, env)
  log.level = config.LOG_LEVEL
  const settings = await roomSettings(config)
  const stack = newStack()
  try {
    const database = stack.add(
      await openMigratedDatabase({
        databaseUrl: config.DATABASE_URL,
        dataDir: config.DATA_DIR,
        log,
      }),
    )
    const redis = await openShared(config, { stack, log })
    const wake = stack.add(newProcessWake(config.REDIS_URL, database.adminUrl))
    const notifier = stack.add(openNotifier(toNotifySettings(config), log))
    const rooms = await openRooms({ database, wake, log, stack, notifier, ...settings })
    stack.add(await startWorker({ rooms, wake, log: log.child({ part: 'worker' }) }))
    const gateway = stack.add(
      await startGateway({
        config: { ...config, ...demoDefaults(config) },
        doors: gatewayDoors(rooms, config),
        supergraphSdl: supergraphSdl(),
        jwks: keepJwks(rooms.auth.jwks),
        oauth: rooms.auth.oauth,
        redis,
        log: log.child({ part: 'gateway' }),
        health: Object.fromEntries(
          Object.entries(rooms).map(([name, { ready }]) => [name, () => ready()]),
        ),
      }),
    )
    const url = `${gateway.url}/graphql`
    if (isDemo(config)) await makeDemoData({ graphqlUrl: url, auth: rooms.auth.subgraph })
    const graphiqlUrl = config.NODE_ENV === 'production' ? undefined : `${gateway.url}/graphiql`
    return { url, graphiqlUrl, close: () => stack.close() }
  } catch (fault) {
    await stack.close()
    throw fault
  }
}

/** What the rooms are opened with, from the environment and the data folder. */
const roomSettings = async (config: Config) => ({
  tokens: toTokenSettings(config),
  keys: toKeySettings(config),
  settings: toAuthSettings({ ...config, ...demoVerification(config) }),
  seal: sealOf(config),
  publicUrl: publicUrlOf(config),
  operations: toOperationSettings(config),
  payments: {
    simulator: isSimulator(config),
    keyDays: config.IDEMPOTENCY_KEY_DAYS,
    providers: config,
    ...(await toPriceOptions(config)),
  },
  accounts: {
    accountsPerPersonMax: config.ACCOUNTS_PER_PERSON_MAX,
    defaultCurrency: config.DEFAULT_CURRENCY,
  },
  sealingKey: openSealingKey(
    JSON.parse(readFileSync(ensureSealingKey(join(config.DATA_DIR, 'keys')), 'utf8')),
  ),
  publication: toPublication({ ...config, ANCHOR_PATH: anchorPathOf(config) }),
})

/** A room that answers slowly takes no more of this process than its share. */
function gatewayDoors(rooms: Rooms, config: Config): Record<string, Door> {
  const { bulkhead } = toDoorLimits(config)
  return Object.fromEntries(
    Object.entries(doorsOf(rooms)).map(([name, door]) => [name, withBulkhead(door, bulkhead)]),
  )
}

type Config = Values<typeof launcherVariables> & GatewayConfig

/** Opens what every part uses beside the database: tracing, and Redis where there is one. */
async function openShared(
  config: Config,
  { stack, log }: { stack: ReturnType<typeof newStack>; log: Logger },
): Promise<Redis | undefined> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: ratio } = config
  stack.add(await startTracing({ endpoint, ratio, service: 'tallystick', log }))
  const redis = config.REDIS_URL === undefined ? undefined : openRedis(config.REDIS_URL, log)
  stack.add({ close: async () => redis?.disconnect() })
  return redis
}
