import { newAssertionKey, newAssertionSigner, newAssertionVerifier } from '@tallystick/actor'
import { newRemoteDoor } from '@tallystick/subgraph-client'
import { serveSubgraph } from '@tallystick/subgraph-server'
import { SILENT } from '@tallystick/telemetry'
import { createClient } from 'graphql-ws'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { newPayment, openRoom } from './room.ts'

describe('a gateway whose subgraphs are behind HTTP', () => {
  let room: Awaited<ReturnType<typeof openRoom>>
  const closers: (() => Promise<void>)[] = []
  let ada: string
  beforeAll(async () => {
    // The first room lends its subgraphs; the second reaches them over the network.
    const lender = await openRoom()
    const key = await newAssertionKey('gateway')
    const doors: Record<string, ReturnType<typeof newRemoteDoor>> = {}
    for (const [name, subgraph] of Object.entries(lender.subgraphs)) {
      const verify = newAssertionVerifier(name, [key.publicKey])
      const served = await serveSubgraph(subgraph, {
        host: '127.0.0.1',
        port: 0,
        verify,
        log: SILENT,
      })
      const sign = newAssertionSigner(key)
      const deadlineMs = { query: 2_000, mutation: 5_000 }
      const door = newRemoteDoor({ name, url: served.url, sign, deadlineMs, log: SILENT })
      doors[name] = door
      closers.push(door.close, served.close)
    }
    const distant = await openRoom({ doors: () => doors })
    room = { ...distant, bus: lender.bus }
    ada = await room.tokens.issue('usr_ada')
    closers.unshift(distant.close, lender.close)
  })
  afterAll(async () => {
    for (const close of closers) await close()
  })

  test('joins, denies, masks and refuses as one whose subgraphs are in its process', async () => {
    const { data } = await room.post('{ payments { id payer { seenBy } } }', { token: ada })
    const payer = { seenBy: 'usr_ada' }
    expect(data).toEqual({
      payments: [
        { id: 'pay_1', payer },
        { id: 'pay_2', payer },
      ],
    })
    const masked = await room.post('{ me { broken } }', { token: ada })
    expect(masked.errors?.[0]).toMatchObject({
      path: ['me', 'broken'],
      extensions: { code: 'INTERNAL', outcome: 'NOT_APPLIED' },
    })
    const refused = await room.post('mutation { pay(note: "bad") { id } }', { token: ada })
    expect(refused.errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      outcome: 'NOT_APPLIED',
    })
  })

  test('joins fields to the events of a subgraph and lets go of it when the client leaves', async () => {
    const client = createClient({
      url: room.wsUrl,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${ada}` },
      retryAttempts: 0,
    })
    const query = 'subscription { paymentChanged { cursor payment { id payer { seenBy } } } }'
    const events = client.iterate({ query })
    const first = events.next()
    const until = async (count: number) => {
      for (let tries = 0; room.bus.count() !== count && tries < 300; tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 10))
      expect(room.bus.count()).toBe(count)
    }
    await until(1)
    room.bus.emit({ cursor: '1', payment: newPayment('pay_1') })
    const payment = { id: 'pay_1', payer: { seenBy: 'usr_ada' } }
    expect((await first).value).toEqual({ data: { paymentChanged: { cursor: '1', payment } } })
    await events.return?.()
    await until(0)
    await client.dispose()
  })
})
