import { defineVariables, limit, type Values, variable, whole } from '@tallystick/config'
import { z } from 'zod'

/** What a gateway reads from its environment about telling its operator how it does. */
export const metricVariables = defineVariables({
  INTERNAL_HOST: variable({
    schema: z.string(),
    default: '127.0.0.1',
    description: 'The address that /metrics and /health are served on besides; never a public one.',
  }),
  INTERNAL_PORT: variable({
    schema: whole(0, 65_535),
    default: '4001',
    description: 'The port of INTERNAL_HOST; 0 takes any free one.',
  }),
  TRUST_TRACEPARENT: variable({
    schema: z.enum(['on', 'off']),
    default: 'off',
    description:
      'Whether a request goes on with the trace that its `traceparent` header names; only behind a proxy that sets it.',
  }),
  METRICS_OPERATIONS_MAX: limit(
    'How many operations are told apart by name in metrics; the others are counted as one',
    200,
    [0, 5_000],
  ),
  METRICS_USERS_MAX: limit(
    'How many persons are told apart when active users are counted',
    100_000,
    [1_000, 10_000_000],
  ),
})

/** The values of `metricVariables`. */
export type MetricConfig = Values<typeof metricVariables>
