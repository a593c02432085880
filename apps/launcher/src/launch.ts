/**
 * Everything in one process: PostgreSQL, five subgraphs, worker and gateway.
 *
 * The order is the order of need: database, then subgraphs (those that others call first), then the worker, then the
 * gateway. They stop in the reverse order, so that nothing loses what it stands on.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { toTokenSettings } from '@tallystick/auth/config'
import type { Environment } from '@tallystick/config'
import { readConfig } from '@tallystick/config'
import { supergraphSdl } from '@tallystick/gateway/compose'
import { gatewayVariables } from '@tallystick/gateway/config'
import { keepJwks } from '@tallystick/gateway/jwks'
import { startGateway } from '@tallystick/gateway/server'
import { toPublication } from '@tallystick/ledger/publication'
import { openSealingKey } from '@tallystick/ledger/sealing-key'
import { newStack, type Running } from '@tallystick/lifecycle'
import { newProcessWake } from '@tallystick/subgraph-server/process'
import type { Logger } from '@tallystick/telemetry'
import { startWorker } from '@tallystick/worker'
import { anchorPathOf, isDemo, isSimulator, launcherVariables } from './config.ts'
import { openMigratedDatabase } from './database.ts'
import { makeDemoData } from './demo.ts'
import { ensureSealingKey } from './keys.ts'
import { doorsOf, openRooms } from './rooms.ts'

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
  const publication = toPublication({ ...config, ANCHOR_PATH: anchorPathOf(config) })
  const stack = newStack()
  try {
    const database = stack.add(
      await openMigratedDatabase({
        databaseUrl: config.DATABASE_URL,
        dataDir: config.DATA_DIR,
        log,
      }),
    )
    const wake = stack.add(newProcessWake(config.REDIS_URL, database.adminUrl))
    const rooms = await openRooms({
      database,
      wake,
      log,
      stack,
      tokens: toTokenSettings(config),
      accountsPerPersonMax: config.ACCOUNTS_PER_PERSON_MAX,
      simulator: isSimulator(config),
      sealingKey: openSealingKey(
        JSON.parse(readFileSync(ensureSealingKey(join(config.DATA_DIR, 'keys')), 'utf8')),
      ),
      publication,
    })
    stack.add(await startWorker({ rooms, wake, log: log.child({ part: 'worker' }) }))
    const gateway = stack.add(
      await startGateway({
        config,
        doors: doorsOf(rooms),
        supergraphSdl: supergraphSdl(),
        jwks: keepJwks(rooms.auth.jwks),
        log: log.child({ part: 'gateway' }),
        health: () => Promise.all(Object.values(rooms).map(({ ready }) => ready())),
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
