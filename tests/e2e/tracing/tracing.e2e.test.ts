import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, post, signIn } from '../../kit/client.ts'
import { newDataDir, type Product, removeDataDir, startProduct } from '../../kit/product.ts'

type Attribute = Readonly<{ key: string; value: Readonly<{ stringValue?: string }> }>
type Span = Readonly<{ traceId: string; spanId: string; parentSpanId?: string; name: string }>
type Sent = Span & Readonly<{ service: string }>

const spans: Sent[] = []
let collector: Server

/** A collector of OTLP over HTTP with JSON. */
beforeAll(async () => {
  collector = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    for (const { resource, scopeSpans } of JSON.parse(body).resourceSpans) {
      const attributes = resource.attributes as Attribute[]
      const name = attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? ''
      for (const { spans: some } of scopeSpans)
        spans.push(...(some as Span[]).map((each) => ({ ...each, service: name })))
    }
    response.end('{}')
  }).listen(0, '127.0.0.1')
  await once(collector, 'listening')
})
afterAll(() => {
  collector.close()
  collector.closeAllConnections()
})

const SEND = `mutation Traced($input: SendMoneyInput!) {
  sendMoney(input: $input) { __typename ... on SendMoneySuccess { payment { id payee { owner { name } } } } }
}`

describe.each(['embedded', 'distributed'] as const)('a payment, %s', (mode) => {
  const dataDir = newDataDir()
  let product: Product
  let ada: Client
  beforeAll(async () => {
    const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`
    product = await startProduct({ mode, dataDir, env: { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } })
    ada = await signIn(product.url, 'ada@demo.test')
  })
  afterAll(async () => {
    await product?.stop()
    removeDataDir(dataDir)
  })

  it('is one trace from the gateway over subgraphs and statements to what its events caused (OBS-11)', async () => {
    const accounts = await post(ada, '{ accounts(first: 1) { nodes { id } } }')
    const requestId = crypto.randomUUID()
    const input = {
      fromAccountId: accounts.data.accounts.nodes[0].id,
      to: { email: 'ben@demo.test' },
      amount: { amount: '100', currency: 'USD' },
      idempotencyKey: `traced-${mode}`,
    }
    const answer = await fetch(product.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${ada.token}`,
        'x-request-id': requestId,
      },
      body: JSON.stringify({ query: SEND, variables: { input } }),
    })
    expect(JSON.stringify(await answer.json())).toContain('SendMoneySuccess')
    // The id of the request is the id of its trace, so whoever has an answer finds the rest.
    const ofRequest = () => spans.filter(({ traceId }) => traceId === requestId.replaceAll('-', ''))
    const expected = mode === 'distributed' ? ['gateway', 'payments', 'worker'] : ['tallystick']
    const kinds: Readonly<Record<string, RegExp>> = {
      operation: /^mutation$/,
      statement: /^(insert|select|update|with)/i,
      event: /^event payments:payment:/,
    }
    // Each process sends its part in its own time.
    const missing = () => [
      ...expected.filter((name) => !ofRequest().some(({ service }) => service === name)),
      ...Object.keys(kinds).filter(
        (kind) => !ofRequest().some(({ name }) => kinds[kind]?.test(name)),
      ),
    ]
    await expect.poll(missing, { timeout: 20_000 }).toEqual([])
    const roots = () => {
      const all = ofRequest()
      const known = new Set(all.map(({ spanId }) => spanId))
      return all.filter(({ parentSpanId }) => !parentSpanId || !known.has(parentSpanId)).length
    }
    await expect.poll(() => roots() < ofRequest().length / 2, { timeout: 20_000 }).toBe(true)
  })
})
