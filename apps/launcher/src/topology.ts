import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { SUBGRAPHS, type SubgraphName } from '@tallystick/db'
import type { Running } from '@tallystick/lifecycle'
import type { KeyFiles } from './keys.ts'

/** Each process gets this long to say that it serves. */
const START_DEADLINE_MS = 60_000

/** One process of the distributed topology. */
export type ProcessPlan = Readonly<{
  name: string
  file: string
  env: Readonly<Record<string, string>>
}>

/** What the plan of a topology is made from. */
export type TopologyFacts = Readonly<{
  databaseUrls: Readonly<Record<SubgraphName, string>>
  ports: Readonly<Record<SubgraphName, number>>
  keys: KeyFiles
  /** The file of the key that signs the tally log. */
  sealingKey: string
  /** What Auth, Payments and the worker get to seal and open stored secrets with. */
  encryption: Readonly<Record<string, string>>
  /** What every process gets: log level, Redis, mode. */
  shared: Readonly<Record<string, string>>
  /** What Payments and the worker get to call providers with. */
  providers?: Readonly<Record<string, string>>
  /** What the worker alone gets: where it anchors, and how messages leave. */
  ofWorker: Readonly<Record<string, string>>
}>

/** Says which processes run, and gives each what it needs and nothing of another's: least privilege. */
export function planTopology(facts: TopologyFacts): {
  subgraphs: ProcessPlan[]
  worker: ProcessPlan
  gateway: Omit<ProcessPlan, 'env'> & { env: Record<string, string> }
} {
  const { databaseUrls, ports, keys, sealingKey, encryption, shared, ofWorker } = facts
  const { providers = {} } = facts
  const upper = (name: string): string => name.toUpperCase()
  const neighbours = Object.fromEntries(
    SUBGRAPHS.map((name) => [`${upper(name)}_URL`, `http://127.0.0.1:${ports[name]}`]),
  )
  const all = { ...shared, ...neighbours, ASSERTION_KEYS_FILE: keys.publicKeys }
  const databases = Object.fromEntries(
    SUBGRAPHS.map((name) => [`${upper(name)}_DATABASE_URL`, databaseUrls[name]]),
  )
  return {
    subgraphs: SUBGRAPHS.map((name) => ({
      name,
      file: `subgraphs/${name}/src/main.ts`,
      env: {
        ...all,
        PORT: String(ports[name]),
        [`${upper(name)}_DATABASE_URL`]: databaseUrls[name],
        ...(name === 'payments' || name === 'admin'
          ? { ASSERTION_KEY_FILE: keys.privateKey[name] }
          : {}),
        ...(name === 'ledger' ? { SEALING_KEY_FILE: sealingKey } : {}),
        ...(name === 'auth' || name === 'payments' ? encryption : {}),
        ...(name === 'payments' ? providers : {}),
      },
    })),
    worker: {
      name: 'worker',
      file: 'apps/worker/src/main.ts',
      env: {
        ...all,
        ...databases,
        PAYMENTS_ASSERTION_KEY_FILE: keys.privateKey.payments,
        ADMIN_ASSERTION_KEY_FILE: keys.privateKey.admin,
        SEALING_KEY_FILE: sealingKey,
        ...encryption,
        ...providers,
        ...ofWorker,
      },
    },
    gateway: {
      name: 'gateway',
      file: 'gateway/src/main.ts',
      env: { ...all, ASSERTION_KEY_FILE: keys.privateKey.gateway },
    },
  }
}

/** What its starter wants to know of a process. */
export type Watch = Readonly<{
  /** The process ended without being asked to. */
  onExit: (name: string, code: number | null) => void
  /** Whether a log line of this level reaches standard output. */
  isShown: (level: string) => boolean
}>

/**
 * Bounds the space for new objects, in megabytes. Node lets it grow to several times this while modules load and keeps it:
 * a third of what a small process holds.
 */
const YOUNG = '--max-semi-space-size=16'

/**
 * Starts a process and waits for the log line that says it serves. `close` ends it and waits.
 *
 * @throws when it ends, or does not serve in time; it runs no more then
 */
export async function startProcess(
  { name, file, env }: ProcessPlan,
  { onExit, isShown }: Watch,
): Promise<Running & { line: Readonly<Record<string, unknown>> }> {
  const child = spawn(process.execPath, [YOUNG, file], {
    env: { ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
    // Ctrl-C reaches every process of a terminal's group; ours shall stop in order, when we tell them.
    detached: true,
  })
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  let stopping = false
  void exited.then((code) => {
    if (!stopping) onExit(name, code)
  })
  const close = async (): Promise<void> => {
    stopping = true
    child.kill('SIGTERM')
    await exited
  }
  try {
    const line = await Promise.race([
      servingLine(child, isShown),
      exited.then((code): never => {
        throw new Error(`${name} ended with ${code} before it served`)
      }),
      deadline(name),
    ])
    return { line, close }
  } catch (fault) {
    await close()
    throw fault
  }
}

function servingLine(
  child: ChildProcess,
  isShown: Watch['isShown'],
): Promise<Readonly<Record<string, unknown>>> {
  return new Promise((resolve) => {
    if (!child.stdout) return
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = line.startsWith('{') ? JSON.parse(line) : { msg: line }
      if (said.msg === 'serving') resolve(said)
      if (isShown(String(said.level))) process.stdout.write(`${line}\n`)
    })
  })
}

function deadline(name: string): Promise<never> {
  return new Promise((_, reject) =>
    setTimeout(() => reject(new Error(`${name} did not serve in time`)), START_DEADLINE_MS).unref(),
  )
}

/** Finds free ports on loopback, all different because all are held while the last is sought. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
          const server = createServer()
            .once('error', reject)
            .listen(0, '127.0.0.1', () => resolve(server))
        }),
    ),
  )
  return Promise.all(
    servers.map((server) => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      return new Promise<number>((resolve) => server.close(() => resolve(port)))
    }),
  )
}
