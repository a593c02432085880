/**
 * The product as it runs in earnest: gateway, five subgraphs, worker, PostgreSQL and Redis, each a process whose PID is
 * held here, with a chaos proxy in front of PostgreSQL, Redis and every subgraph.
 */
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { SUBGRAPHS, type SubgraphName } from '@tallystick/db'
import { migrate, roleUrls } from '@tallystick/db/migrate'
import { newStack } from '@tallystick/lifecycle'
import {
  ensureEncryptionSecret,
  ensureKeys,
  ensureSealingKey,
} from '../../../apps/launcher/src/keys.ts'
import { freePorts, planTopology } from '../../../apps/launcher/src/topology.ts'
import type { Dice } from '../../kit/dice.ts'
import { hasRedis } from '../../kit/redis.ts'
import { type ChaosProxy, openChaosProxy } from './chaos-proxy.ts'
import { type KillablePostgres, startKillablePostgres } from './postgres.ts'
import { type ProcessPlan, type Supervised, supervise, type Victim } from './processes.ts'

/** Whose connections a proxy carries. */
export type ProxyName = SubgraphName | 'postgres' | 'redis'

/** A running product that can be hurt. */
export type Topology = Readonly<{
  graphqlUrl: string
  postgres: KillablePostgres
  /** Gateway, subgraphs and worker by name. */
  processes: ReadonlyMap<string, Supervised>
  /** Those, PostgreSQL, and Redis where this machine has one. */
  victims: ReadonlyMap<string, Victim>
  proxies: ReadonlyMap<ProxyName, ChaosProxy>
  /** The folder of what the processes printed. */
  logs: string
  close(): Promise<void>
}>

/** Starts everything below `folder` and waits until it serves. */
export async function startTopology(folder: string, dice: Dice): Promise<Topology> {
  const stack = newStack()
  try {
    return await start(folder, dice, stack)
  } catch (fault) {
    await stack.close()
    throw fault
  }
}

async function start(
  folder: string,
  dice: Dice,
  stack: ReturnType<typeof newStack>,
): Promise<Topology> {
  const logs = join(folder, 'logs')
  for (const each of [logs, join(folder, 'postgres'), join(folder, 'redis')])
    mkdirSync(each, { recursive: true })
  const postgres = stack.add(await startKillablePostgres(join(folder, 'postgres')))
  await migrate({ adminUrl: postgres.url })
  const ports = await freePorts(SUBGRAPHS.length + 3)
  const own = Object.fromEntries(SUBGRAPHS.map((name, index) => [name, ports[index] ?? 0]))
  const [gatewayPort = 0, internalPort = 0, redisPort = 0] = ports.slice(SUBGRAPHS.length)

  const proxies = new Map<ProxyName, ChaosProxy>()
  const open = async (name: ProxyName, port: number): Promise<number> => {
    const proxy = stack.add(await openChaosProxy(port, dice))
    proxies.set(name, proxy)
    return proxy.port
  }
  const proxied: Partial<Record<SubgraphName, number>> = {}
  for (const name of SUBGRAPHS) proxied[name] = await open(name, own[name] ?? 0)
  const postgresPort = await open('postgres', postgres.port)
  const victims = new Map<string, Victim>([['postgres', postgres]])
  const shared: Record<string, string> = {
    ...SETTINGS,
    // As `npm run start:distributed` does: a process that comes back does not compile everything anew.
    NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? resolve('node_modules/.compile-cache'),
  }
  if (hasRedis()) {
    shared['REDIS_URL'] = `redis://127.0.0.1:${await open('redis', redisPort)}`
    const redis = stack.add(await supervise(redisPlan(redisPort, folder, logs)))
    victims.set('redis', redis)
  }

  const plan = planTopology({
    databaseUrls: mapUrls(roleUrls(postgres.url), postgresPort),
    ports: proxied as Record<SubgraphName, number>,
    keys: await ensureKeys(join(folder, 'keys')),
    sealingKey: ensureSealingKey(join(folder, 'keys')),
    encryption: { KEY_ENCRYPTION_SECRET_FILE: ensureEncryptionSecret(join(folder, 'keys')) },
    shared,
    ofWorker: { ANCHOR_PATH: join(folder, 'anchors'), MESSAGES_DIR: join(folder, 'messages') },
  })
  const gatewayPorts = { PORT: String(gatewayPort), INTERNAL_PORT: String(internalPort) }
  const plans = [
    // Each listens on its own port; its neighbours know the proxy's.
    ...plan.subgraphs.map(({ name, file, env }) =>
      nodePlan({ name, file, env: { ...env, PORT: String(own[name]) }, logs }),
    ),
    nodePlan({ ...plan.worker, logs }),
    nodePlan({ ...plan.gateway, env: { ...plan.gateway.env, ...gatewayPorts }, logs }),
  ]
  const started = await Promise.allSettled(plans.map(supervise))
  const processes = new Map<string, Supervised>()
  const all = started.flatMap((each) => (each.status === 'fulfilled' ? each.value : []))
  stack.add({ close: async () => void (await Promise.all(all.map((each) => each.close()))) })
  for (const each of all) {
    processes.set(each.name, each)
    victims.set(each.name, each)
  }
  return {
    graphqlUrl: `http://127.0.0.1:${gatewayPort}/graphql`,
    postgres,
    processes,
    victims,
    proxies,
    logs,
    close: () => stack.close(),
  }
}

/** What every process is told. Load from one machine is no stranger's flood, and a run is shorter than a session. */
const SETTINGS = {
  PATH: process.env['PATH'] ?? '',
  HOME: process.env['HOME'] ?? '',
  NODE_ENV: 'test',
  LOG_LEVEL: 'info',
  SIMULATOR: 'on',
  EMAIL_VERIFICATION: 'off',
  RATES: 'off',
  ACCESS_TOKEN_MINUTES: '60',
} as const

const nodePlan = ({
  name,
  file,
  env,
  logs,
}: Readonly<{
  name: string
  file: string
  env: Readonly<Record<string, string>>
  logs: string
}>): ProcessPlan => ({
  name,
  command: process.execPath,
  args: ['--max-semi-space-size=16', file],
  env,
  isServing: (line) => line.includes('"msg":"serving"'),
  logFile: join(logs, `${name}.txt`),
})

const redisPlan = (port: number, folder: string, logs: string): ProcessPlan => ({
  name: 'redis',
  command: 'redis-server',
  args: [
    ...['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    ...['--dir', join(folder, 'redis')],
  ],
  env: { PATH: SETTINGS.PATH },
  isServing: (line) => line.includes('Ready to accept connections'),
  logFile: join(logs, 'redis.txt'),
})

function mapUrls(
  urls: Readonly<Record<SubgraphName, string>>,
  port: number,
): Record<SubgraphName, string> {
  const entries = Object.entries(urls).map(([name, text]) => {
    const url = new URL(text)
    url.port = String(port)
    return [name, url.href]
  })
  return Object.fromEntries(entries) as Record<SubgraphName, string>
}
