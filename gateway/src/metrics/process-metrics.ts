import { collectDefaultMetrics, Registry } from 'prom-client'

/** Three gauges that call themselves totals, which Prometheus's own check refuses. */
const MISNAMED = ['handles', 'requests', 'resources'].map((what) => `nodejs_active_${what}_total`)

let registry: Registry | undefined

/**
 * CPU, memory, garbage collection and the delay of the event loop: of the process, however many gateways it holds. They
 * are measured from the first call on.
 */
export function processMetrics(): Registry {
  if (registry) return registry
  registry = new Registry()
  collectDefaultMetrics({ register: registry })
  for (const name of MISNAMED) registry.removeSingleMetric(name)
  return registry
}
