/** The ways of moving money that are measured beside each other, all on one server. */
import { randomUUID } from 'node:crypto'
import type { OpenLedger } from '@tallystick/ledger/server'
import { newDataDir, type Product, removeDataDir, startProduct } from '../../kit/product.ts'
import { cpuOf } from '../cpu.ts'
import { type Caller, runLoad } from '../load.ts'
import { newCallers, SEND } from '../operations.ts'
import { findPgbench, runPgbench, type Shape } from './pgbench.ts'
import { runPosters, type Wallet } from './posters.ts'

/** What a round came to: transfers per second, latencies and CPU for each of them, in milliseconds. */
export type Sample = Readonly<{
  perSecond: number
  count: number
  p50?: number
  p99?: number
  nodeMs?: number
  postgresMs?: number
}>

/** One way, by name. */
export type Way = readonly [name: string, run: (shape: Shape) => Promise<Sample>]

/** What the ways share. */
export type Ground = Readonly<{
  serverUrl: string
  serverPid: number
  ledger: OpenLedger
  wallets: readonly Wallet[]
  seconds: number
}>

/** How often the worker seals, in milliseconds after the last time. */
const SEAL_EVERY_MS = 250

/** pgbench with 16 and 32 clients; none, and a line that says so, where it is not installed. */
export function pgbenchWays({ serverUrl, serverPid, seconds }: Ground): Way[] {
  const pgbench = findPgbench(process.env['PGBENCH'])
  if (!pgbench) {
    console.error('pgbench is not installed (Debian: postgresql): no ratios')
    return []
  }
  return [16, 32].map((clients) => [
    `pgbench, one transfer a commit, ${clients} clients`,
    (shape) =>
      measured(serverPid, async () => {
        const perSecond = runPgbench(pgbench, { url: serverUrl, shape, clients, seconds })
        return { perSecond, count: Math.round(perSecond * seconds) }
      }),
  ])
}

/** The posting lane in this process, with as many callers as told; with `sealing` the tally log is kept up beside it. */
export const laneWay = (
  { ledger, serverPid, wallets, seconds }: Ground,
  { callers, sealing }: { callers: number; sealing: boolean },
): Way => [
  `posting lane, ${callers} callers${sealing ? ', sealing' : ''}`,
  async (shape) => {
    // What other ways have left unsealed is not this one's work.
    while (sealing && (await ledger.seal()) > 0);
    const sealer = sealing ? startSealing(ledger) : undefined
    const sample = await measured(serverPid, () =>
      runPosters(ledger, { wallets, shape, callers, seconds }),
    )
    await sealer?.stop()
    return sample
  },
]

/** Seals as the worker does, until stopped. */
export function startSealing(ledger: OpenLedger): { stop(): Promise<void> } {
  let isStopped = false
  const running = (async () => {
    while (!isStopped) {
      await ledger.seal()
      await new Promise((resolve) => setTimeout(resolve, SEAL_EVERY_MS))
    }
  })()
  return {
    async stop() {
      isStopped = true
      await running
    },
  }
}

/** `sendMoney` through the gateway of the whole product, embedded, on the same server; started with the first round. */
export function gatewayWay({ serverUrl, serverPid, seconds }: Ground, clients: number) {
  const dataDir = newDataDir()
  let started: Promise<{ product: Product; callers: Caller[] }> | undefined
  const start = async () => {
    const product = await startProduct({
      dataDir,
      env: { DATABASE_URL: serverUrl, DEMO: 'off', SIMULATOR: 'on' },
    })
    return { product, callers: await newCallers(product.url, clients) }
  }
  const way: Way = [
    `sendMoney through the gateway, embedded, ${clients} clients`,
    async (shape) => {
      started ??= start()
      const { product, callers } = await started
      const load = {
        url: product.url,
        callers: shape === 'hot' ? callers.map(() => callers[0] as Caller) : callers,
        newRequest: () => '',
      }
      const newRequest = (caller: Caller): string => {
        const others = callers.filter(({ facts }) => facts['own'] !== caller.facts['own'])
        const other = others[Math.floor(Math.random() * others.length)]
        return JSON.stringify({
          query: SEND,
          variables: {
            input: {
              fromAccountId: caller.facts['own'],
              to: { accountId: other?.facts['own'] },
              amount: { amount: '1', currency: 'USD' },
              idempotencyKey: randomUUID(),
            },
          },
        })
      }
      await runLoad({ ...load, seconds: 2, newRequest })
      const before = cpuOf(product.pid).nodeMs
      const sample = await measured(serverPid, async () => {
        const run = await runLoad({ ...load, seconds, newRequest })
        if (run.errors > 0) throw new Error(`${run.errors} requests failed`)
        return { perSecond: run.count / run.seconds, count: run.count, p50: run.p50, p99: run.p95 }
      })
      return { ...sample, nodeMs: (cpuOf(product.pid).nodeMs - before) / sample.count }
    },
  ]
  return {
    way,
    async stop() {
      const running = await started
      await running?.product.stop()
      removeDataDir(dataDir)
    },
  }
}

/** Adds the CPU that each transfer took, of PostgreSQL and of this process. */
async function measured(serverPid: number, work: () => Promise<Sample>): Promise<Sample> {
  const [node, server] = [process.cpuUsage(), cpuOf(serverPid)]
  const sample = await work()
  const used = process.cpuUsage(node)
  return {
    ...sample,
    nodeMs: (used.user + used.system) / 1000 / sample.count,
    postgresMs: (cpuOf(serverPid).postgresMs - server.postgresMs) / sample.count,
  }
}
