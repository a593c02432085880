/**
 * The gateway for a supergraph of anyone's: a file and the subgraphs at the URLs in it, followed as it changes.
 *
 * Everything of ours that it does not find is left out: without our Auth there are no API keys, without our Admin no registered
 * operations.
 */
import { assertionKeyFrom, newAssertionSigner } from '@tallystick/actor'
import { ConfigError } from '@tallystick/config'
import { newStack, type Running } from '@tallystick/lifecycle'
import { newRemoteDoor, type RemoteDoor } from '@tallystick/subgraph-client'
import { toDoorLimits } from '@tallystick/subgraph-client/config'
import type { Logger } from '@tallystick/telemetry'
import type { JWK } from 'jose'
import { newAuthenticate } from '../auth/bearer.ts'
import { newRemoteJwks } from '../auth/jwks.ts'
import { NO_KEYS } from '../auth/keys.ts'
import { openRedis } from '../redis.ts'
import { startGateway } from '../server.ts'
import { newCredentials } from './credentials.ts'
import { followSupergraphFile, readSupergraphFile } from './supergraph-file.ts'
import type { StandaloneConfig } from './variables.ts'

/** A gateway that serves a file. */
export type Standalone = Running & Readonly<{ url: string }>

/**
 * Starts it.
 *
 * @throws {ConfigError} for POLICY=off in production, or nobody to verify tokens while policies are enforced
 */
export async function startStandalone(config: StandaloneConfig, log: Logger): Promise<Standalone> {
  assertSafe(config)
  const stack = newStack()
  const first = readSupergraphFile(config.SUPERGRAPH_FILE)
  const identity = newIdentity(config)
  const doorsOf = newDoors(config, { sign: identity.sign, log })
  stack.add({ close: doorsOf.close })
  const redis = config.REDIS_URL === undefined ? undefined : openRedis(config.REDIS_URL, log)
  stack.add({ close: async () => redis?.disconnect() })
  const gateway = stack.add(
    await startGateway({
      config,
      doors: doorsOf.open(first.urls),
      isOurs: false,
      supergraphSdl: first.sdl,
      jwks: identity.jwks,
      authenticate: identity.authenticate,
      policy: config.POLICY,
      redis,
      log,
      health: async () => {},
    }),
  )
  const stopFollowing = followSupergraphFile(config.SUPERGRAPH_FILE, {
    first,
    onChange: ({ sdl, urls }) => gateway.update(sdl, doorsOf.open(urls)),
    log,
  })
  stack.add({ close: async () => stopFollowing() })
  return { url: gateway.url, close: () => stack.close() }
}

function assertSafe({ NODE_ENV, POLICY, JWKS_URL }: StandaloneConfig): void {
  if (POLICY === 'off' && NODE_ENV === 'production')
    throw new ConfigError([{ name: 'POLICY', problem: 'is not to be off in production' }])
  if (POLICY === 'on' && JWKS_URL === undefined)
    throw new ConfigError([
      {
        name: 'JWKS_URL',
        problem: 'is missing: policies need someone to hold to them (or POLICY=off)',
      },
    ])
}

function newIdentity({ JWKS_URL, ASSERTION_KEY, ...config }: StandaloneConfig) {
  const jwks = JWKS_URL === undefined ? async () => ({ keys: [] }) : newRemoteJwks([JWKS_URL])
  const verify =
    JWKS_URL === undefined
      ? undefined
      : newAuthenticate({
          issuer: config.TOKEN_ISSUER,
          audience: config.TOKEN_AUDIENCE,
          jwks,
          keys: NO_KEYS,
        })
  const credentials = newCredentials(verify)
  const key = ASSERTION_KEY as JWK | undefined
  const sign = key ? newAssertionSigner(assertionKeyFrom(key)) : credentials.sign
  return { jwks, sign, authenticate: credentials.authenticate }
}

/** Opens doors by URL, each once: a subgraph that stays where it is keeps its door, and with it its subscriptions. */
function newDoors(
  config: StandaloneConfig,
  { sign, log }: Pick<Parameters<typeof newRemoteDoor>[0], 'sign' | 'log'>,
) {
  const opened = new Map<string, RemoteDoor>()
  const limits = toDoorLimits(config)
  const deadlineMs = { query: config.QUERY_DEADLINE_MS, mutation: config.MUTATION_DEADLINE_MS }
  const openDoor = (name: string, url: string): RemoteDoor => {
    const at = `${name} ${url}`
    const { origin, pathname: path } = new URL(url)
    const door =
      opened.get(at) ??
      newRemoteDoor({ name, url: origin, path, sign, isOurs: false, ...limits, deadlineMs, log })
    opened.set(at, door)
    return door
  }
  return {
    open: (urls: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(urls).map(([name, url]) => [name, openDoor(name, url)])),
    async close(): Promise<void> {
      await Promise.all([...opened.values()].map((door) => door.close()))
    },
  }
}
