/**
 * Gateway, five subgraphs and worker as processes of their own, over HTTP.
 *
 * The same processes as in docker-compose.yml, for a machine without containers. When one of them ends by itself, all
 * end: an operator's supervisor restarts the whole, as it would restart a container.
 */

import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { assertionKeyFrom, newAssertionSigner } from '@tallystick/actor'
import { registrationVariables } from '@tallystick/admin/config'
import { apiKeyVariables, settingVariables } from '@tallystick/auth/config'
import {
  type Environment,
  publicUrlOf,
  readConfig,
  type Values,
  type Variables,
} from '@tallystick/config'
import { SUBGRAPHS, type SubgraphName } from '@tallystick/db'
import { gatewayVariables } from '@tallystick/gateway/config'
import { anchorVariables } from '@tallystick/ledger/config'
import { newStack, type Running } from '@tallystick/lifecycle'
import { notifyVariables } from '@tallystick/notify'
import { paymentJobVariables, priceVariables, providerVariables } from '@tallystick/payments/config'
import { newRemoteDoor } from '@tallystick/subgraph-client'
import { type Logger, tracingVariables } from '@tallystick/telemetry'
import {
  anchorPathOf,
  demoDefaults,
  demoVerification,
  encryptionVariables,
  isDemo,
  isSimulator,
  launcherVariables,
} from './config.ts'
import { openMigratedDatabase } from './database.ts'
import { makeDemoData } from './demo.ts'
import { ensureEncryptionSecret, ensureKeys, ensureSealingKey } from './keys.ts'
import { freePorts, planTopology, startProcess } from './topology.ts'

const variables = { ...launcherVariables, ...gatewayVariables }

type Config = Values<typeof variables>

/** A topology that serves at `url`. */
export type Distributed = Running & Readonly<{ url: string }>

/** Starts the topology. @throws {ConfigError} for a wrong environment, before anything is started */
export async function distribute(env: Environment, log: Logger): Promise<Distributed> {
  const stack = newStack()
  try {
    const url = await start({ stack, env, log })
    return { url, close: () => stack.close() }
  } catch (fault) {
    await stack.close()
    throw fault
  }
}

async function start({
  stack,
  env,
  log,
}: {
  stack: ReturnType<typeof newStack>
  env: Environment
  log: Logger
}): Promise<string> {
  const config = readConfig(variables, env)
  log.level = config.LOG_LEVEL
  const dataDir = config.DATA_DIR
  const database = stack.add(
    await openMigratedDatabase({ databaseUrl: config.DATABASE_URL, dataDir, log }),
  )
  const keys = await ensureKeys(join(dataDir, 'keys'))
  const free = await freePorts(SUBGRAPHS.length)
  const ports = Object.fromEntries(SUBGRAPHS.map((name, index) => [name, free[index]])) as Record<
    SubgraphName,
    number
  >
  const plan = planTopology({
    databaseUrls: database.urls,
    ports,
    keys,
    sealingKey: ensureSealingKey(join(dataDir, 'keys')),
    encryption: encryptionIn(config, env),
    shared: sharedEnvironment(config, env),
    providers: setIn(env, providerVariables),
    ofWorker: workerEnvironment(config, env),
  })
  const onExit = (name: string, code: number | null): void => {
    console.error(`${name} ended by itself with ${code}; stopping the rest`)
    process.kill(process.pid, 'SIGTERM')
  }
  const watch = { onExit, isShown: shownFrom(config.LOG_LEVEL) }
  const started = await Promise.allSettled(plan.subgraphs.map((each) => startProcess(each, watch)))
  // Those that serve are ended with the rest, also when another of them did not start.
  stack.add(together(started.flatMap((each) => (each.status === 'fulfilled' ? each.value : []))))
  const failed = started.find((each) => each.status === 'rejected')
  if (failed) throw failed.reason
  stack.add(await startProcess(plan.worker, watch))
  const gateway = stack.add(
    await startProcess(
      {
        ...plan.gateway,
        env: { ...setIn(env, gatewayVariables), ...demoDefaults(config), ...plan.gateway.env },
      },
      watch,
    ),
  )
  const url = `${gateway.line['url']}/graphql`
  if (isDemo(config)) {
    const key = assertionKeyFrom(JSON.parse(readFileSync(keys.privateKey.launcher, 'utf8')))
    const auth = newRemoteDoor({
      name: 'auth',
      url: `http://127.0.0.1:${ports.auth}`,
      sign: newAssertionSigner(key),
      deadlineMs: { query: 5_000, mutation: 10_000 },
      log,
    })
    await makeDemoData({ graphqlUrl: url, auth }).finally(() => auth.close())
  }
  return url
}

