import { setTimeout as sleep } from 'node:timers/promises'
import { ANONYMOUS } from '@tallystick/actor'
import { SILENT } from '@tallystick/telemetry'
import { afterEach, describe, expect, test } from 'vitest'
import { type Answer, fine, json, newTestServer, type TestServer } from '../test/servers.ts'
import {
  type DoorCall,
  type DoorFacts,
  newRemoteDoor,
  parseUrls,
  type RemoteDoor,
  type RemoteDoorOptions,
} from './index.ts'

const facts: DoorFacts = { actor: ANONYMOUS, issuer: 'gateway', requestId: 'request-1' }
const query = { query: '{ a }' }
const mutation = { query: 'mutation { a }' }
const closers: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function serve(operations: Answer = fine, port = 0): Promise<TestServer> {
  const server = await newTestServer(operations, port)
  closers.push(() => server.stop())
  return server
}

function newDoor(
  servers: readonly TestServer[],
  more: Partial<RemoteDoorOptions> & { ms?: number } = {},
): RemoteDoor {
  const { ms = 2_000, ...options } = more
  const door = newRemoteDoor({
    name: 'ledger',
    urls: servers.map(({ url }) => url),
    sign: async () => 'assertion',
    deadlineMs: { query: ms, mutation: ms },
    probeEveryMs: 30,
    log: SILENT,
    ...options,
  })
  closers.push(() => door.close())
  return door
}

const breaks: Answer = (request) => void request.socket.destroy()
const fails: Answer = (_request, response) => void response.writeHead(502).end('<html>')
const hangs: Answer = () => undefined
const reasonOf = (answer: Promise<unknown>): Promise<unknown> =>
  answer.then(
    () => 'answered',
    ({ reason, outcome }: { reason: string; outcome: string }) => `${reason} ${outcome}`,
  )

describe('several addresses of one subgraph // SUP-4', () => {
  test('take turns', async () => {
    const servers = [await serve(), await serve()]
    const door = newDoor(servers)
    for (let i = 0; i < 10; i += 1) await door.execute(query, facts)
    expect(servers.map(({ requests }) => requests.length)).toEqual([5, 5])
  })

  test('one that is gone is left out, also for mutations, and is back when it is', async () => {
    const [stays, goes] = [await serve(), await serve()]
    const door = newDoor([stays, goes])
    await goes.stop()
    for (let i = 0; i < 6; i += 1)
      expect(await reasonOf(door.execute(mutation, facts))).toBe('answered')
    expect(door.state().healthy).toEqual([stays.url])
    const back = await serve(fine, Number(new URL(goes.url).port))
    await expect.poll(() => door.state().healthy).toHaveLength(2)
    for (let i = 0; i < 4; i += 1) await door.execute(query, facts)
    expect(back.requests.length).toBe(2)
  })

  test('one that keeps answering 5xx is left out after the third', async () => {
    const [good, bad] = [await serve(), await serve(fails)]
    const door = newDoor([good, bad], { probeEveryMs: 60_000 })
    for (let i = 0; i < 12; i += 1) await reasonOf(door.execute(query, facts))
    expect(bad.requests).toHaveLength(3)
    expect(door.state().healthy).toEqual([good.url])
  })

  test('one that says it is not ready gets no more calls', async () => {
    const [good, draining] = [await serve(), await serve()]
    const door = newDoor([good, draining])
    await door.execute(query, facts)
    draining.answer.readyStatus = 503
    await expect.poll(() => door.state().healthy).toEqual([good.url])
    const before = draining.requests.length
    for (let i = 0; i < 5; i += 1) await door.execute(query, facts)
    expect(draining.requests.length).toBe(before)
  })

  test('are tried all the same when none of them seems well', async () => {
    const servers = [await serve(), await serve()]
    for (const { answer } of servers) answer.readyStatus = 503
    const door = newDoor(servers)
    await door.execute(query, facts)
    await expect.poll(() => door.state().healthy).toEqual([])
    expect(await reasonOf(door.execute(mutation, facts))).toBe('answered')
  })

  test('a query whose connection broke is tried once on another; a mutation is not', async () => {
    const servers = [await serve(breaks), await serve(breaks), await serve(breaks)]
    const sent = () => servers.reduce((sum, { requests }) => sum + requests.length, 0)
    const door = newDoor(servers, { breaker: { failures: 100 } })
    expect(await reasonOf(door.execute(mutation, facts))).toBe('UNREACHABLE UNKNOWN')
    expect(sent()).toBe(1)
    expect(await reasonOf(door.execute(query, facts))).toBe('UNREACHABLE NOT_APPLIED')
    expect(servers.map(({ requests }) => requests.length)).toEqual([1, 1, 1])
  })

  test('are read from one text', () => {
    expect(parseUrls('http://a:1/, https://b:2/x//,http://a:1')).toEqual([
      'http://a:1',
      'https://b:2/x',
    ])
    for (const text of ['', ' , ', 'a:4001', 'ftp://a', 'http://a:1,nonsense'])
      expect(() => parseUrls(text)).toThrow(TypeError)
  })
})

