/**
 * HTTP requests and answers: Apollo Server over our executor.
 *
 * It reads the request, refuses forged ones (CSRF), parses, validates by our limits, asks the judge, and hands on to the
 * executor. It caches nothing, reports to nobody and shows no page.
 */
import {
  ApolloServer,
  type ApolloServerOptionsWithGateway,
  type ApolloServerPlugin,
  type GraphQLRequestListener,
  HeaderMap,
} from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import type { DoorFacts } from '@tallystick/subgraph-client'
import type { Logger } from '@tallystick/telemetry'
import {
  type GraphQLError,
  type GraphQLFormattedError,
  OperationTypeNode,
  type ValidationRule,
} from 'graphql'
import type { GatewayConfig } from './config.ts'
import { badRequest, toClientError } from './errors.ts'
import { withIdempotencyHeader } from './idempotency-header.ts'
import type { Judge } from './judge.ts'
import { deadlineMs } from './operations.ts'
import type { SupergraphExecutor } from './plan/executor.ts'
import { toApolloLogger } from './plan/request-context.ts'
import { currentRequest } from './request.ts'

/** What Apollo Server knows of a request. */
export type HttpContext = {
  facts: DoorFacts
  /** The `Idempotency-Key` header. */
  idempotencyKey?: string | undefined
}

/** What the HTTP server of operations is made from. */
export type ApolloOptions = Readonly<{
  config: GatewayConfig
  executor: SupergraphExecutor
  judge: Judge
  rules: readonly ValidationRule[]
  log: Logger
}>

/** Starts an Apollo Server over the executor. Stopping it does not close the executor. */
export async function startApollo(options: ApolloOptions): Promise<ApolloServer<HttpContext>> {
  const { config, log } = options
  const apollo = new ApolloServer<HttpContext>({
    gateway: toGateway(options),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      newJudgePlugin(options),
    ],
    validationRules: [...options.rules],
    validationOptions: { maxErrors: config.ERRORS_MAX },
    parseOptions: { maxTokens: config.QUERY_TOKENS_MAX },
    formatError: (_formatted, error) => toClientError(error, errorContext(options)),
    // Whether introspection is allowed is one of our own rules, which hold for every transport.
    introspection: true,
    nodeEnv: config.NODE_ENV,
    logger: toApolloLogger(log),
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    cache: 'bounded',
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
  })
  await apollo.start()
  return apollo
}

function toGateway({ config, executor }: ApolloOptions) {
  const gateway: ApolloServerOptionsWithGateway<HttpContext>['gateway'] = {
    onSchemaLoadOrUpdate: (callback) =>
      executor.onUpdate(({ apiSchema, supergraphSdl }) =>
        callback({ apiSchema, coreSupergraphSdl: supergraphSdl }),
      ),
    load: async () => ({
      async executor({ document, source, request, operation, context }) {
        const { facts } = context as HttpContext
        const signal = AbortSignal.timeout(deadlineMs(config, operation.operation))
        return await executor.query({
          document,
          source,
          operationName: request.operationName,
          variables: request.variables ?? {},
          facts: { ...facts, signal },
        })
      },
    }),
    stop: async () => {},
  }
  return gateway
}

/** Asks the judge after validation and before the plan; what it refuses never reaches the executor. */
function newJudgePlugin(options: ApolloOptions): ApolloServerPlugin<HttpContext> {
  const listener: GraphQLRequestListener<HttpContext> = {
    async responseForOperation({ document, operation, request, contextValue }) {
      if (operation?.operation === OperationTypeNode.SUBSCRIPTION)
        return refuse([subscribeElsewhere()], 400, options)
      const { idempotencyKey: key } = contextValue
      if (operation && key !== undefined) {
        const schema = options.executor.apiSchema()
        const variables = request.variables ?? {}
        const keyed = withIdempotencyHeader({ schema, operation, variables, key })
        if ('error' in keyed) return refuse([keyed.error], 400, options)
        request.variables = keyed.variables
      }
      const refused = await options.judge({
        document,
        operationName: request.operationName,
        variables: request.variables ?? {},
        facts: contextValue.facts,
      })
      if (refused) return refuse(refused.errors, refused.status, options)
      const current = currentRequest.getStore()
      if (current) current.isMutating = operation?.operation === OperationTypeNode.MUTATION
      return null
    },
    async willSendResponse({ response: { body } }) {
      if (body.kind !== 'single') return
      const { errors } = body.singleResult
      if (errors) body.singleResult.errors = errors.slice(0, options.config.ERRORS_MAX)
    },
  }
  return { requestDidStart: async () => listener }
}

function refuse(errors: readonly GraphQLError[], status: number, options: ApolloOptions) {
  const context = errorContext(options)
  const formatted: GraphQLFormattedError[] = errors.map((error) => toClientError(error, context))
  return {
    http: { status, headers: new HeaderMap() },
    body: { kind: 'single' as const, singleResult: { errors: formatted } },
  }
}

function errorContext({ config, log }: ApolloOptions) {
  const { requestId = 'unknown', isMutating = false } = currentRequest.getStore() ?? {}
  return { requestId, isMutating, log, hidesSchema: config.NODE_ENV === 'production' }
}

const subscribeElsewhere = (): GraphQLError =>
  badRequest(
    'Subscribe over WebSocket (graphql-ws) or with `accept: text/event-stream`.',
    'SUBSCRIPTION_NEEDS_A_STREAM',
  )
