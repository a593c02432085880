import { describe, expect, test } from 'vitest'
import { newActiveUsers } from './active-users.ts'
import { type MeasuredOperation, newMetrics } from './metrics.ts'
import { OTHER } from './names.ts'

const config = { METRICS_OPERATIONS_MAX: 2, METRICS_USERS_MAX: 1_000 }
const me: MeasuredOperation = {
  name: 'Me',
  kind: 'query',
  transport: 'http',
  codes: [],
  ms: 12,
  cost: 3,
  rootFields: ['me'],
  userId: 'usr_ada',
}

async function linesOf(record: (metrics: ReturnType<typeof newMetrics>) => void) {
  const metrics = newMetrics(config)
  record(metrics)
  const lines = (await metrics.text()).split('\n')
  return {
    lines,
    of: (name: string) =>
      lines.filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `)),
  }
}

describe('metrics', () => {
  test('count operations and their time by kind, outcome and transport (OBS-6, OBS-7)', async () => {
    const { of } = await linesOf((metrics) => {
      metrics.knowOperation('Me')
      metrics.operation(me)
      metrics.operation({ ...me, codes: ['FORBIDDEN', 'FORBIDDEN'], transport: 'websocket' })
      metrics.operation({ ...me, codes: ['INTERNAL'] })
    })
    expect(of('graphql_operations_total')).toEqual([
      'graphql_operations_total{type="query",outcome="ok",transport="http"} 1',
      'graphql_operations_total{type="query",outcome="refused",transport="websocket"} 1',
      'graphql_operations_total{type="query",outcome="fault",transport="http"} 1',
    ])
    expect(of('graphql_errors_total')).toEqual([
      'graphql_errors_total{code="FORBIDDEN"} 2',
      'graphql_errors_total{code="INTERNAL"} 1',
    ])
    expect(of('graphql_operation_duration_seconds_count')).toContain(
      'graphql_operation_duration_seconds_count{operation="Me",type="query",outcome="ok"} 1',
    )
    expect(of('graphql_root_fields_total')[0]).toBe(
      'graphql_root_fields_total{field="me",outcome="ok"} 1',
    )
  })

  test('have no series that a stranger named, and at most as many names as are known', async () => {
    const { lines, of } = await linesOf((metrics) => {
      for (const name of ['Me', 'SendMoney', 'OneTooMany']) metrics.knowOperation(name)
      for (const name of ['Me', 'SendMoney', 'OneTooMany']) metrics.operation({ ...me, name })
      for (let count = 0; count < 1_000; count++) {
        const stranger = { name: `Stranger${count}`, codes: [`CODE_${count}`] }
        metrics.operation({ ...me, ...stranger, rootFields: [`field${count}`] })
        metrics.fetch({ subgraph: `subgraph${count}`, ms: 1, outcome: 'ok' })
        metrics.request({ method: `X${count}`, route: `/${count}`, status: 404, ms: 1 })
      }
      metrics.operation({ ...me, name: undefined })
    })
    const named = of('graphql_operation_duration_seconds_count').map(
      (line) => /operation="([^"]*)"/.exec(line)?.[1],
    )
    expect(new Set(named)).toEqual(new Set(['Me', 'SendMoney', OTHER]))
    expect(lines.some((line) => line.includes('Stranger'))).toBe(false)
    expect(of('graphql_errors_total')).toHaveLength(65)
    expect(of('graphql_root_fields_total').length).toBeLessThanOrEqual(502)
    expect(of('subgraph_fetch_duration_seconds_count')).toHaveLength(101)
    expect(of('http_server_request_duration_seconds_count')).toHaveLength(101)
    expect(lines.length).toBeLessThan(6_000)
  })

  test('say how many sockets, subscriptions and active users there are now', async () => {
    const { of } = await linesOf((metrics) => {
      metrics.socketOpened()
      metrics.socketOpened()
      metrics.socketClosed()
      metrics.subscriptionStarted('sse')
      metrics.event('sse')
      metrics.operation(me)
      metrics.operation(me)
      metrics.operation({ ...me, userId: 'usr_ben' })
      metrics.operation({ ...me, userId: null })
      metrics.breaker('payments', 'open')
      metrics.watch('plans', () => 7)
      metrics.watch('plans', () => 8)
    })
    expect(of('ws_connections')).toEqual(['ws_connections 1'])
    expect(of('graphql_subscriptions')).toEqual(['graphql_subscriptions{transport="sse"} 1'])
    expect(of('graphql_events_total')).toEqual(['graphql_events_total{transport="sse"} 1'])
    expect(of('active_users')).toEqual(['active_users 2'])
    expect(of('subgraph_breaker_state')).toEqual(['subgraph_breaker_state{subgraph="payments"} 2'])
    expect(of('query_plans_kept')).toEqual(['query_plans_kept 8'])
  })

  test('of two gateways in one process are apart; those of the process are the same', async () => {
    const [one, other] = [newMetrics(config), newMetrics(config)]
    one.rateRefused('address')
    expect(await one.text()).toContain('rate_refusals_total{bucket="address"} 1')
    const text = await other.text()
    expect(text).not.toContain('rate_refusals_total{')
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m)
    expect(text).toMatch(/^process_cpu_seconds_total /m)
  })

  test('have names as Prometheus wants them: a help for each, `_total` for counters alone', async () => {
    const text = await newMetrics(config).text()
    const types = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)]
    expect(types.length).toBeGreaterThan(20)
    for (const [, name, type] of types) {
      expect(text).toContain(`# HELP ${name} `)
      expect([name, type === 'counter']).toEqual([name, name?.endsWith('_total')])
    }
    expect(new Set(types.map(([, name]) => name)).size).toBe(types.length)
  })

  test('cost an operation less than 20 µs', () => {
    const metrics = newMetrics(config)
    metrics.knowOperation('Me')
    for (let count = 0; count < 2_000; count++) metrics.operation(me)
    const since = performance.now()
    for (let count = 0; count < 5_000; count++) metrics.operation(me)
    const microseconds = ((performance.now() - since) * 1_000) / 5_000
    expect(microseconds).toBeLessThan(20)
  })
})

describe('active users', () => {
  test('are those of the last five minutes, each once', () => {
    let now = 0
    const users = newActiveUsers(1_000, () => now)
    users.see('ada')
    now += 1
    users.see('ben')
    users.see('ben')
    now += 299_998
    expect(users.count()).toBe(2)
    now += 1
    expect(users.count()).toBe(1)
    now += 1
    expect(users.count()).toBe(0)
  })

  test('are counted up to a bound', () => {
    const users = newActiveUsers(1_000)
    for (let count = 0; count < 5_000; count++) users.see(String(count))
    expect(users.count()).toBe(1_000)
  })
})