describe('the breaker // SUP-19', () => {
  const limits = { failures: 3, resetMs: 80 }

  test('opens with the third failure in a row, and then turns away at once', async () => {
    const server = await serve(fails)
    const door = newDoor([server], { breaker: { ...limits, resetMs: 60_000 } })
    for (const _each of [1, 2]) await reasonOf(door.execute(query, facts))
    server.answer.operations = fine
    await door.execute(query, facts)
    server.answer.operations = fails
    for (const _each of [1, 2]) await reasonOf(door.execute(query, facts))
    expect(door.state().breaker).toBe('CLOSED')
    await reasonOf(door.execute(query, facts))
    expect(door.state().breaker).toBe('OPEN')
    const before = server.requests.length
    expect(await reasonOf(door.execute(mutation, facts))).toBe('UNREACHABLE NOT_APPLIED')
    expect(await reasonOf(Promise.resolve(door.subscribe(query, facts)))).toBe(
      'UNREACHABLE NOT_APPLIED',
    )
    expect(server.requests.length).toBe(before)
  })

  test('lets one call find out, turns away the others meanwhile, and closes with its answer', async () => {
    const server = await serve(fails)
    const door = newDoor([server], { breaker: limits })
    for (const _each of [1, 2, 3]) await reasonOf(door.execute(query, facts))
    await sleep(limits.resetMs + 10)
    server.answer.operations = (_request, response) =>
      void setTimeout(() => json(response, { data: { a: 1 } }), 50)
    const trial = reasonOf(door.execute(query, facts))
    expect(await reasonOf(door.execute(query, facts))).toBe('UNREACHABLE NOT_APPLIED')
    expect(await trial).toBe('answered')
    expect(door.state().breaker).toBe('CLOSED')
    expect(server.requests).toHaveLength(4)
  })

  test('a hanging subgraph counts; callers who leave or have no patience do not', async () => {
    const server = await serve(hangs)
    const door = newDoor([server], { breaker: limits, ms: 400 })
    for (let i = 0; i < 5; i += 1) {
      const leaving = door.execute(query, { ...facts, signal: AbortSignal.timeout(10) })
      expect(await reasonOf(leaving)).toBe('DEADLINE NOT_APPLIED')
      const hasty = door.execute(query, { ...facts, deadlineAt: performance.now() + 10 })
      expect(await reasonOf(hasty)).toBe('DEADLINE NOT_APPLIED')
      const controller = new AbortController()
      const requestId = `request-of-${i}`
      const { signal } = controller
      const left = reasonOf(door.execute(mutation, { ...facts, requestId, signal }))
      const arrived = () =>
        server.requests.some((each) => each.headers['x-request-id'] === requestId)
      await expect.poll(arrived, { interval: 5 }).toBe(true)
      controller.abort()
      expect(await left).toBe('CANCELLED UNKNOWN')
    }
    expect(door.state().breaker).toBe('CLOSED')
    await Promise.all([1, 2, 3].map(() => reasonOf(door.execute(query, facts))))
    expect(door.state().breaker).toBe('OPEN')
    await sleep(limits.resetMs + 10)
    const quits = door.execute(query, { ...facts, signal: AbortSignal.timeout(10) })
    await reasonOf(quits)
    expect(door.state().breaker).toBe('OPEN')
  })

  test('does not mind answers that are too large, or assertions that are not believed', async () => {
    const server = await serve(
      (_request, response) => void response.end(`{"data":{"a":"${'x'.repeat(10 * 1_048_576)}"}}`),
    )
    const door = newDoor([server], { breaker: { failures: 1 } })
    expect(await reasonOf(door.execute(query, facts))).toBe('BAD_ANSWER NOT_APPLIED')
    server.answer.operations = (_request, response) => json(response, { errors: [] }, 401)
    expect(await reasonOf(door.execute(query, facts))).toBe('REFUSED NOT_APPLIED')
    expect(door.state().breaker).toBe('CLOSED')
  })
})

