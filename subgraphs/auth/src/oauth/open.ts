/** OAuth as one thing to open: a provider for the key that signs at each moment, and its routes. */
import type { AssertionVerifier } from '@tallystick/actor'
import type { Cause } from '@tallystick/outbox'
import type { HttpDoor } from '@tallystick/subgraph-client'
import type { Logger } from '@tallystick/telemetry'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Provider } from 'oidc-provider'
import type { Means } from '../domain/means.ts'
import type { SigningKeys } from '../domain/signing-keys/signing-keys.ts'
import type { AdapterMeans } from './adapter.ts'
import { newProvider } from './provider.ts'
import { addOAuth, causeOfRequest } from './routes.ts'

/** What OAuth is opened with. */
export type OAuthOptions = Pick<Means, 'db' | 'outbox' | 'settings' | 'tokens'> &
  Readonly<{
    publicUrl: string
    signingKeys: SigningKeys
    now: () => Date
    log: Logger
  }>

/** Open OAuth. */
export type OpenOAuth = Readonly<{
  /** Adds the routes to a server of another process; only the gateway may call. */
  routes(app: FastifyInstance, verify: AssertionVerifier): void
  /** The way in for the gateway of this process. */
  door: HttpDoor
  close(): Promise<void>
}>

/** A provider that nobody signs with any more is kept for what is under way. */
const PROVIDERS_MAX = 2

/** Opens OAuth. */
export function openOAuth(options: OAuthOptions): OpenOAuth {
  const { db, outbox, settings, publicUrl, now } = options
  const means = (cause: Cause): AdapterMeans => ({ db, outbox, settings, now: now(), cause })
  const shared = { publicUrl, means, provider: newProviders(options, means) }
  const inside = Fastify({ logger: false })
  addOAuth(inside, { ...shared, verify: undefined })
  return {
    routes: (app, verify) => addOAuth(app, { ...shared, verify }),
    door: async ({ method, path, headers, body }) => {
      const reply = await inside.inject({
        method,
        url: path,
        headers: { ...headers },
        ...(body === undefined ? {} : { payload: body }),
      })
      return { status: reply.statusCode, headers: reply.headers, body: reply.rawPayload }
    },
    close: () => inside.close(),
  }
}

/** Finds the provider of the key that signs now, and makes it when there is none. */
function newProviders(
  { signingKeys, publicUrl, tokens, log, now }: OAuthOptions,
  means: (cause: Cause) => AdapterMeans,
): () => Promise<Provider> {
  const made = new Map<string, Provider>()
  return async () => {
    const signingKey = await signingKeys.privateJwkAt(now())
    const kid = String(signingKey.kid)
    const known = made.get(kid)
    if (known) return known
    const provider = newProvider({
      publicUrl,
      signingKey,
      tokens: tokens.settings,
      means: (ctx) => means(causeOfRequest(ctx?.headers ?? {})),
      log,
    })
    made.set(kid, provider)
    const [oldest] = made.keys()
    if (made.size > PROVIDERS_MAX && oldest !== undefined) made.delete(oldest)
    return provider
  }
}
