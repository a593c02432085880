import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { SUBGRAPHS, type SubgraphName } from '@tallystick/db'
import { SILENT } from '@tallystick/telemetry'
import { openMigratedDatabase } from '../../../apps/launcher/src/database.ts'
import {
  ensureEncryptionSecret,
  ensureKeys,
  ensureSealingKey,
} from '../../../apps/launcher/src/keys.ts'
import { freePorts, planTopology, startProcess } from '../../../apps/launcher/src/topology.ts'
import { newDataDir, removeDataDir } from '../../kit/product.ts'

/** A gateway as a process that may be killed and started again on the same port. */
export type GatewayProcess = Readonly<{
  url: string
  /** Where its metrics are. */
  internalUrl: string
  start(): Promise<void>
  /** Ends it as a crash does, and waits. */
  kill(): Promise<void>
  /** What it holds in memory, in megabytes. */
  rssMb(): number
}>

/** Subgraphs, worker and gateways, each a process on loopback. */
export type Topology = Readonly<{
  /** The database as its superuser. */
  adminUrl: string
  newGateway(env?: Readonly<Record<string, string>>): Promise<GatewayProcess>
  /** Starts a second process of Auth, for gateways that are told of it. @returns its URL */
  newAuth(): Promise<string>
  close(): Promise<void>
}>

const WATCH = { onExit: () => {}, isShown: () => false }

/** Starts everything but a gateway. @param shared what each process gets besides */
export async function startTopology(
  shared: Readonly<Record<string, string>> = {},
): Promise<Topology> {
  const dataDir = newDataDir()
  const database = await openMigratedDatabase({ databaseUrl: undefined, dataDir, log: SILENT })
  const free = await freePorts(SUBGRAPHS.length)
  const entries = SUBGRAPHS.map((name, index) => [name, free[index]])
  const plan = planTopology({
    databaseUrls: database.urls,
    ports: Object.fromEntries(entries) as Record<SubgraphName, number>,
    keys: await ensureKeys(join(dataDir, 'keys')),
    sealingKey: ensureSealingKey(join(dataDir, 'keys')),
    encryption: { KEY_ENCRYPTION_SECRET_FILE: ensureEncryptionSecret(join(dataDir, 'keys')) },
    shared: {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
      LOG_LEVEL: 'info',
      NODE_ENV: 'test',
      SIMULATOR: 'on',
      ...shared,
    },
    ofWorker: { ANCHOR_PATH: join(dataDir, 'anchors') },
  })
  const running = await Promise.all(
    [...plan.subgraphs, plan.worker].map((each) => startProcess(each, WATCH)),
  )
  const gateways: GatewayProcess[] = []
  const close = async (): Promise<void> => {
    await Promise.all(gateways.map((each) => each.kill()))
    await Promise.all(running.map((each) => each.close()))
    await database.close()
    removeDataDir(dataDir)
  }
  return {
    adminUrl: database.adminUrl,
    async newGateway(env = {}) {
      const gateway = await openGateway(plan.gateway.file, { ...plan.gateway.env, ...env })
      gateways.push(gateway)
      // Who opens a house is not handed one that did not come to be: nothing of it may be left.
      await gateway.start().catch(async (fault: unknown) => {
        await close()
        throw fault
      })
      return gateway
    },
    async newAuth() {
      const auth = plan.subgraphs.find(({ name }) => name === 'auth')
      const [port] = await freePorts(1)
      if (!auth || !port) throw new Error('there is no Auth to start')
      const env = { ...auth.env, PORT: String(port) }
      running.push(await startProcess({ ...auth, env }, WATCH))
      return `http://127.0.0.1:${port}`
    },
    close,
  }
}

async function openGateway(file: string, env: Record<string, string>): Promise<GatewayProcess> {
  const [port, internal] = await freePorts(2)
  let child: ChildProcess | undefined
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    internalUrl: `http://127.0.0.1:${internal}`,
    async start() {
      const ports = { PORT: String(port), INTERNAL_PORT: String(internal) }
      const started = spawn(process.execPath, ['--max-semi-space-size=16', file], {
        env: { ...env, ...ports },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      child = started
      await new Promise<void>((resolve, reject) => {
        started.once('exit', (code) => reject(new Error(`the gateway ended with ${code}`)))
        createInterface({ input: started.stdout }).on('line', (line) => {
          if (line.includes('"msg":"serving"')) resolve()
        })
      })
    },
    async kill() {
      const killed = child
      child = undefined
      if (!killed || killed.exitCode !== null) return
      const exited = new Promise((resolve) => killed.once('exit', resolve))
      killed.kill('SIGKILL')
      await exited
    },
    rssMb() {
      const status = readFileSync(`/proc/${child?.pid}/status`, 'utf8')
      return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1_024
    },
  }
}
