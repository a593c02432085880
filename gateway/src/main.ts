/** The gateway as a process of its own, with its subgraphs behind HTTP. */
import { readFileSync } from 'node:fs'
import { assertionKeyFrom, newAssertionSigner } from '@tallystick/actor'
import { readConfig } from '@tallystick/config'
import { newStack, runProcess } from '@tallystick/lifecycle'
import { newRemoteDoor } from '@tallystick/subgraph-client'
import { newLogger } from '@tallystick/telemetry'
import type { JWK } from 'jose'
import { newRemoteJwks } from './auth/jwks.ts'
import { distributedVariables, gatewayVariables } from './config.ts'
import { startGateway } from './server.ts'

const log = newLogger({ name: 'gateway' })

await runProcess(log, async () => {
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
  const sign = newAssertionSigner(assertionKeyFrom(config.ASSERTION_KEY as JWK))
  const deadlineMs = { query: config.QUERY_DEADLINE_MS, mutation: config.MUTATION_DEADLINE_MS }
  const doors = Object.fromEntries(
    Object.entries(urls).map(([name, url]) => [
      name,
      stack.add(newRemoteDoor({ name, url, sign, deadlineMs, log })),
    ]),
  )
  const gateway = stack.add(
    await startGateway({
      config,
      doors,
      supergraphSdl: readFileSync(new URL('../supergraph.graphql', import.meta.url), 'utf8'),
      jwks: newRemoteJwks(config.JWKS_URL ?? `${config.AUTH_URL}/.well-known/jwks.json`),
      log,
      health: () => allReady(Object.values(urls)),
    }),
  )
  log.info({ url: gateway.url }, 'serving')
  return stack
})

/** @throws naming the first subgraph that is not ready */
async function allReady(urls: readonly string[]): Promise<void> {
  await Promise.all(
    urls.map(async (url) => {
      const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(1_500) })
      if (!answer.ok) throw new Error(`${url} is not ready: ${answer.status}`)
    }),
  )
}
