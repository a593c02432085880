import { defineVariables, limit, type Values } from '@tallystick/config'
import { z } from 'zod'
import { parseUrls } from './endpoints.ts'
import { type BreakerLimits, type BulkheadLimits, GUARD_STANDARD } from './guard.ts'

/** What a process that calls subgraphs reads from its environment, for each of its doors alike. */
export const doorVariables = defineVariables({
  DOOR_BREAKER_FAILURES: limit(
    'How many calls in a row a subgraph may fail before calls to it are turned away',
    GUARD_STANDARD.failures,
    [1, 1_000],
  ),
  DOOR_BREAKER_RESET_MS: limit(
    'How long calls are turned away until one is let through to find out, in ms',
    GUARD_STANDARD.resetMs,
    [100, 300_000],
  ),
  DOOR_CONCURRENCY_MAX: limit(
    'How many calls to one subgraph may run at a time',
    GUARD_STANDARD.concurrencyMax,
    [1, 10_000],
  ),
  DOOR_QUEUE_MAX: limit(
    'How many more calls to one subgraph may wait for their turn',
    GUARD_STANDARD.queueMax,
    [0, 100_000],
  ),
})

/** The limits of a door as it takes them. */
export function toDoorLimits(
  config: Values<typeof doorVariables>,
): Readonly<{ breaker: Required<BreakerLimits>; bulkhead: Required<BulkheadLimits> }> {
  return {
    breaker: { failures: config.DOOR_BREAKER_FAILURES, resetMs: config.DOOR_BREAKER_RESET_MS },
    bulkhead: { concurrencyMax: config.DOOR_CONCURRENCY_MAX, queueMax: config.DOOR_QUEUE_MAX },
  }
}

/** Where a subgraph is served, as configuration says it: one http or https URL, or several separated by commas. */
export const subgraphUrls = z.string().transform((text, context): readonly string[] => {
  try {
    return parseUrls(text)
  } catch (fault) {
    context.addIssue({ code: 'custom', message: (fault as Error).message })
    return z.NEVER
  }
})