/** Stopped together, not one after the other: each may take its time to drain. */
const together = (parts: readonly Running[]): Running => ({
  async close() {
    await Promise.all(parts.map((part) => part.close()))
  },
})

/** Log levels from most to least talkative. */
const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']

const shownFrom =
  (least: string) =>
  (level: string): boolean =>
    LEVELS.indexOf(level) >= LEVELS.indexOf(least)

/** What every process gets. What was set for one of them alone is ignored by the others. */
function sharedEnvironment(config: Config, env: Environment): Record<string, string> {
  return {
    ...inheritedEnvironment(env),
    // Whatever is shown, each process must say that it serves: that is how we know.
    LOG_LEVEL: shownFrom(config.LOG_LEVEL)('info') ? config.LOG_LEVEL : 'info',
    NODE_ENV: config.NODE_ENV,
    SIMULATOR: isSimulator(config) ? 'on' : 'off',
    PUBLIC_URL: publicUrlOf(config),
    TOKEN_ISSUER: config.TOKEN_ISSUER,
    TOKEN_AUDIENCE: config.TOKEN_AUDIENCE,
    ACCESS_TOKEN_MINUTES: String(config.ACCESS_TOKEN_MINUTES),
    REFRESH_TOKEN_DAYS: String(config.REFRESH_TOKEN_DAYS),
    ACCOUNTS_PER_PERSON_MAX: String(config.ACCOUNTS_PER_PERSON_MAX),
    DEFAULT_CURRENCY: config.DEFAULT_CURRENCY,
    LIABILITIES_EVERY_MINUTES: String(config.LIABILITIES_EVERY_MINUTES),
    ...setIn(env, {
      ...apiKeyVariables,
      ...settingVariables,
      ...priceVariables,
      ...registrationVariables,
      ...tracingVariables,
    }),
    ...demoVerification(config),
    ...(config.REDIS_URL ? { REDIS_URL: config.REDIS_URL } : {}),
  }
}

/** What the worker alone gets: where it anchors, and how messages leave. */
const workerEnvironment = (config: Config, env: Environment): Record<string, string> => ({
  ...setIn(env, { ...anchorVariables, ...paymentJobVariables, ...notifyVariables }),
  ANCHOR_PATH: anchorPathOf(config),
  MESSAGES_DIR: resolve(config.MESSAGES_DIR ?? join(config.DATA_DIR, 'messages')),
})

/** What is set to seal with; the secret in DATA_DIR where there is none. */
const encryptionIn = (config: Config, env: Environment): Record<string, string> => ({
  ...(config.KEY_ENCRYPTION_SECRET === undefined
    ? { KEY_ENCRYPTION_SECRET_FILE: ensureEncryptionSecret(join(config.DATA_DIR, 'keys')) }
    : {}),
  ...setIn(env, encryptionVariables),
})

/** What a process needs to run at all; secrets that happen to be set here are not passed on. */
function inheritedEnvironment({
  PATH = '',
  HOME = '',
  TMPDIR,
  NODE_COMPILE_CACHE,
}: Environment): Record<string, string> {
  return {
    ...{ PATH, HOME },
    ...(TMPDIR ? { TMPDIR } : {}),
    ...(NODE_COMPILE_CACHE ? { NODE_COMPILE_CACHE } : {}),
  }
}

/** What the operator set of these variables: for the process that reads them, and for no other. */
function setIn(env: Environment, variables: Variables): Record<string, string> {
  const names = Object.keys(variables).flatMap((name) => [name, `${name}_FILE`])
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}
