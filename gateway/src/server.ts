/**
 * The one public door: HTTP, WebSocket and SSE at `/graphql`, statements, health, keys, GraphiQL, and the pages that sign
 * in and verify, on one port.
 *
 * A request's way: headers and sizes (`http.ts`) → who (`auth/`) → what (`prepare.ts`, `packages/operations`) → may they (`judge.ts`,
 * `policy/`) → plan and run (`plan/`) → errors in one shape (`errors.ts`).
 */
import type { AddressInfo } from 'node:net'
import { newOperationRules, toOperationLimits } from '@tallystick/operations'
import type { Verdict } from '@tallystick/policy'
import type { Door, HttpDoor } from '@tallystick/subgraph-client'
import type { Logger } from '@tallystick/telemetry'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Redis } from 'ioredis'
import { type Authenticate, newAuthenticate } from './auth/bearer.ts'
import { type JwksSource, toPublicJwks } from './auth/jwks.ts'
import type { Keys } from './auth/keys.ts'
import { noKeys } from './auth/refusals.ts'
import type { AnswerCache } from './cache/answer-cache.ts'
import { openAnswerCache } from './cache/open-cache.ts'
import { newSettleConditions } from './conditions.ts'
import type { GatewayConfig } from './config.ts'
import { type Gates, openGates } from './gates.ts'
import { addGraphiql } from './graphiql.ts'
import { addGraphql } from './graphql-http.ts'
import { addHealth, type HealthCheck } from './health.ts'
import { addressOf, newHttpServer } from './http.ts'
import { newCostMaxOf, newJudge } from './judge.ts'
import { newFetchTally, observeDoor, withTally } from './metrics/fetch-tally.ts'
import { serveInternal } from './metrics/internal-server.ts'
import { type Metrics, newMetrics } from './metrics/metrics.ts'
import { newOperationReport } from './metrics/operation-report.ts'
import { addOAuthHttp } from './oauth/oauth-http.ts'
import { newOperations, type RunOperation } from './operations.ts'
import type { SupergraphExecutor } from './plan/executor.ts'
import { newSupergraphExecutor } from './plan/open-executor.ts'
import { newSupergraphGuard } from './policy/guard.ts'
import { newPreparation } from './prepare.ts'
import { toClientFacts, toDoorFacts } from './request.ts'
import { addSignInPage } from './sign-in-page.ts'
import { addStatements } from './statements.ts'
import { newStreamAllowance } from './subscriptions/allowance.ts'
import { newEventStreams } from './subscriptions/sse.ts'
import { newSubscriptions } from './subscriptions/subscriptions.ts'
import { serveSockets } from './subscriptions/websocket.ts'
import { addVerifyPage } from './verify-page.ts'

/** Requests under way get this long to end when the gateway closes, in milliseconds. */
const CLOSE_MS = 8_000

/** What a gateway is made from. */
export type GatewayOptions = Readonly<{
  config: GatewayConfig
  /** The way into each subgraph, by name; in this process or behind HTTP, the gateway cannot tell. */
  doors: Readonly<Record<string, Door>>
  supergraphSdl: string
  /** Auth's public keys. */
  jwks: JwksSource
  /** Auth's OAuth; without it the endpoints are not there. */
  oauth?: HttpDoor | undefined
  /** Whether the subgraphs `auth` and `admin` are ours, and know keys and registered operations. @default true */
  isOurs?: boolean
  /** Who a client is, by its credential; by the tokens of our Auth when left out. */
  authenticate?: Authenticate
  /** Off enforces nothing and asks no root field for a decision. @default 'on' */
  policy?: 'on' | 'off'
  /** For what gateways share: rates and texts that were sent before. Without it each gateway has its own. */
  redis?: Redis | undefined
  log: Logger
  /** Resolves when what the gateway stands on (subgraphs, database) answers; rejects with the reason otherwise. */
  health: HealthCheck | Readonly<Record<string, HealthCheck>>
}>

