/** The engines that are compared, and how each is started. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newAssertionKey } from '@tallystick/actor'
import { plainSdl, SUBGRAPHS, type SubgraphName } from './graph/sdl.ts'
import { ensurePeers, peerFolder } from './peers.ts'

/** What engines are started with. */
export type Ground = Readonly<{
  urls: Readonly<Record<SubgraphName, string>>
  /** The supergraph, for everyone. */
  supergraphFile: string
  /** The same, with a decision who may use each root field. */
  decidedSupergraphFile: string
  jwksUrl: string
  /** For files of the run; gone after it. */
  folder: string
}>

/** How an engine is started. */
export type Launch = Readonly<{
  command: readonly string[]
  env: Readonly<Record<string, string>>
  cwd?: string
}>

/** An engine that is compared. */
export type Engine = Readonly<{
  title: string
  /** Whether it brings events of subgraphs to clients on WebSockets without a licence. */
  hasSubscriptions: boolean
  /** @throws the reason why it cannot run here */
  launch(ground: Ground, port: number): Promise<Launch>
}>

const node = process.execPath

/** Limits at their ceilings: every request is measured and counted, and none of this load is refused. */
const WIDE_LIMITS = {
  QUERY_COST_MAX: '1000000',
  COST_MAX_ANONYMOUS: '1000000',
  RATE_ADDRESS_POINTS: '1000000',
  RATE_USER_POINTS: '10000000',
  // Where nobody is verified, all subscribers are one address.
  SOCKETS_PER_ACTOR_MAX: '1000',
  SOCKETS_UNGREETED_MAX: '1000',
  SUBSCRIPTIONS_PER_ACTOR_MAX: '1000',
}

const launchOurs = (port: number, env: Readonly<Record<string, string>>): Launch => ({
  // As docker-compose.yml starts it.
  command: [node, '--max-semi-space-size=24', '--heap-growing-percent=100', 'gateway/src/main.ts'],
  env: { PORT: String(port), ...WIDE_LIMITS, ...env },
})

function launchPeer(file: string, env: Readonly<Record<string, string>>): Launch {
  const folder = peerFolder(file.includes('mercurius') ? 'mercurius' : '')
  ensurePeers(folder)
  return {
    command: [node, join(peerFolder(''), file)],
    env: { NODE_ENV: 'production', APOLLO_TELEMETRY_DISABLED: 'true', ...env },
  }
}

function launchHive({ supergraphFile }: Ground, port: number, flags: readonly string[]): Launch {
  const folder = peerFolder('')
  ensurePeers(folder)
  const entry = join(folder, 'node_modules/@graphql-hive/gateway/dist/bin.js')
  const where = ['--host', '127.0.0.1', '--port', String(port), '-c', 'hive.config.mjs']
  return {
    command: [node, entry, 'supergraph', supergraphFile, ...where, ...flags],
    env: { NODE_ENV: 'production' },
    cwd: folder,
  }
}

function launchGrafbase({ urls, folder }: Pick<Ground, 'urls' | 'folder'>, port: number): Launch {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('its package is for Linux on x86-64')
  const peer = peerFolder('grafbase')
  ensurePeers(peer)
  const subgraphs = SUBGRAPHS.map((name) => {
    writeFileSync(join(folder, `${name}.graphql`), plainSdl(name))
    return `[subgraphs.${name}]\nurl = "${urls[name]}"\nschema_path = "${name}.graphql"\n`
  })
  const forward = '[[headers]]\nrule = "forward"\nname = "authorization"\n'
  writeFileSync(join(folder, 'grafbase.toml'), [forward, ...subgraphs].join('\n'))
  return {
    command: [
      join(peer, 'node_modules/@grafbase/cli-x86_64-unknown-linux-musl/grafbase'),
      ...['dev', '-c', 'grafbase.toml', '-p', String(port)],
    ],
    // It keeps files of its own in the home folder.
    env: { HOME: folder },
    cwd: folder,
  }
}

/** The engines by the name that `--engines` knows. The floors are started by `floors.ts`, which needs another engine first. */
export const ENGINES: Readonly<Record<string, Engine>> = {
  ours: {
    title: 'ours, every gate on',
    hasSubscriptions: true,
    launch: async ({ decidedSupergraphFile, jwksUrl }, port) =>
      launchOurs(port, {
        NODE_ENV: 'production',
        SUPERGRAPH_FILE: decidedSupergraphFile,
        JWKS_URL: jwksUrl,
        ASSERTION_KEY: JSON.stringify((await newAssertionKey('gateway')).privateKey),
      }),
  },
  'ours-open': {
    title: 'ours, tokens passed on unverified (POLICY=off)',
    hasSubscriptions: true,
    launch: async ({ supergraphFile }, port) =>
      launchOurs(port, {
        NODE_ENV: 'development',
        SUPERGRAPH_FILE: supergraphFile,
        POLICY: 'off',
      }),
  },
  apollo: {
    title: '@apollo/gateway 2.14.4 on @apollo/server 5.5.1',
    hasSubscriptions: false,
    launch: async ({ supergraphFile }, port) =>
      launchPeer('apollo.mjs', { PORT: String(port), SUPERGRAPH_FILE: supergraphFile }),
  },
  hive: {
    title: '@graphql-hive/gateway 2.15.1',
    hasSubscriptions: true,
    launch: async (ground, port) => launchHive(ground, port, []),
  },
  'hive-native': {
    title: '@graphql-hive/gateway 2.15.1, native planner',
    hasSubscriptions: true,
    launch: async (ground, port) => launchHive(ground, port, ['--hive-router-runtime']),
  },
  mercurius: {
    title: '@mercuriusjs/gateway 5.2.0, JIT',
    hasSubscriptions: false,
    launch: async ({ urls }, port) => {
      const subgraphs = SUBGRAPHS.map((name) => [name, { url: urls[name], sdl: plainSdl(name) }])
      return launchPeer('mercurius/mercurius.mjs', {
        PORT: String(port),
        SUBGRAPHS: JSON.stringify(Object.fromEntries(subgraphs)),
      })
    },
  },
  grafbase: {
    title: 'grafbase 0.103.0 in development mode',
    hasSubscriptions: false,
    launch: async ({ urls, folder }, port) => launchGrafbase({ urls, folder }, port),
  },
}
