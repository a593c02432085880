import { buildOperationContext, type executeQueryPlan } from '@apollo/gateway'
import type { Logger } from '@tallystick/telemetry'
import type { GraphQLSchema } from 'graphql'
import type { SupergraphOperation } from '../operation.ts'
import { planKey } from '../plan-weight.ts'

/** What Apollo's executor wants to know of an operation. */
export type RequestContext = Parameters<typeof executeQueryPlan>[2]

/** The part of a logger that Apollo's gateway calls; its chatter about normal events is left out. */
export const toApolloLogger = (log: Logger) => ({
  debug: () => {},
  info: () => {},
  warn: (message: unknown) => log.warn({ apollo: String(message) }, 'gateway warning'),
  error: (message: unknown) => log.error({ apollo: String(message) }, 'gateway error'),
})

/** Dresses an operation for Apollo's executor. */
export function toRequestContext(
  { prepared, variables, facts }: SupergraphOperation,
  { apiSchema, log }: { apiSchema: GraphQLSchema; log: Logger },
): RequestContext {
  const { document, source, operationName, operation } = prepared
  const operationContext = buildOperationContext({
    schema: apiSchema,
    operationDocument: document,
    ...(operationName === undefined ? {} : { operationName }),
  })
  // The type asks for caches and policies that only Apollo Server's own features read.
  return {
    logger: toApolloLogger(log),
    schema: apiSchema,
    schemaHash: '',
    request: {
      query: source,
      variables: { ...variables },
      ...(operationName === undefined ? {} : { operationName }),
    },
    queryHash: planKey(prepared),
    source,
    document,
    operationName: operation.name?.value ?? null,
    operation: operationContext.operation,
    context: { facts },
    metrics: {},
  } as unknown as RequestContext
}
