/**
 * Gateway, five subgraphs and worker as processes of their own, over HTTP.
 *
 * The same processes as in docker-compose.yml, for a machine without containers. When one of them ends by itself, all
 * end: an operator's supervisor restarts the whole, as it would restart a container.
 */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { assertionKeyFrom, newAssertionSigner } from '@tallystick/actor'
import { type Environment, readConfig } from '@tallystick/config'
import { SUBGRAPHS, type SubgraphName } from '@tallystick/db'
import { gatewayVariables } from '@tallystick/gateway/config'
import { newStack, type Running } from '@tallystick/lifecycle'
import { newRemoteDoor } from '@tallystick/subgraph-client'
import type { Logger } from '@tallystick/telemetry'
import { isDemo, isSimulator, launcherVariables } from './config.ts'
import { openMigratedDatabase } from './database.ts'
import { makeDemoData } from './demo.ts'
import { ensureKeys } from './keys.ts'
import { freePorts, planTopology, startProcess } from './topology.ts'

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
  const config = readConfig({ ...launcherVariables, ...gatewayVariables }, env)
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
  const isShown = shownFrom(config.LOG_LEVEL)
  const plan = planTopology({
    databaseUrls: database.urls,
    ports,
    keys,
    shared: {
      ...inheritedEnvironment(env),
      // Whatever is shown, each process must say that it serves: that is how we know.
      LOG_LEVEL: isShown('info') ? config.LOG_LEVEL : 'info',
      NODE_ENV: config.NODE_ENV,
      SIMULATOR: isSimulator(config) ? 'on' : 'off',
      ...(config.REDIS_URL ? { REDIS_URL: config.REDIS_URL } : {}),
    },
  })
  const onExit = (name: string, code: number | null): void => {
    console.error(`${name} ended by itself with ${code}; stopping the rest`)
    process.kill(process.pid, 'SIGTERM')
  }
  const watch = { onExit, isShown }
  const started = await Promise.all(plan.subgraphs.map((each) => startProcess(each, watch)))
  stack.add(together(started))
  stack.add(await startProcess(plan.worker, watch))
  const gateway = stack.add(
    await startProcess(
      { ...plan.gateway, env: { ...gatewayEnvironment(env), ...plan.gateway.env } },
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
    await makeDemoData({ graphqlUrl: url, auth })
    await auth.close()
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

/** What a process needs to run at all; secrets that happen to be set here are not passed on. */
function inheritedEnvironment({
  PATH = '',
  HOME = '',
  TMPDIR,
}: Environment): Record<string, string> {
  return { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}) }
}

/** What the operator set for the gateway goes to the gateway alone. */
function gatewayEnvironment(env: Environment): Record<string, string> {
  const names = Object.keys(gatewayVariables).flatMap((name) => [name, `${name}_FILE`])
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}
