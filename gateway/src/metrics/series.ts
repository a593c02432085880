import { Counter, Gauge, Histogram, type Registry } from 'prom-client'

/** From half a millisecond, which an answer in process takes, to the longest deadline. */
const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30]
const OBJECTS = [1, 10, 50, 100, 500, 1_000, 2_000, 5_000]

/** Every series that a gateway has of its own. */
export type GatewaySeries = ReturnType<typeof newGatewaySeries>

/** Makes the series in a registry of their own: tests start many gateways in one process. */
export function newGatewaySeries(registry: Registry, activeUsers: () => number) {
  const make = { ...factories(registry) }
  make.read(
    'active_users',
    'Persons who asked for something in the last five minutes.',
    activeUsers,
  )
  return {
    ...operationSeries(make),
    ...subgraphSeries(make),
    ...streamSeries(make),
    rateRefusals: make.counter('rate_refusals_total', 'Operations refused, by bucket.', ['bucket']),
    abuse: make.counter('abuse_detected_total', 'Attacks on sign-ins that were detected.', [
      'kind',
    ]),
    persisted: make.counter('persisted_operations_total', 'Operations asked for by id.', [
      'result',
    ]),
    plans: make.counter('query_plans_total', 'Query plans, found or made.', ['result']),
    cacheReads: make.counter('answer_cache_reads_total', 'Reads of the answer cache.', ['result']),
    watched: {
      plans: make.watched('query_plans_kept', 'Query plans that are kept.'),
      documents: make.watched('documents_kept', 'Documents that are kept parsed.'),
      answers: make.watched('answers_kept', 'Answers that are kept to be given again.'),
      upstreams: make.watched('upstream_subscriptions', 'Subscriptions at subgraphs.'),
    },
  }
}

type Make = ReturnType<typeof factories>

const operationSeries = ({ counter, histogram }: Make) => ({
  operations: counter('graphql_operations_total', 'Operations that were answered.', [
    'type',
    'outcome',
    'transport',
  ]),
  operationSeconds: histogram(
    'graphql_operation_duration_seconds',
    'Time from an operation to its answer.',
    { labels: ['operation', 'type', 'outcome'], buckets: SECONDS },
  ),
  operationCost: histogram('graphql_operation_cost', 'Objects that an answer could hold.', {
    labels: ['type'],
    buckets: OBJECTS,
  }),
  errors: counter('graphql_errors_total', 'Errors in answers.', ['code']),
  rootFields: counter('graphql_root_fields_total', 'Fields at the top of operations.', [
    'field',
    'outcome',
  ]),
  requestSeconds: histogram('http_server_request_duration_seconds', 'Time to answer a request.', {
    labels: ['http_request_method', 'http_response_status_code', 'http_route'],
    buckets: SECONDS,
  }),
})

const subgraphSeries = ({ gauge, histogram }: Make) => ({
  fetchSeconds: histogram('subgraph_fetch_duration_seconds', 'Time of a fetch from a subgraph.', {
    labels: ['subgraph', 'outcome'],
    buckets: SECONDS,
  }),
  breakers: gauge('subgraph_breaker_state', 'Circuit breaker: 0 closed, 1 half open, 2 open.', [
    'subgraph',
  ]),
})

const streamSeries = ({ counter, gauge }: Make) => ({
  sockets: gauge('ws_connections', 'Open WebSockets.', []),
  subscriptions: gauge('graphql_subscriptions', 'Subscriptions that run.', ['transport']),
  events: counter('graphql_events_total', 'Events sent to subscribers.', ['transport']),
})

function factories(registry: Registry) {
  const registers = [registry]
  const gauge = (name: string, help: string, labelNames: string[]) =>
    new Gauge({ name, help, labelNames, registers })
  const read = (name: string, help: string, value: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value())
      },
    })
  return {
    gauge,
    read,
    counter: (name: string, help: string, labelNames: string[]) =>
      new Counter({ name, help, labelNames, registers }),
    histogram: (
      name: string,
      help: string,
      { labels, buckets }: { labels: string[]; buckets: number[] },
    ) => new Histogram({ name, help, labelNames: labels, buckets, registers }),
    /** A gauge that is there from when somebody says what to read. */
    watched: (name: string, help: string) => (value: () => number) => {
      registry.removeSingleMetric(name)
      read(name, help, value)
    },
  }
}