describe('the bulkhead // SUP-19', () => {
  test('runs as many as it may, lets some wait, and turns the rest away at once', async () => {
    const held: (() => void)[] = []
    const server = await serve(
      (_request, response) => void held.push(() => json(response, { data: { a: 1 } })),
    )
    const door = newDoor([server], { bulkhead: { concurrencyMax: 2, queueMax: 3 } })
    const calls = Array.from({ length: 5 }, () => reasonOf(door.execute(mutation, facts)))
    await expect.poll(() => held.length).toBe(2)
    expect(door.state()).toMatchObject({ inFlight: 2, waiting: 3 })
    expect(await reasonOf(door.execute(mutation, facts))).toBe('OVERLOADED NOT_APPLIED')
    while (server.requests.length < 5 || held.length > 0) {
      for (const release of held.splice(0)) release()
      await sleep(5)
    }
    expect(await Promise.all(calls)).toEqual(Array(5).fill('answered'))
    expect(door.state()).toMatchObject({ inFlight: 0, waiting: 0 })
  })

  test('who leaves the queue is told at once, and nothing is sent for them', async () => {
    const server = await serve(hangs)
    const door = newDoor([server], { bulkhead: { concurrencyMax: 1 }, ms: 150 })
    const first = reasonOf(door.execute(query, facts))
    const controller = new AbortController()
    const second = reasonOf(door.execute(mutation, { ...facts, signal: controller.signal }))
    controller.abort()
    expect(await second).toBe('CANCELLED NOT_APPLIED')
    expect(await first).toBe('DEADLINE NOT_APPLIED')
    expect(await reasonOf(door.execute(query, facts))).toBe('DEADLINE NOT_APPLIED')
    expect(server.requests).toHaveLength(2)
  })
})

describe('a call', () => {
  test('tells the subgraph how long its caller still waits', async () => {
    const server = await serve()
    const door = newDoor([server], { ms: 2_000 })
    await door.execute(query, facts)
    await door.execute(query, { ...facts, deadlineAt: performance.now() + 500 })
    const [own, callers] = server.requests.map(({ headers }) => Number(headers['x-deadline-ms']))
    expect(own).toBeGreaterThan(1_000)
    expect(own).toBeLessThanOrEqual(2_000)
    expect(callers).toBeGreaterThan(1)
    expect(callers).toBeLessThanOrEqual(500)
  })

  test('is told to an observer when it has ended', async () => {
    const calls: DoorCall[] = []
    const server = await serve()
    const door = newDoor([server], { onCall: (call) => calls.push(call) })
    await door.execute(query, facts)
    server.answer.operations = fails
    await reasonOf(door.execute(query, facts))
    expect(calls).toEqual([
      { subgraph: 'ledger', ms: expect.any(Number), ok: true },
      { subgraph: 'ledger', ms: expect.any(Number), ok: false, reason: 'BAD_ANSWER' },
    ])
  })

  test('can be answered as the text that arrived, with the same refusals', async () => {
    const server = await serve()
    const door = newDoor([server], { breaker: { failures: 100 } })
    const texts = [
      '{"data":{"a":"é\u2028"}}',
      '{"data":null,"errors":[{"message":"no"}]}',
      '{"errors":[{"message":"no"}]}\n',
      ' { "data" : {} }',
    ]
    for (const text of texts) {
      server.answer.operations = (_request, response) => {
        const bytes = Buffer.from(text)
        // Cut in the middle of a character.
        response.write(bytes.subarray(0, 15))
        setTimeout(() => response.end(bytes.subarray(15)), 5)
      }
      expect(await door.executeText(query, facts)).toBe(text.trimEnd())
      expect(await door.execute(query, facts)).toEqual(expect.objectContaining({}))
    }
    for (const text of [
      '',
      '<html>',
      '[{"data":{}}]',
      '{"data":',
      '{"data":5}',
      '{"ok":true}',
      '{"errors":[{',
    ]) {
      server.answer.operations = (_request, response) => void response.end(text)
      for (const call of [door.executeText, door.execute])
        expect(await reasonOf(call(query, facts))).toBe('BAD_ANSWER NOT_APPLIED')
    }
  })
})
