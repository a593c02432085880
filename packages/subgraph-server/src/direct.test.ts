import {
  ANONYMOUS,
  newAssertionKey,
  newAssertionSigner,
  newAssertionVerifier,
  serviceActor,
} from '@tallystick/actor'
import { type DoorFacts, newRemoteDoor } from '@tallystick/subgraph-client'
import { SILENT } from '@tallystick/telemetry'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { factsOf, newRoom, person } from '../test/room.ts'
import { type Served, serveSubgraph } from './serve.ts'
import type { Subgraph } from './subgraph.ts'

const gatewayKey = await newAssertionKey('gateway')
const paymentsKey = await newAssertionKey('payments')
const verify = newAssertionVerifier('room', [gatewayKey.publicKey, paymentsKey.publicKey])
const sign = newAssertionSigner(gatewayKey)
const room = newRoom()
const closers: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const serve = (subgraph: Subgraph): Promise<Served> =>
  serveSubgraph(subgraph, { host: '127.0.0.1', port: 0, verify, log: SILENT })

describe('the gateway’s short way answers byte for byte like Apollo Server', () => {
  let served: Served

  beforeAll(async () => {
    served = await serve(room.subgraph)
    return () => served.close()
  })

  const ask = async (by: typeof sign, body: object) => {
    const assertion = await by(serviceActor('payments'), 'room')
    const response = await fetch(`${served.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${assertion}` },
      body: JSON.stringify(body),
    })
    const { status, headers } = response
    // Apollo Server ends with a line break.
    const text = (await response.text()).trimEnd()
    return { status, type: headers.get('content-type'), text }
  }
  const byPayments = newAssertionSigner(paymentsKey)
  const bodies: object[] = [
    { query: '{ hello }' },
    { query: 'query ($n: String) { b: hello(name: $n) a: hello }', variables: { n: 'é\u2028"' } },
    { query: 'query a { hello } query b { hello(name: "b") }', operationName: 'b' },
    { query: 'query a { hello } query b { hello }' },
    { query: '{ hello }', variables: null, operationName: null },
    { query: '{ echo(amount: { amount: "9007199254740993", currency: "USD" }) { amount } }' },
    {
      query: 'query ($m: MoneyInput!) { echo(amount: $m) { amount } }',
      variables: { m: { amount: 5, currency: 'USD' } },
    },
    { query: '{ minor(of: 5) }' },
    { query: '{ me { id email name } report }' },
    { query: '{ fault missing hello }' },
    { query: '{ wrongType foreign }' },
    { query: 'mutation { change(to: "short") }' },
    { query: 'mutation { change(to: "") }' },
    { query: 'mutation { fault }' },
    { query: '{ nothing and: nothing }' },
    { query: '{ hello(name: 5) }' },
    { query: '{' },
    { query: 'subscription { ticks { number } }' },
  ]
  test.each(bodies.map((body) => [JSON.stringify(body), body] as const))(
    '%.80s',
    async (_text, body) => {
      expect(await ask(sign, body)).toEqual(await ask(byPayments, body))
    },
  )

  test.each([
    [{}],
    [[{ query: '{ hello }' }]],
    [{ query: '' }],
    [{ query: 5 }],
    [{ query: '{ hello }', variables: [1] }],
    [{ query: '{ hello }', variables: 'x' }],
    [{ query: '{ hello }', operationName: 5 }],
  ])('and refuses what is no request: %j', async (body) => {
    const { status, text } = await ask(sign, body)
    expect([status, JSON.parse(text).errors[0].extensions]).toEqual([
      400,
      { code: 'BAD_REQUEST', outcome: 'NOT_APPLIED' },
    ])
    expect((await ask(byPayments, body)).status).toBe(400)
  })
})

describe('what the caller has said about its time', () => {
  /** A subgraph that answers when its signal aborts, and remembers what it was told. */
  const newPatient = () => {
    const told: { facts: DoorFacts; aborted: string }[] = []
    const subgraph: Subgraph = {
      ...room.subgraph,
      execute: (_request, facts) =>
        new Promise((resolve) => {
          const one = { facts, aborted: '' }
          told.push(one)
          facts.signal?.addEventListener('abort', () => {
            one.aborted = (facts.signal?.reason as Error | undefined)?.name ?? ''
            resolve({ data: null })
          })
        }),
    }
    return { told, subgraph }
  }
  const open = async (subgraph: Subgraph, ms: number) => {
    const served = await serve(subgraph)
    closers.push(() => served.close())
    const door = newRemoteDoor({
      name: 'room',
      url: served.url,
      sign,
      deadlineMs: { query: ms, mutation: ms },
      log: SILENT,
    })
    closers.push(() => door.close())
    return { served, door }
  }

  test('stops the work when it is over, also for who keeps the line', async () => {
    const { told, subgraph } = newPatient()
    const { served } = await open(subgraph, 5_000)
    const began = performance.now()
    const response = await fetch(`${served.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-deadline-ms': '100',
        authorization: `Bearer ${await sign(ANONYMOUS, 'room')}`,
      },
      body: '{"query":"{ slow }"}',
    })
    expect(response.status).toBe(200)
    expect(performance.now() - began).toBeGreaterThan(95)
    expect(told[0]?.aborted).toBe('TimeoutError')
    expect(told[0]?.facts.deadlineAt).toBeLessThan(performance.now())
  })

  test('travels on through the door, and leaving stops the work at once', async () => {
    const { told, subgraph } = newPatient()
    const { door } = await open(subgraph, 60_000)
    const controller = new AbortController()
    const facts = factsOf(person('usr_1'), { signal: controller.signal })
    const left = door.execute({ query: '{ slow }' }, facts)
    await expect.poll(() => told.length).toBe(1)
    expect(told[0]?.facts.deadlineAt).toBeGreaterThan(performance.now() + 50_000)
    controller.abort()
    await expect(left).rejects.toMatchObject({ reason: 'CANCELLED' })
    await expect.poll(() => told[0]?.aborted).toBe('AbortError')
  })

  test.each(['', 'soon', '-1', '1e3', '99999999999'])(
    'is not believed when it is %j',
    async (text) => {
      const { told, subgraph } = newPatient()
      const { served } = await open(subgraph, 5_000)
      const controller = new AbortController()
      const asked = fetch(`${served.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-deadline-ms': text,
          authorization: `Bearer ${await sign(ANONYMOUS, 'room')}`,
        },
        body: '{"query":"{ slow }"}',
        signal: controller.signal,
      }).catch(() => undefined)
      await expect.poll(() => told.length).toBe(1)
      expect(told[0]?.facts.deadlineAt).toBeUndefined()
      controller.abort()
      await asked
    },
  )
})
