import { createHash } from 'node:crypto'
import { buildOperationContext, type executeQueryPlan } from '@apollo/gateway'
import type { Logger } from '@tallystick/telemetry'
import type { GraphQLSchema } from 'graphql'
import type { SupergraphOperation } from './operation.ts'

/** What Apollo's executor wants to know of an operation. */
export type RequestContext = Parameters<typeof executeQueryPlan>[2]

/** The part of a logger that Apollo's gateway calls; its chatter about normal events is left out. */
export const toApolloLogger = (log: Logger) => ({
  debug: () => {},
  info: () => {},
  warn: (message: unknown) => log.warn({ apollo: String(message) }, 'gateway warning'),
  error: (message: unknown) => log.error({ apollo: String(message) }, 'gateway error'),
})

/** The name under which the plan of an operation is kept. */
export const planKey = ({ source, operationName }: SupergraphOperation): string =>
  createHash('sha256')
    .update(source)
    .update('\0')
    .update(operationName ?? '')
    .digest('hex')

/** Dresses an operation for Apollo's executor. */
export function toRequestContext(
  operation: SupergraphOperation,
  { apiSchema, log }: { apiSchema: GraphQLSchema; log: Logger },
): RequestContext {
  const { document, source, operationName, variables, facts } = operation
  const { operation: definition } = buildOperationContext({
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
    queryHash: planKey(operation),
    source,
    document,
    operationName: definition.name?.value ?? null,
    operation: definition,
    context: { facts },
    metrics: {},
  } as unknown as RequestContext
}
