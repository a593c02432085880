/**
 * The door of a subgraph for other processes: POST /graphql, graphql-ws on the same path, and health.
 *
 * Nobody is answered without an assertion of one of our processes, and nothing is parsed before it is verified. What
 * comes in is handed to the in-process door, so both answer alike: from the gateway by the short way (`direct.ts`), from
 * everyone else through Apollo Server.
 */
import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server'
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import type { AssertionVerifier, Caller } from '@tallystick/actor'
import { type DoorFacts, TOKENS_MAX } from '@tallystick/subgraph-client'
import type { Logger } from '@tallystick/telemetry'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { type FormattedExecutionResult, GraphQLError, type GraphQLFormattedError } from 'graphql'
import { answerDirectly, factsOf, GATEWAY } from './direct.ts'
import { maskError, toRequestError } from './errors.ts'
import { addHealth } from './health.ts'
import { serveSockets } from './sockets.ts'
import type { Subgraph } from './subgraph.ts'

/** In bytes, for a request body and for a frame of a socket. */
const BODY_BYTES_MAX = 1_048_576
/** Longer than the door on the other side keeps a connection, or a request could meet one that is just closing. */
const KEEP_ALIVE_MS = 72_000
/** A body that trickles in for longer is cut off. */
const REQUEST_TIMEOUT_MS = 15_000

/** Where and for whom a subgraph is served. */
export type ServeOptions = Readonly<{
  host: string
  /** 0 takes any free port. */
  port: number
  verify: AssertionVerifier
  log: Logger
  /** Adds routes that need no assertion, such as a key set that the whole world may read, or that ask for it themselves. */
  routes?:
    | ((app: FastifyInstance, guard: Readonly<{ verify: AssertionVerifier }>) => void)
    | undefined
  /** Rejects while the subgraph cannot serve, for instance without its database. */
  ready?: (() => Promise<void>) | undefined
}>

/** A subgraph that answers. */
export type Served = Readonly<{
  /** Without a path and without a slash at the end. */
  url: string
  port: number
  /** Stops listening, ends subscriptions and waits for what is running. */
  close(): Promise<void>
}>

type ApolloContext = { facts: DoorFacts }

/** Starts to serve. @throws when the port is taken */
export async function serveSubgraph(subgraph: Subgraph, options: ServeOptions): Promise<Served> {
  const { host, port, verify, log } = options
  const app = Fastify({
    bodyLimit: BODY_BYTES_MAX,
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: 'idle',
  })
  app.setErrorHandler((error, _request, reply) => sendError(error, reply, log))
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send(errorBody('There is nothing here.', 'NOT_FOUND')),
  )
  addHealth(app, { ready: options.ready, log })
  options.routes?.(app, { verify })
  const apollo = newApollo(subgraph, log)
  await apollo.start()
  app.register((guarded, _options, done) => {
    addGraphql(guarded, { subgraph, apollo, verify })
    done()
  })
  const sockets = serveSockets(app.server, { subgraph, verify, log, frameBytesMax: BODY_BYTES_MAX })
  await app.listen({ host, port })
  const listening = app.server.address()
  const actualPort = typeof listening === 'object' && listening ? listening.port : port
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actualPort}`,
    port: actualPort,
    async close() {
      await sockets.close()
      await app.close()
      await apollo.stop()
    },
  }
}

function newApollo(subgraph: Subgraph, log: Logger): ApolloServer<ApolloContext> {
  return new ApolloServer<ApolloContext>({
    schema: subgraph.schema,
    introspection: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: false,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: TOKENS_MAX },
    logger: log,
    formatError: (_formatted, error) => toFormattedError(error, log),
    plugins: [
      answerBy(subgraph),
      // Reports and traces would leave the process, the latter with the text of masked errors.
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
    ],
  })
}

/** Lets the in-process door execute what Apollo Server has parsed and found valid. */
const answerBy = (subgraph: Subgraph): ApolloServerPlugin<ApolloContext> => ({
  async requestDidStart() {
    return {
      async responseForOperation({ request, contextValue: { facts } }) {
        const { query = '', variables, operationName } = request
        const answer = await subgraph.execute({ query, variables, operationName }, facts)
        return {
          http: { headers: new HeaderMap() },
          body: { kind: 'single', singleResult: answer as FormattedExecutionResult },
        }
      },
    }
  },
})

/** What Apollo Server itself refuses reads as if the in-process door had refused it. */
function toFormattedError(error: unknown, log: Logger): GraphQLFormattedError {
  const code = error instanceof GraphQLError ? error.extensions['code'] : undefined
  const origin = error instanceof GraphQLError ? error.originalError : undefined
  const isAboutText = code === 'GRAPHQL_PARSE_FAILED' || code === 'GRAPHQL_VALIDATION_FAILED'
  const known = isAboutText && origin instanceof GraphQLError ? toRequestError(origin, code) : error
  return maskError(known, log, { requestId: 'unknown' })
}

function addGraphql(
  app: FastifyInstance,
  {
    subgraph,
    apollo,
    verify,
  }: Readonly<{
    subgraph: Subgraph
    apollo: ApolloServer<ApolloContext>
    verify: AssertionVerifier
  }>,
): void {
  const callers = new WeakMap<FastifyRequest, Caller>()
  // `onRequest` runs before the body is read.
  app.addHook('onRequest', async (request, reply) => {
    const [, assertion = ''] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? []
    const caller = await verify(assertion).catch(() => undefined)
    if (!caller) return await refuse(reply)
    callers.set(request, caller)
    return undefined
  })
  const byApollo = fastifyApolloHandler(apollo, {
    context: async (request, reply) => ({ facts: factsOf(callerOf(request), request, reply) }),
  })
  const callerOf = (request: FastifyRequest): Caller => {
    const caller = callers.get(request)
    // The hook has answered everyone else.
    if (!caller) throw new TypeError('no caller on a request that was let in')
    return caller
  }
  app.post('/graphql', (request, reply) => {
    const caller = callerOf(request)
    if (caller.issuer !== GATEWAY) return byApollo.call(app, request, reply)
    return answerDirectly(subgraph, factsOf(caller, request, reply), { request, reply })
  })
}

const refuse = (reply: FastifyReply): FastifyReply =>
  reply
    .code(401)
    .header('www-authenticate', 'Bearer')
    .send(errorBody('An assertion of a known process is needed.', 'UNAUTHENTICATED'))

const errorBody = (message: string, code: string): object => ({
  errors: [{ message, extensions: { code, outcome: 'NOT_APPLIED' } }],
})

/** Fastify's own refusals keep their status; everything else is a fault and tells nothing. */
function sendError(error: unknown, reply: FastifyReply, log: Logger): FastifyReply {
  const status = (error as { statusCode?: unknown }).statusCode
  if (typeof status !== 'number' || status < 400 || status >= 500) {
    log.error({ err: error }, 'a request failed')
    return reply.code(500).send(errorBody('Something went wrong on our side.', 'INTERNAL'))
  }
  if (status === 413)
    return reply.code(413).send(errorBody('The body is too large.', 'PAYLOAD_TOO_LARGE'))
  return reply.code(status).send(errorBody('The request cannot be read.', 'BAD_REQUEST'))
}
