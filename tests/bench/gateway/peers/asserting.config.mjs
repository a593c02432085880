/**
 * Hive Gateway in front of the product's own subgraphs: it signs for each caller as the product's gateway does.
 *
 * For tests: the access token is believed without a look at its signature.
 */
import { readFileSync } from 'node:fs'
import { defineConfig } from '@graphql-hive/gateway'
import {
  ANONYMOUS,
  assertionKeyFrom,
  newAssertionSigner,
} from '../../../../packages/actor/src/index.ts'

const { GATEWAY_KEY_FILE, SUBGRAPH_URLS } = process.env
const sign = newAssertionSigner(
  assertionKeyFrom(JSON.parse(readFileSync(GATEWAY_KEY_FILE, 'utf8'))),
)
const subgraphs = Object.entries(JSON.parse(SUBGRAPH_URLS))

function actorOf(authorization) {
  const payload = authorization?.split('.')[1]
  if (!payload) return ANONYMOUS
  const { sub, sid, roles, scope, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString())
  return {
    ...ANONYMOUS,
    kind: 'USER',
    id: sub,
    roles: roles ?? [],
    scopes: scope ? scope.split(' ') : [],
    sessionId: sid,
    expiresAt: new Date(exp * 1000),
  }
}

const asserting = {
  async onFetch({ url, options, setOptions, context }) {
    const [name] = subgraphs.find(([, own]) => url.startsWith(own)) ?? []
    if (!name) return
    const actor = actorOf(context?.request?.headers.get('authorization') ?? undefined)
    const headers = { ...options.headers, authorization: `Bearer ${await sign(actor, name)}` }
    setOptions({ ...options, headers })
  },
}

export const gatewayConfig = defineConfig({ logging: 'warn', plugins: () => [asserting] })