/** A gateway that serves. */
export type Gateway = Readonly<{
  /** Without a path: `http://127.0.0.1:4000`. */
  url: string
  port: number
  /** Where `/metrics` is; undefined where its port was taken. */
  internalUrl: string | undefined
  /**
   * Goes over to another supergraph and other doors; what is under way ends on the old ones, and subscriptions go on.
   * @throws when it cannot be loaded: then nothing has changed
   */
  update(supergraphSdl: string, doors: Readonly<Record<string, Door>>): void
  /** Takes nothing new, ends sockets with 1001, lets requests end; within ten seconds. May be called twice. */
  close(): Promise<void>
}>

/**
 * Starts a gateway.
 *
 * @throws when the supergraph cannot be loaded, a subgraph has no door, or a root field has no access decision
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { config, log } = options
  const parts = await newParts(options)
  const { app, executor } = parts
  let closing: Promise<void> | undefined
  const isClosing = () => closing !== undefined
  const { redis } = options
  const extras = redis ? { redis: () => redis.ping() } : {}
  const health = addHealth(app, { health: options.health, extras, isClosing, log })
  addGraphql(app, parts)
  const downloads = addStatements(app, parts)
  addPages(app, { options, parts })
  if (config.NODE_ENV !== 'production') await addGraphiql(app)
  await listen(app, config)
  const { cookies, signed } = parts.gates
  // A greeting is no request: what its socket would carry is not signed.
  const identify: typeof cookies.identify = async (headers, way) => {
    const caller = await cookies.identify(headers, way)
    signed.assertUnsigned(caller.actor)
    return caller
  }
  const sockets = serveSockets(app.server, { ...parts, identify })
  const internal = await serveInternal({
    host: config.INTERNAL_HOST,
    port: config.INTERNAL_PORT,
    metrics: parts.metrics,
    health,
    // A second gateway on a developer's machine serves without metrics rather than not at all.
    isRequired: config.NODE_ENV === 'production',
    log,
  })
  const { port } = app.server.address() as AddressInfo
  const close = async (): Promise<void> => {
    const cut = setTimeout(() => app.server.closeAllConnections(), CLOSE_MS)
    parts.streams.close()
    downloads.close()
    await Promise.all([app.close(), sockets.close()])
    clearTimeout(cut)
    await internal.close()
    await parts.gates.close()
    await executor.close()
  }
  return {
    url: `http://${hostOf(config.HOST)}:${port}`,
    port,
    internalUrl: internal.url,
    update: parts.update,
    close() {
      closing ??= close()
      return closing
    },
  }
}

/** What is neither GraphQL nor a statement: keys, OAuth, and the pages that verify and sign in. */
function addPages(
  app: FastifyInstance,
  { options, parts }: { options: GatewayOptions; parts: Awaited<ReturnType<typeof newParts>> },
): void {
  const { config, jwks, oauth, log } = options
  app.get('/.well-known/jwks.json', async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').send(
      toPublicJwks(
        await jwks().catch((cause: unknown) => {
          throw noKeys(cause)
        }),
      ),
    ),
  )
  addVerifyPage(app)
  if (options.isOurs !== false) addSignInPage(app)
  if (oauth) {
    const { clientOf, gates } = parts
    addOAuthHttp(app, { door: oauth, config, rates: gates.rates, clientOf, log })
  }
}

