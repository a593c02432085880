import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  describeSpan,
  isTracing,
  newLogger,
  newRequestId,
  SILENT,
  startTracing,
  traceHeaders,
  traceStatement,
  withinTrace,
  withRequestSpan,
  withSpan,
} from './index.ts'
import { readTraceparent, spanIdsOf, writeTraceparent } from './trace-ids.ts'

type Sent = {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  kind: number
  status: { code?: number }
  attributes: { key: string; value: Record<string, unknown> }[]
}

const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
})

async function listen(answer: (request: IncomingMessage, body: string) => Promise<number>) {
  const server: Server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    response.writeHead(await answer(request, body)).end('{}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  open.push({
    close: () => new Promise((done) => server.close(done) && server.closeAllConnections()),
  })
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
}

/** A collector of OTLP over HTTP with JSON. */
async function newCollector(answer: () => number | Promise<number> = () => 200) {
  const spans: Sent[] = []
  const services = new Set<unknown>()
  const paths = new Set<unknown>()
  const url = await listen(async (request, body) => {
    paths.add(request.url)
    for (const part of JSON.parse(body).resourceSpans) {
      for (const { key, value } of part.resource.attributes)
        if (key === 'service.name') services.add(value.stringValue)
      for (const { spans: some } of part.scopeSpans) spans.push(...some)
    }
    return answer()
  })
  return { url, spans, services, paths }
}

async function trace(endpoint: string, { ratio = 1, log = SILENT } = {}) {
  const tracing = await startTracing({ endpoint, service: 'gateway', ratio, log })
  open.unshift(tracing)
  return tracing
}

