import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { peerFolder } from '../../bench/gateway/peers.ts'
import { freePort, type Started, start } from '../../bench/gateway/processes.ts'
import type { Product } from '../../kit/product.ts'

const START_DEADLINE_MS = 60_000
const NAMES = ['auth', 'accounts', 'payments', 'ledger', 'admin']

/** Hive Gateway over the subgraphs of a product that runs as processes of their own. */
export type Hive = Readonly<{ url: string; output(): string; stop(): Promise<void> }>

/** Starts it with the product's own supergraph. @throws with its output when it does not serve */
export async function startHive(product: Product): Promise<Hive> {
  const urls = Object.fromEntries(NAMES.map((name) => [name, subgraphUrl(product, name)]))
  const file = join(product.dataDir, 'supergraph-of-processes.graphql')
  writeFileSync(
    file,
    NAMES.reduce(
      (text, name) => text.replaceAll(`http://${name}:4000/`, `${urls[name]}/`),
      readFileSync('gateway/supergraph.graphql', 'utf8'),
    ),
  )
  const port = await freePort()
  const folder = peerFolder('')
  const entry = join(folder, 'node_modules/@graphql-hive/gateway/dist/bin.js')
  const options = ['--host', '127.0.0.1', '--port', String(port), '-c', 'asserting.config.mjs']
  const hive = start([process.execPath, entry, 'supergraph', file, ...options], {
    cwd: folder,
    env: {
      GATEWAY_KEY_FILE: join(product.dataDir, 'keys', 'gateway_key.json'),
      SUBGRAPH_URLS: JSON.stringify(urls),
    },
  })
  const url = `http://127.0.0.1:${port}/graphql`
  await untilServing(url, hive)
  return { url, output: hive.output, stop: hive.stop }
}

/** Each process says where it serves when it starts. */
function subgraphUrl(product: Product, name: string): string {
  for (const line of product.output().split('\n')) {
    const said = line.startsWith('{') ? JSON.parse(line) : {}
    if (said.name === name && said.msg === 'serving') return said.url
  }
  throw new Error(`${name} does not say where it serves:\n${product.output()}`)
}

async function untilServing(url: string, hive: Started): Promise<void> {
  for (const endsAt = Date.now() + START_DEADLINE_MS; Date.now() < endsAt; ) {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
    }).catch(() => undefined)
    if (answer?.ok) return
    if (hive.hasEnded()) break
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`Hive Gateway does not serve:\n${hive.output()}`)
}
