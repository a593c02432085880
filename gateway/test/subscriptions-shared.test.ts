import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { greetSocket, type RawSocket, until } from './raw-socket.ts'
import { newPayment, openRoom } from './room.ts'

const WATCH = 'subscription Watch { paymentChanged { cursor payment { payer { name seenBy } } } }'
const event = (cursor: string) => ({ cursor, payment: newPayment('pay_1') })

type Next = { data: { paymentChanged: object } }

describe('equal subscriptions of one person', () => {
  let room: Awaited<ReturnType<typeof openRoom>>
  const sockets: RawSocket[] = []
  beforeEach(async () => {
    room = await openRoom({
      env: {
        SUBSCRIPTIONS_SHARED: 'paymentChanged!paymentId',
        SOCKET_QUEUE_EVENTS_MAX: '5',
        SLOW_CLIENT_MS: '2500',
        SUBSCRIPTIONS_PER_ACTOR_MAX: '4',
        SOCKET_PING_MS: '3000',
      },
    })
  })
  afterEach(async () => {
    for (const { socket } of sockets.splice(0)) socket.terminate()
    await room.close()
    expect(room.bus.count()).toBe(0)
  })

  const watch = async (token: string, payload: object = { query: WATCH }) => {
    const socket = await greetSocket(room.wsUrl, token)
    sockets.push(socket)
    socket.send({ type: 'subscribe', id: '1', payload })
    const events = () =>
      socket.received.flatMap(({ type, payload: next }) =>
        type === 'next' && (next as Next).data ? [(next as Next).data.paymentChanged] : [],
      )
    const cursors = () => events().map((each) => (each as { cursor: string }).cursor)
    return { ...socket, events, cursors }
  }
  const seenBy = (one: object | undefined) =>
    (one as { payment: { payer: { seenBy: string } } } | undefined)?.payment.payer.seenBy

  test('share one stream of the subgraph, late ones too, and each gets each event once', async () => {
    const ada = await room.tokens.issue('usr_ada')
    const first = await watch(ada)
    await until(() => room.bus.count() === 1)
    room.bus.emit(event('1'))
    await until(() => first.cursors().length === 1)
    const second = await watch(ada)
    const third = await watch(ada)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(room.bus.count()).toBe(1)
    for (const cursor of ['2', '3']) room.bus.emit(event(cursor))
    await until(() => [first, second, third].every((each) => each.cursors().includes('3')))
    expect([first, second, third].map((each) => each.cursors())).toEqual([
      ['1', '2', '3'],
      ['2', '3'],
      ['2', '3'],
    ])
    first.close()
    second.close()
    await first.closed
    room.bus.emit(event('4'))
    await until(() => third.cursors().includes('4'))
    third.send({ type: 'complete', id: '1' })
    await until(() => room.bus.count() === 0)
  })

  test('of two people, two sessions or two roles share nothing: each sees fields of its own (RBA-9)', async () => {
    const claims = { sid: 'ses_2' }
    const streams = [
      await watch(await room.tokens.issue('usr_ada')),
      await watch(await room.tokens.issue('usr_ben')),
      await watch(await room.tokens.issue('usr_ada', { claims })),
      await watch(await room.tokens.issue('usr_ada', { roles: ['CUSTOMER', 'VENDOR'] })),
    ]
    await until(() => room.bus.count() === 4)
    room.bus.emit(event('1'))
    await until(() => streams.every((each) => each.events().length === 1))
    expect(streams.map((each) => seenBy(each.events()[0]))).toEqual([
      'usr_ada',
      'usr_ben',
      'usr_ada',
      'usr_ada',
    ])
  })

  test('that tell a history, or whose token lives longer, have a stream of their own', async () => {
    const ada = await room.tokens.issue('usr_ada', { seconds: 100 })
    const longer = await room.tokens.issue('usr_ada', { seconds: 200 })
    const query = `subscription ($id: ID) { paymentChanged(paymentId: $id) { cursor } }`
    await watch(ada, { query, variables: { id: 'pay_1' } })
    await watch(ada, { query, variables: { id: 'pay_1' } })
    await until(() => room.bus.count() === 2)
    await watch(ada)
    await watch(longer)
    await until(() => room.bus.count() === 4)
  })

  test('of one who is too slow are cut off and told after which event; the others go on (SAFETY F-39)', async () => {
    const ada = await room.tokens.issue('usr_ada')
    const fast = await watch(ada)
    const slow = await watch(ada)
    await until(() => {
      room.bus.emit(event('before'))
      return slow.cursors().length > 0 && fast.cursors().length >= slow.cursors().length
    })
    slow.socket.pause()
    for (let n = 0; n < 200; n += 1) {
      room.bus.emit(event(`${n}-${'x'.repeat(60_000)}`))
      // So many at once as a client may be behind.
      if (n % 4 === 3) await until(() => fast.cursors().at(-1)?.startsWith(`${n}-`) === true)
    }
    slow.socket.resume()
    await until(() => slow.received.some(({ payload }) => 'errors' in ((payload ?? {}) as object)))
    const told = slow.received.findLast(({ payload }) => payload !== undefined)?.payload as {
      errors: { extensions: { code: string; details: { cursor: string } } }[]
    }
    expect(told.errors[0]?.extensions).toMatchObject({
      code: 'RATE_LIMITED',
      details: { limit: 'queue', cursor: slow.cursors().at(-1) },
    })
    const large = (cursors: string[]) => cursors.filter((each) => each !== 'before')
    expect(large(slow.cursors())).toEqual(
      large(fast.cursors()).slice(0, large(slow.cursors()).length),
    )
  }, 20_000)

  test('of one who takes nothing at all end with the socket: 4429, then cut', async () => {
    const ada = await room.tokens.issue('usr_ada')
    const slow = await watch(ada)
    await until(() => room.bus.count() === 1)
    slow.socket.pause()
    for (let n = 0; n < 400; n += 1) room.bus.emit(event(`${n}-${'x'.repeat(60_000)}`))
    await until(() => room.bus.count() === 0, 8_000)
  }, 15_000)

  test('are at most so many for each person, over all sockets and streams', async () => {
    const ada = await room.tokens.issue('usr_ada')
    const socket = await greetSocket(room.wsUrl, ada)
    sockets.push(socket)
    for (const id of ['1', '2', '3'])
      socket.send({ type: 'subscribe', id, payload: { query: WATCH } })
    await watch(ada)
    await new Promise((resolve) => setTimeout(resolve, 50))
    const fifth = await watch(ada)
    await until(() => fifth.received.some(({ type }) => type === 'error'))
    expect(fifth.received.at(-1)).toMatchObject({
      payload: [
        {
          extensions: { code: 'RATE_LIMITED', details: { limit: 'subscriptions', max: 4 } },
        },
      ],
    })
    const response = await fetch(room.url, {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        authorization: `Bearer ${ada}`,
      },
      body: JSON.stringify({ query: WATCH }),
    })
    expect(response.status).toBe(429)
    socket.send({ type: 'complete', id: '1' })
    await new Promise((resolve) => setTimeout(resolve, 50))
    const sixth = await watch(ada)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(sixth.received.every(({ type }) => type !== 'error')).toBe(true)
  })

  test('get signs of life while nothing happens, over either transport', async () => {
    const ada = await room.tokens.issue('usr_ada')
    const { socket } = await watch(ada)
    await new Promise((resolve) => socket.once('ping', resolve))
    const leaving = new AbortController()
    const response = await fetch(`${room.url}?query=${encodeURIComponent(WATCH)}`, {
      headers: { accept: 'text/event-stream', authorization: `Bearer ${ada}` },
      signal: leaving.signal,
    })
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (text.length < 6) text += (await reader?.read())?.value ?? ''
    expect(text).toMatch(/^(:\n\n){2}/)
    leaving.abort()
  }, 15_000)
})