async function newParts(options: GatewayOptions) {
  const { config, redis, log } = options
  const metrics = newMetrics(config)
  const { executor, update } = await openSupergraph(options, metrics)
  const schema = () => executor.apiSchema()
  const doors = options.isOurs === false ? {} : options.doors
  const { TOKEN_ISSUER: issuer, TOKEN_AUDIENCE: audience } = config
  const authenticateBy = (keys: Keys): Authenticate =>
    options.authenticate ?? newAuthenticate({ issuer, audience, jwks: options.jwks, keys })
  const gates = openGates({ config, doors, schema, redis, metrics, log, authenticateBy })
  const cache = openAnswerCache({ config, redis, log, onRead: metrics.cacheRead })
  executor.onUpdate((state) => cache.update(state))
  metrics.watch('answers', cache.size)
  const run = newPipeline(options, { executor, gates, cache, metrics })
  gates.access.onChange(({ kind, userId }) => {
    if (kind === 'USER_CHANGED') void cache.invalidate(`viewer:${userId}`)
  })
  const clientOf = (request: FastifyRequest['raw']) =>
    toClientFacts(request.headers, addressOf(request, config.TRUSTED_PROXIES))
  const { identify } = gates.cookies
  const identifySender = async ({ id, raw, headers, method }: FastifyRequest) => {
    const { actor, browser } = await identify(headers, method === 'GET' ? 'GET' : 'POST')
    const client = { ...clientOf(raw), requestId: id }
    await gates.signed.assertSigned(actor, raw, client)
    return { facts: withTally(toDoorFacts(client, actor), newFetchTally()), browser }
  }
  const takeStream = newStreamAllowance(config)
  return {
    ...{ config, executor, update, gates, metrics, log },
    ...{ run, identify: identifySender, access: gates.access, clientOf, takeStream },
    streams: newEventStreams(config, run, takeStream),
    app: await newHttpServer(config, { log, metrics }),
  }
}

/** Loads the supergraph, behind doors that are measured. */
async function openSupergraph(
  { config, supergraphSdl, doors, log }: GatewayOptions,
  metrics: Metrics,
): Promise<Pick<Gateway, 'update'> & { executor: SupergraphExecutor }> {
  const observed: Record<string, Door> = {}
  const observe = (added: GatewayOptions['doors']): void => {
    for (const [name, door] of Object.entries(added)) observed[name] = observeDoor(door, metrics)
  }
  observe(doors)
  const executor = await newSupergraphExecutor({
    supergraphSdl,
    doors: observed,
    plansMax: config.PLANS_MAX,
    executor: config.EXECUTOR,
    log,
  })
  return {
    executor,
    update(sdl, fresh) {
      const before = { ...observed }
      observe(fresh)
      try {
        executor.update(sdl)
      } catch (fault) {
        Object.assign(observed, before)
        throw fault
      }
    },
  }
}

/** What everything is to a gateway that enforces nothing. */
const UNGUARDED: Verdict = { denials: [], isPrivileged: false }

type PipelineParts = Readonly<{
  executor: SupergraphExecutor
  gates: Gates
  cache: AnswerCache
  metrics: Metrics
}>

function newPipeline(
  { config, policy, log }: GatewayOptions,
  { executor, gates, cache, metrics }: PipelineParts,
): RunOperation {
  const schema = () => executor.apiSchema()
  const introspection = config.NODE_ENV !== 'production'
  const judge = newJudge({
    schema,
    guard: policy === 'off' ? async () => UNGUARDED : newSupergraphGuard(executor),
    privileges: gates.privileges,
    errorsMax: config.ERRORS_MAX,
    costMaxOf: newCostMaxOf(config),
  })
  const prepare = newPreparation({
    schema,
    rules: newOperationRules(toOperationLimits(config), { introspection }),
    tokensMax: config.QUERY_TOKENS_MAX,
    errorsMax: config.ERRORS_MAX,
    documentsMax: config.PLANS_MAX,
  })
  const { access } = gates
  const subscriptions = newSubscriptions({ config, executor, judge, access, metrics })
  const onAnswered = newOperationReport({ metrics, log })
  const settleConditions = newSettleConditions()
  const shared = { config, executor, prepare, judge, settleConditions, log }
  return newOperations({ ...shared, ...gates, cache, subscriptions, onAnswered })
}

async function listen(app: FastifyInstance, { HOST: host, PORT: port }: GatewayConfig) {
  try {
    await app.listen({ host, port })
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE')) throw cause
    throw new Error(`port ${port} is in use: stop what uses it, or set PORT`, { cause })
  }
}

/** An address that a client on this machine can open. */
function hostOf(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}
