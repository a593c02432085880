import { type Actor, ANONYMOUS } from '@tallystick/actor'
import type { Door, DoorFacts } from '@tallystick/subgraph-client'
import { newLogger } from '@tallystick/telemetry'
import { describe, expect, test } from 'vitest'
import { fetchTimesOf, newFetchTally, observeDoor, withTally } from './fetch-tally.ts'
import { newMetrics } from './metrics.ts'
import { type LoggedOperation, logOperation } from './operation-log.ts'

const operation: LoggedOperation = {
  requestId: 'request-1',
  name: 'SendMoney',
  hash: 'ab12cd34ef56'.repeat(5),
  kind: 'mutation',
  transport: 'http',
  actor: { ...ANONYMOUS, kind: 'USER', id: 'usr_ada', roles: ['ADMIN', 'CUSTOMER'] } as Actor,
  cost: 7,
  ms: 12.345,
  planMs: 0,
  subgraphs: { payments: 8.123, ledger: 2 },
  status: 200,
  codes: [],
}

function linesOf(...operations: LoggedOperation[]) {
  let text = ''
  const log = newLogger({ name: 'test', destination: { write: (line) => (text += line) } })
  for (const each of operations) logOperation(log, each)
  return text
    .split('\n')
    .flatMap((line): Record<string, unknown>[] => (line === '' ? [] : [JSON.parse(line)]))
}

describe('the line of an operation', () => {
  test('says what was asked, by which role, and where the time went (SUP-14, OBS-3)', () => {
    const [line] = linesOf(operation)
    expect(line).toEqual({
      level: 'info',
      time: expect.any(String),
      pid: process.pid,
      name: 'test',
      msg: 'operation',
      requestId: 'request-1',
      operation: 'SendMoney',
      hash: 'ab12cd34ef56',
      kind: 'mutation',
      transport: 'http',
      role: 'ADMIN+CUSTOMER',
      cost: 7,
      ms: 12.3,
      subgraphs: { payments: 8.1, ledger: 2 },
      status: 200,
    })
  })

  test('names the key of a partner and each code once, and cuts what is long', () => {
    const codes = [...Array(50).fill('FORBIDDEN'), ...Array.from({ length: 50 }, (_, n) => `C${n}`)]
    const actor = { ...operation.actor, keyId: 'key_1' }
    const [line] = linesOf({ ...operation, actor, codes, name: 'x'.repeat(500), planMs: 3.21 })
    expect(line).toMatchObject({ keyId: 'key_1', operation: 'x'.repeat(64), planMs: 3.2 })
    expect(line?.['codes']).toHaveLength(10)
  })

  test('is a warning when something of ours failed', () => {
    const lines = linesOf({ ...operation, status: 500, codes: ['INTERNAL'] })
    expect(lines[0]).toMatchObject({ level: 'warn', codes: ['INTERNAL'] })
  })

  test('of a stranger and an unreadable document says only that', () => {
    const [line] = linesOf({
      ...operation,
      actor: ANONYMOUS,
      name: undefined,
      hash: undefined,
      cost: undefined,
      subgraphs: undefined,
      kind: 'unknown',
    })
    expect(line).toMatchObject({ role: 'ANONYMOUS', kind: 'unknown', subgraphs: {} })
    expect(line).not.toHaveProperty('operation')
  })
})

describe('fetches of an operation', () => {
  test('are added up at the operation that they are for, and measured', async () => {
    const metrics = newMetrics({ METRICS_OPERATIONS_MAX: 1, METRICS_USERS_MAX: 1_000 })
    const door: Door = {
      name: 'ledger',
      async execute({ query }) {
        await new Promise((resolve) => setTimeout(resolve, 10))
        if (query === 'lost') throw new Error('lost')
        return { data: {} }
      },
      executeText: async ({ query }) => (query === 'wrong' ? '{"errors":[]}' : '{"data":{}}'),
      subscribe: async () => ({ data: {} }),
    }
    const observed = observeDoor(door, metrics)
    const facts: DoorFacts = { actor: ANONYMOUS, issuer: 'gateway', requestId: 'request-1' }
    const tally = newFetchTally()
    const tallied = { ...withTally(facts, tally), signal: AbortSignal.timeout(1_000) }
    await observed.execute({ query: '{ a }' }, tallied)
    await expect(observed.execute({ query: 'lost' }, tallied)).rejects.toThrow('lost')
    await observed.execute({ query: '{ a }' }, facts)
    expect(await observed.executeText?.({ query: '{ a }' }, tallied)).toBe('{"data":{}}')
    await observed.executeText?.({ query: 'wrong' }, tallied)
    expect(Object.keys(tally.times())).toEqual(['ledger'])
    expect(tally.times()['ledger']).toBeGreaterThan(15)
    expect(JSON.stringify(tallied)).not.toContain('tally')
    const text = await metrics.text()
    expect(text).toContain(
      'subgraph_fetch_duration_seconds_count{subgraph="ledger",outcome="ok"} 3',
    )
    expect(text).toContain('{subgraph="ledger",outcome="failed"} 1')
    expect(text).toContain('{subgraph="ledger",outcome="errors"} 1')
    expect(fetchTimesOf(tallied)).toBe(tally.times())
    expect(fetchTimesOf(facts)).toBeUndefined()
  })
})