/** Behaves as a statement of postgres.js: runs when it is first waited for. */
function newStatement(run: () => Promise<unknown>) {
  let running: Promise<unknown> | undefined
  const raw = { isRaw: false }
  return {
    raw,
    values() {
      raw.isRaw = true
      return this
    },
    // biome-ignore lint/suspicious/noThenProperty: the driver's statements have one.
    then(onValue?: (value: never) => unknown, onFault?: (fault: unknown) => unknown) {
      running ??= run()
      return running.then(onValue as never, onFault)
    },
  } as unknown as Promise<unknown> & { values(): Promise<unknown>; raw: { isRaw: boolean } }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const fact = (span: Sent | undefined, key: string): unknown =>
  Object.values(span?.attributes.find((each) => each.key === key)?.value ?? {})[0]

describe('tracing', () => {
  test('shows one request from the gateway through a subgraph to its statement as one trace (OBS-11)', async () => {
    const collector = await newCollector()
    const tracing = await trace(`${collector.url}/`)
    const requestId = newRequestId()
    const subgraph = await listen(async ({ headers }) => {
      const traceparent = String(headers['traceparent'])
      await withinTrace({ requestId, traceparent }, () =>
        withSpan('query', { side: 'server', attributes: { subgraph: 'ledger' } }, async () => {
          await traceStatement(
            newStatement(() => pause(5)),
            'select $1',
          )
        }),
      )
      return 200
    })
    await withRequestSpan('graphql', { requestId, attributes: { none: undefined } }, async () => {
      describeSpan('query', { 'graphql.operation.name': 'Me' })
      await withSpan('fetch ledger', { side: 'client' }, async () => {
        await fetch(subgraph, { headers: traceHeaders() })
      })
    })
    await tracing.close()
    const { spans } = collector
    expect([...collector.services, ...collector.paths]).toEqual(['gateway', '/v1/traces'])
    const chain = ['query', 'fetch ledger', 'query', 'SELECT']
    const inOrder: Sent[] = []
    for (const name of chain) {
      const parent = inOrder.at(-1)?.spanId
      inOrder.push(...spans.filter((span) => span.name === name && span.parentSpanId === parent))
    }
    expect(inOrder.map(({ name }) => name)).toEqual(chain)
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(
      new Set([requestId.replaceAll('-', '')]),
    )
    expect(inOrder.map(({ kind }) => kind)).toEqual([2, 3, 2, 3])
    expect(fact(inOrder[0], 'tallystick.request_id')).toBe(requestId)
    expect(fact(inOrder[0], 'graphql.operation.name')).toBe('Me')
    expect(fact(inOrder[3], 'db.query.text')).toBe('select $1')
  })

  test('puts what a worker does later under the request that caused it', async () => {
    const collector = await newCollector()
    const tracing = await trace(collector.url)
    await withRequestSpan('mutation', { requestId: 'client-chose-1' }, () => pause(1))
    await withinTrace({ requestId: 'client-chose-1' }, () =>
      withSpan('relay payments', {}, () => pause(1)),
    )
    await withinTrace({ requestId: null }, () => withSpan('nobody', {}, () => pause(1)))
    await tracing.close()
    const [first, later, other] = collector.spans
    expect([later?.traceId, later?.parentSpanId]).toEqual([first?.traceId, first?.spanId])
    expect(first?.traceId).toBe(spanIdsOf('client-chose-1').traceId)
    expect(other?.traceId).not.toBe(first?.traceId)
  })

  test('goes on with the trace of a caller who is trusted, and with none that is malformed', async () => {
    const collector = await newCollector()
    const tracing = await trace(collector.url)
    const traceparent = `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01`
    await withRequestSpan('query', { requestId: newRequestId(), traceparent }, () => pause(1))
    await withRequestSpan('query', { requestId: newRequestId(), traceparent: 'x' }, () => pause(1))
    await tracing.close()
    expect(collector.spans[0]?.traceId).toBe('ab'.repeat(16))
    expect(collector.spans[0]?.parentSpanId).toBe('cd'.repeat(8))
    expect(collector.spans[1]?.parentSpanId).toBeUndefined()
  })

  test('tells that work failed and by what kind of error, never by its message', async () => {
    const collector = await newCollector()
    const tracing = await trace(collector.url)
    const failing = withRequestSpan('query', { requestId: newRequestId() }, async () => {
      const statement = newStatement(async () => Promise.reject(new RangeError('canary-7f3a')))
      await traceStatement(statement, 'insert $1')
    })
    await expect(failing).rejects.toThrow('canary-7f3a')
    await tracing.close()
    expect(collector.spans.map(({ status }) => status.code)).toEqual([2, 2])
    expect(collector.spans.map((span) => fact(span, 'error.type'))).toEqual([
      'RangeError',
      'RangeError',
    ])
    expect(JSON.stringify(collector.spans)).not.toContain('canary')
  })

  test('leaves a statement as lazy as it is, and makes none of what no request asked for', async () => {
    const collector = await newCollector()
    const tracing = await trace(collector.url)
    const run = vi.fn(async () => 'row')
    await withRequestSpan('query', { requestId: newRequestId() }, async () => {
      const statement = traceStatement(newStatement(run), 'select $1')
      await pause(5)
      expect(run).not.toHaveBeenCalled()
      expect(await statement.values()).toBe('row')
      expect(await statement).toBe('row')
      expect(statement.raw.isRaw).toBe(true)
    })
    await traceStatement(newStatement(run), 'poll $1')
    await tracing.close()
    expect(collector.spans.map(({ name }) => name).sort()).toEqual(['SELECT', 'query'])
  })

  test('keeps the part of traces that it is told', async () => {
    const collector = await newCollector()
    const tracing = await trace(collector.url, { ratio: 0 })
    await withRequestSpan('query', { requestId: newRequestId() }, async () => {
      expect(traceHeaders().traceparent).toMatch(/-00$/)
    })
    await tracing.close()
    expect(collector.spans).toEqual([])
  })

  test.each([
    ['is away', undefined],
    ['hangs', () => new Promise<number>(() => {})],
    ['refuses', () => 500],
  ])(
    'costs no request anything while the collector %s',
    async (_title, answer) => {
      let text = ''
      const log = newLogger({ name: 'test', destination: { write: (line) => (text += line) } })
      const url = answer ? (await newCollector(answer)).url : 'http://127.0.0.1:1'
      const tracing = await trace(url, { log })
      const since = performance.now()
      for (let count = 0; count < 2_000; count++)
        await withRequestSpan('query', { requestId: `request-${count}` }, async () => {})
      expect(performance.now() - since).toBeLessThan(2_500)
      const closing = performance.now()
      await tracing.close()
      expect(performance.now() - closing).toBeLessThan(2_500)
      expect(text.match(/spans are lost/g)?.length ?? 0).toBeLessThanOrEqual(1)
    },
    15_000,
  )

  test('without an endpoint loads nothing, makes nothing, and runs the work as it is', async () => {
    const tracing = await startTracing({ endpoint: undefined, service: 'x', log: SILENT })
    expect(isTracing()).toBe(false)
    const work = async () => traceHeaders()
    expect(await withRequestSpan('query', { requestId: 'r' }, work)).toEqual({})
    expect(await withinTrace({ requestId: 'r' }, () => withSpan('x', {}, work))).toEqual({})
    const statement = newStatement(async () => 1)
    expect(traceStatement(statement, 'select $1')).toBe(statement)
    await tracing.close()
  })

  test('is started once in a process', async () => {
    const { url } = await newCollector()
    await trace(url)
    await expect(trace(url)).rejects.toThrow(TypeError)
  })
})

describe('traceparent', () => {
  test('reads what it writes', () => {
    const parent = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), isSampled: true }
    expect(readTraceparent(writeTraceparent(parent))).toEqual(parent)
  })

  test.each([
    undefined,
    '',
    `00-${'0'.repeat(32)}-${'b'.repeat(16)}-01`,
    `00-${'a'.repeat(32)}-${'0'.repeat(16)}-01`,
    `01-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
    `00-${'A'.repeat(32)}-${'b'.repeat(16)}-01`,
    `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01-x`,
  ])('is none: %j', (header) => {
    expect(readTraceparent(header)).toBeUndefined()
  })

  test('of a request is the same wherever its id is known, and never all zeros', () => {
    const id = '12345678-90ab-4def-8234-567890abcdef'
    expect(spanIdsOf(id)).toEqual(spanIdsOf(id))
    expect(spanIdsOf(id).traceId).toBe('1234567890ab4def8234567890abcdef')
    expect(spanIdsOf('00000000-0000-0000-0000-000000000000').traceId).not.toMatch(/^0+$/)
  })
})
