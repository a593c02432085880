/** The gateway as a process of its own, with its subgraphs behind HTTP. */
import { readFileSync } from 'node:fs'
import { type AssertionSigner, assertionKeyFrom, newAssertionSigner } from '@tallystick/actor'
import { readConfig, type Values } from '@tallystick/config'
import { newStack, runProcess } from '@tallystick/lifecycle'
import { newRemoteDoor, newRemoteHttpDoor } from '@tallystick/subgraph-client'
import { toDoorLimits } from '@tallystick/subgraph-client/config'
import { newLogger, startTracing } from '@tallystick/telemetry'
import type { JWK } from 'jose'
import { newRemoteJwks } from './auth/jwks.ts'
import { distributedVariables, gatewayVariables } from './config.ts'
import { openRedis } from './redis.ts'
import { startGateway } from './server.ts'
import { startStandalone } from './standalone/standalone.ts'
import { standaloneVariables } from './standalone/variables.ts'

const log = newLogger({ name: 'gateway' })

await runProcess(log, async () => {
  // A supergraph of the operator's own is another way to run, with variables of its own.
  if (process.env['SUPERGRAPH_FILE']) {
    const config = readConfig(standaloneVariables, process.env)
    log.level = config.LOG_LEVEL
    const standalone = await startStandalone(config, log)
    log.info({ url: standalone.url }, 'serving')
    return standalone
  }
  const config = readConfig({ ...gatewayVariables, ...distributedVariables }, process.env)
  log.level = config.LOG_LEVEL
  const urls = {
    auth: config.AUTH_URL,
    accounts: config.ACCOUNTS_URL,
    payments: config.PAYMENTS_URL,
    ledger: config.LEDGER_URL,
    admin: config.ADMIN_URL,
  }
  const stack = newStack()
  stack.add(
    await startTracing({
      endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT,
      ratio: config.OTEL_TRACES_SAMPLER_ARG,
      service: 'gateway',
      log,
    }),
  )
  const sign = newAssertionSigner(assertionKeyFrom(config.ASSERTION_KEY as JWK))
  const deadlineMs = { query: config.QUERY_DEADLINE_MS, mutation: config.MUTATION_DEADLINE_MS }
  const limits = toDoorLimits(config)
  const doors = Object.fromEntries(
    Object.entries(urls).map(([name, at]) => [
      name,
      stack.add(newRemoteDoor({ name, urls: at, ...limits, sign, deadlineMs, log })),
    ]),
  )
  const oauth = stack.add(openOAuth(config, sign))
  const redis = config.REDIS_URL === undefined ? undefined : openRedis(config.REDIS_URL, log)
  stack.add({ close: async () => redis?.disconnect() })
  const gateway = stack.add(
    await startGateway({
      config,
      doors,
      supergraphSdl: readFileSync(new URL('../supergraph.graphql', import.meta.url), 'utf8'),
      jwks: newRemoteJwks(jwksUrls(config)),
      oauth: oauth.door,
      redis,
      log,
      health: Object.fromEntries(
        Object.entries(urls).map(([name, at]) => [name, () => anyReady(at)]),
      ),
    }),
  )
  log.info({ url: gateway.url }, 'serving')
  return stack
})

function jwksUrls({
  JWKS_URL,
  AUTH_URL,
}: Pick<Values<typeof distributedVariables>, 'JWKS_URL' | 'AUTH_URL'>): readonly string[] {
  return JWKS_URL === undefined ? AUTH_URL.map((url) => `${url}/.well-known/jwks.json`) : [JWKS_URL]
}

/** The way to Auth's OAuth, which takes as long as a mutation may. */
function openOAuth(
  {
    AUTH_URL: urls,
    MUTATION_DEADLINE_MS: timeoutMs,
  }: Values<typeof distributedVariables & typeof gatewayVariables>,
  sign: AssertionSigner,
) {
  return newRemoteHttpDoor({ name: 'auth', urls, sign, timeoutMs })
}

/** One address of a subgraph is enough to serve. @throws with the reasons when none is ready */
const anyReady = (urls: readonly string[]): Promise<void> =>
  Promise.any(
    urls.map(async (url) => {
      const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(1_500) })
      if (!answer.ok) throw new Error(`${url} is not ready: ${answer.status}`)
    }),
  )
