/**
 * What a gateway counts and measures, for Prometheus. One set for each gateway; `docs/operating/metrics.md` lists them.
 *
 * No label ever has a value that a stranger chose: names of operations are told apart only when they are known, and every
 * other label is bounded.
 */
import { Registry } from 'prom-client'
import { type ActiveUsers, newActiveUsers } from './active-users.ts'
import { type KnownNames, newBoundedLabel, newKnownNames } from './names.ts'
import { processMetrics } from './process-metrics.ts'
import { type GatewaySeries, newGatewaySeries } from './series.ts'
import type { MetricConfig } from './variables.ts'

/** The way by which an operation came in. */
export type Transport = 'http' | 'websocket' | 'sse'

/** An operation that was answered, or a subscription that ended. */
export type MeasuredOperation = Readonly<{
  name?: string | undefined
  kind: 'query' | 'mutation' | 'subscription' | 'unknown'
  transport: Transport
  /** The codes of its errors. */
  codes: readonly string[]
  ms: number
  cost?: number | undefined
  /** Names of the fields at the top, as the schema has them. */
  rootFields?: readonly string[] | undefined
  /** The person who asked. */
  userId?: string | null | undefined
}>

/** What happened at a circuit breaker: requests pass, one is let through to find out, none pass. */
export type BreakerState = 'closed' | 'halfOpen' | 'open'

/** Records what happens, and shows it. */
export type Metrics = Readonly<{
  /** Lets operations of this name be told apart. */
  knowOperation(name: string): void
  operation(operation: MeasuredOperation): void
  request(request: Readonly<{ method: string; route: string; status: number; ms: number }>): void
  fetch(
    fetch: Readonly<{ subgraph: string; ms: number; outcome: 'ok' | 'errors' | 'failed' }>,
  ): void
  breaker(subgraph: string, state: BreakerState): void
  socketOpened(): void
  socketClosed(): void
  subscriptionStarted(transport: Transport): void
  subscriptionEnded(transport: Transport): void
  event(transport: Transport): void
  rateRefused(bucket: string): void
  abuseDetected(kind: string): void
  persisted(result: 'hit' | 'unknown' | 'refused'): void
  plan(result: 'hit' | 'miss'): void
  cacheRead(result: 'hit' | 'miss' | 'joined' | 'uncacheable'): void
  /** Reads a size whenever the metrics are asked for. */
  watch(size: 'plans' | 'documents' | 'answers' | 'upstreams', read: () => number): void
  /** Everything in Prometheus's text format. */
  text(): Promise<string>
  contentType: string
}>

/** Makes a gateway's metrics. */
export function newMetrics(
  config: Pick<MetricConfig, 'METRICS_OPERATIONS_MAX' | 'METRICS_USERS_MAX'>,
): Metrics {
  const registry = new Registry()
  const names = newKnownNames(config.METRICS_OPERATIONS_MAX)
  const users = newActiveUsers(config.METRICS_USERS_MAX)
  const series = newGatewaySeries(registry, () => users.count())
  return {
    knowOperation: names.add,
    operation: newOperationRecord(series, { names, users }),
    ...newRecords(series),
    watch: (size, read) => series.watched[size](read),
    async text() {
      const [own, shared] = [await registry.metrics(), await processMetrics().metrics()]
      return `${own.trimEnd()}\n\n${shared}`
    },
    contentType: registry.contentType,
  }
}

/** Codes that say that something of ours failed; every other refuses what was asked. */
const FAULTS: ReadonlySet<string> = new Set(['INTERNAL', 'TIMEOUT', 'SERVICE_UNAVAILABLE'])
const CODES_MAX = 64
const FIELDS_MAX = 500

const outcomeOf = (codes: readonly string[]): string => {
  if (codes.length === 0) return 'ok'
  return codes.some((code) => FAULTS.has(code)) ? 'fault' : 'refused'
}

function newOperationRecord(
  series: GatewaySeries,
  { names, users }: { names: KnownNames; users: ActiveUsers },
): Metrics['operation'] {
  const [codeOf, fieldOf] = [newBoundedLabel(CODES_MAX), newBoundedLabel(FIELDS_MAX)]
  return ({ name, kind: type, transport, codes, ms, cost, rootFields, userId }) => {
    const outcome = outcomeOf(codes)
    const operation = names.labelOf(name)
    // A subscription lasts as long as its client likes: its length says nothing of us.
    if (type !== 'subscription')
      series.operationSeconds.observe({ operation, type, outcome }, ms / 1_000)
    series.operations.inc({ type, outcome, transport })
    if (cost !== undefined) series.operationCost.observe({ type }, cost)
    for (const code of codes) series.errors.inc({ code: codeOf(code) })
    for (const field of rootFields ?? []) series.rootFields.inc({ field: fieldOf(field), outcome })
    if (userId) users.see(userId)
  }
}

const SUBGRAPHS_MAX = 100
const ROUTES_MAX = 100
const METHODS: ReadonlySet<string> = new Set(['GET', 'POST', 'OPTIONS', 'HEAD', 'PUT', 'DELETE'])
const BREAKER_VALUES: Readonly<Record<BreakerState, number>> = { closed: 0, halfOpen: 1, open: 2 }

function newRecords(
  series: GatewaySeries,
): Omit<Metrics, 'knowOperation' | 'operation' | 'watch' | 'text' | 'contentType'> {
  const [subgraphOf, routeOf] = [newBoundedLabel(SUBGRAPHS_MAX), newBoundedLabel(ROUTES_MAX)]
  return {
    request({ method, route, status, ms }) {
      const labels = {
        // OpenTelemetry's names of these attributes, with underscores for dots.
        http_request_method: METHODS.has(method) ? method : '_OTHER',
        http_response_status_code: String(status),
        http_route: routeOf(route),
      }
      series.requestSeconds.observe(labels, ms / 1_000)
    },
    fetch({ subgraph, ms, outcome }) {
      series.fetchSeconds.observe({ subgraph: subgraphOf(subgraph), outcome }, ms / 1_000)
    },
    breaker: (subgraph, state) =>
      series.breakers.set({ subgraph: subgraphOf(subgraph) }, BREAKER_VALUES[state]),
    socketOpened: () => series.sockets.inc(),
    socketClosed: () => series.sockets.dec(),
    subscriptionStarted: (transport) => series.subscriptions.inc({ transport }),
    subscriptionEnded: (transport) => series.subscriptions.dec({ transport }),
    event: (transport) => series.events.inc({ transport }),
    rateRefused: (bucket) => series.rateRefusals.inc({ bucket }),
    abuseDetected: (kind) => series.abuse.inc({ kind }),
    persisted: (result) => series.persisted.inc({ result }),
    plan: (result) => series.plans.inc({ result }),
    cacheRead: (result) => series.cacheReads.inc({ result }),
  }
}
