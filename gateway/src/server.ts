/**
 * The one public door: HTTP, WebSocket and SSE at `/graphql`, statements, health, keys, GraphiQL and the page that
 * verifies, on one port.
 *
 * A request's way: headers and sizes (`http.ts`) → who (`auth/`) → what (`prepare.ts`, `limits/`) → may they (`judge.ts`,
 * `policy/`) → plan and run (`plan/`) → errors in one shape (`errors.ts`).
 */
import type { AddressInfo } from 'node:net'
import type { ApolloServer } from '@apollo/server'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import type { Door, DoorFacts } from '@tallystick/subgraph-client'
import type { Logger } from '@tallystick/telemetry'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type HttpContext, startApollo } from './apollo.ts'
import { newAuthenticate, noKeys } from './auth/bearer.ts'
import { type JwksSource, toPublicJwks } from './auth/jwks.ts'
import { type GatewayConfig, operationLimits } from './config.ts'
import { addGraphiql } from './graphiql.ts'
import { addHealth } from './health.ts'
import { addressOf, newHttpServer } from './http.ts'
import { newJudge } from './judge.ts'
import { newOperationRules } from './limits/rule.ts'
import { newOperations } from './operations.ts'
import { newSupergraphExecutor } from './plan/executor.ts'
import { newSupergraphGuard } from './policy/guard.ts'
import { currentRequest, toClientFacts, toDoorFacts } from './request.ts'
import { addStatements } from './statements.ts'
import { newStreamAllowance } from './subscriptions/allowance.ts'
import { type EventStreams, newEventStreams, wantsEvents } from './subscriptions/sse.ts'
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
  log: Logger
  /** Resolves when what the gateway stands on (subgraphs, database) answers; rejects with the reason otherwise. */
  health: () => Promise<unknown>
}>

/** A gateway that serves. */
export type Gateway = Readonly<{
  /** Without a path: `http://127.0.0.1:4000`. */
  url: string
  port: number
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
  const { app, apollo, executor } = parts
  let closing: Promise<void> | undefined
  addHealth(app, { health: options.health, isClosing: () => closing !== undefined, log })
  addOperations(app, parts)
  const downloads = addStatements(app, parts)
  app.get('/.well-known/jwks.json', async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').send(
      toPublicJwks(
        await options.jwks().catch((cause: unknown) => {
          throw noKeys(cause)
        }),
      ),
    ),
  )
  addVerifyPage(app)
  if (config.NODE_ENV !== 'production') await addGraphiql(app)
  await listen(app, config)
  const sockets = serveSockets(app.server, parts)
  const { port } = app.server.address() as AddressInfo
  const close = async (): Promise<void> => {
    const cut = setTimeout(() => app.server.closeAllConnections(), CLOSE_MS)
    parts.streams.close()
    downloads.close()
    await Promise.all([app.close(), sockets.close()])
    clearTimeout(cut)
    await apollo.stop()
    await executor.close()
  }
  return {
    url: `http://${hostOf(config.HOST)}:${port}`,
    port,
    close() {
      closing ??= close()
      return closing
    },
  }
}

async function newParts({ config, doors, supergraphSdl, jwks, log }: GatewayOptions) {
  const executor = await newSupergraphExecutor({
    supergraphSdl,
    doors,
    plansMax: config.PLANS_MAX,
    log,
  })
  const introspection = config.NODE_ENV !== 'production'
  const rules = newOperationRules(operationLimits(config), { introspection })
  const judge = newJudge({
    schema: () => executor.apiSchema(),
    guard: newSupergraphGuard(executor),
    errorsMax: config.ERRORS_MAX,
    costMax: config.QUERY_COST_MAX,
  })
  const shared = { config, executor, judge, rules, log }
  const run = newOperations(shared)
  const authenticate = newAuthenticate({
    issuer: config.TOKEN_ISSUER,
    audience: config.TOKEN_AUDIENCE,
    jwks,
  })
  const clientOf = (request: FastifyRequest['raw']) =>
    toClientFacts(request.headers, addressOf(request, config.TRUSTED_PROXIES))
  const factsOf = async ({ id, raw, headers }: FastifyRequest) => {
    const actor = await authenticate(headers.authorization)
    return toDoorFacts({ ...clientOf(raw), requestId: id }, actor)
  }
  const takeStream = newStreamAllowance(config)
  return {
    ...shared,
    run,
    authenticate,
    clientOf,
    factsOf,
    takeStream,
    streams: newEventStreams(config, run, takeStream),
    apollo: await startApollo(shared),
    app: await newHttpServer(config, log),
  }
}

type OperationParts = Readonly<{
  apollo: ApolloServer<HttpContext>
  factsOf: (request: FastifyRequest) => Promise<DoorFacts>
  streams: EventStreams
}>

function addOperations(app: FastifyInstance, parts: OperationParts): void {
  const { apollo, factsOf, streams } = parts
  const answerOnce = fastifyApolloHandler(apollo, {
    context: async (request) => ({
      facts: await factsOf(request),
      idempotencyKey: headerOf(request, 'idempotency-key'),
    }),
  })
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    async handler(request, reply) {
      if (wantsEvents(request)) return streams.handle(request, reply, await factsOf(request))
      const current = { requestId: request.id, isMutating: false }
      return currentRequest.run(current, () => answerOnce.call(app, request, reply))
    },
  })
}

function headerOf({ headers }: FastifyRequest, name: string): string | undefined {
  const value = headers[name]
  return typeof value === 'string' ? value : undefined
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
