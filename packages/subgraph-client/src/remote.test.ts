import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { ANONYMOUS } from '@tallystick/actor'
import { SILENT } from '@tallystick/telemetry'
import { afterEach, describe, expect, test } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Door, DoorError, type DoorFacts, type DoorResult, newRemoteDoor } from './index.ts'

const facts: DoorFacts = { actor: ANONYMOUS, issuer: 'gateway', requestId: 'request-1' }
const query = { query: '{ a }' }
const mutation = { query: 'mutation { a }' }
const subscription = { query: 'subscription { a }' }
const closers: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

type Answer = (request: IncomingMessage, response: ServerResponse, count: number) => void

/** Serves `answer` on a free port; `requests` are the ones that arrived. */
async function newServer(answer: Answer) {
  const requests: IncomingMessage[] = []
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    requests.push(request)
    request.resume().on('end', () => answer(request, response, requests.length))
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise((resolve) => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo
  return { server, requests, url: `http://127.0.0.1:${port}` }
}

function newDoor(url: string, ms = 2_000): Door {
  const door = newRemoteDoor({
    name: 'ledger',
    url,
    sign: async (_actor, audience) => `for-${audience}`,
    deadlineMs: { query: ms, mutation: ms },
    log: SILENT,
  })
  closers.push(() => door.close())
  return door
}

const json = (response: ServerResponse, body: unknown, status = 200) => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

describe('says whether a mutation may have been applied', () => {
  const cases: [string, Answer, string][] = [
    ['the connection breaks', (request) => request.socket.destroy(), 'UNREACHABLE'],
    [
      'it breaks in the middle of the answer',
      (_request, response) => {
        response.writeHead(200, { 'content-length': 100 }).write('{"data"')
        setTimeout(() => response.destroy(), 5)
      },
      'UNREACHABLE',
    ],
    ['the answer never comes', () => undefined, 'DEADLINE'],
    [
      'the answer never ends',
      (_request, response) => void response.writeHead(200).write('{'),
      'DEADLINE',
    ],
    [
      'the answer is a web page',
      (_request, response) => response.writeHead(502).end('<html>'),
      'BAD_ANSWER',
    ],
    ['the answer is empty', (_request, response) => response.end(), 'BAD_ANSWER'],
    [
      'the answer is no GraphQL',
      (_request, response) => json(response, { ok: true }),
      'BAD_ANSWER',
    ],
    ['the answer is a list', (_request, response) => json(response, [{ data: {} }]), 'BAD_ANSWER'],
    [
      'the answer is too large',
      (_request, response) => {
        response.end(`{"data":{"a":"${'x'.repeat(10 * 1_048_576)}"}}`)
      },
      'BAD_ANSWER',
    ],
  ]
  test.each(cases)(
    'when %s: UNKNOWN, and it is sent once; a query is NOT_APPLIED',
    async (_what, answer, reason) => {
      const { url, requests } = await newServer(answer)
      const door = newDoor(url, reason === 'DEADLINE' ? 300 : 5_000)
      const failed = { name: 'DoorError', subgraph: 'ledger', reason }
      await expect(door.execute(mutation, facts)).rejects.toMatchObject({
        ...failed,
        outcome: 'UNKNOWN',
      })
      expect(requests).toHaveLength(1)
      await expect(door.execute(query, facts)).rejects.toMatchObject({
        ...failed,
        outcome: 'NOT_APPLIED',
      })
    },
  )

  test('when nobody listens: NOT_APPLIED, with the cause', async () => {
    const { url, server } = await newServer(() => undefined)
    await new Promise((resolve) => server.close(resolve))
    const error = await newDoor(url)
      .execute(mutation, facts)
      .catch((fault: unknown) => fault)
    expect(error).toBeInstanceOf(DoorError)
    expect(error).toMatchObject({ outcome: 'NOT_APPLIED', reason: 'UNREACHABLE' })
    expect((error as Error).cause).toMatchObject({ code: 'ECONNREFUSED' })
  })

  test('when its assertion is not believed: NOT_APPLIED, and the caller is not told to sign in', async () => {
    const refusal = { errors: [{ message: 'no', extensions: { code: 'UNAUTHENTICATED' } }] }
    const { url } = await newServer((_request, response) => json(response, refusal, 401))
    const failed = { outcome: 'NOT_APPLIED', reason: 'REFUSED' }
    await expect(newDoor(url).execute(mutation, facts)).rejects.toMatchObject(failed)
  })

  test('when its caller leaves: UNKNOWN once it is sent, NOT_APPLIED before', async () => {
    const { url, requests } = await newServer(() => controller.abort())
    const controller = new AbortController()
    const door = newDoor(url)
    const leaving = { ...facts, signal: controller.signal }
    await expect(door.execute(mutation, leaving)).rejects.toMatchObject({
      outcome: 'UNKNOWN',
      reason: 'CANCELLED',
    })
    await expect(door.execute(mutation, leaving)).rejects.toMatchObject({ outcome: 'NOT_APPLIED' })
    expect(requests).toHaveLength(1)
  })

  test('an operation that cannot be read counts as a mutation', async () => {
    const { url } = await newServer((request) => request.socket.destroy())
    const answer = newDoor(url).execute({ query: 'mutatoin {' }, facts)
    await expect(answer).rejects.toMatchObject({ outcome: 'UNKNOWN' })
  })
})

test('a query whose connection broke is sent once more, and no more', async () => {
  const { url, requests } = await newServer((request, response, count) => {
    if (count === 1) request.socket.destroy()
    else json(response, { data: { a: 1 } })
  })
  expect(await newDoor(url).execute(query, facts)).toEqual({ data: { a: 1 } })
  expect(requests).toHaveLength(2)
})

test('carries who calls, for which request, and where from', async () => {
  const { url, requests } = await newServer((_request, response) => json(response, { data: null }))
  const agent = `agent\r\nx-forged: 1 é${'x'.repeat(1_000)}`
  await newDoor(url).execute(query, { ...facts, address: '192.0.2.1', userAgent: agent })
  const headers = requests[0]?.headers
  expect(headers).toMatchObject({
    authorization: 'Bearer for-ledger',
    'x-request-id': 'request-1',
    'x-client-address': '192.0.2.1',
  })
  expect(headers?.['x-forged']).toBeUndefined()
  expect(headers?.['x-client-agent']).toHaveLength(512)
})

test('keeps its connections', async () => {
  const { url, requests } = await newServer((_request, response) => json(response, { data: null }))
  const door = newDoor(url)
  for (let i = 0; i < 20; i += 1) await door.execute(query, facts)
  // One may be busy for a moment longer than its answer takes.
  const ports = new Set(requests.map((request) => request.socket.remotePort))
  expect(ports.size).toBeLessThanOrEqual(2)
})

describe('a subscription', () => {
  type Message = { type: string; id?: string; payload?: unknown }
  /** Speaks graphql-transport-ws just as far as a test needs. */
  const newSocketServer = async (onSubscribe: (socket: WebSocket, id: string) => void) => {
    const { server, url } = await newServer(() => undefined)
    const completed: string[] = []
    const sockets = new WebSocketServer({ server, path: '/graphql' })
    closers.push(() => {
      for (const client of sockets.clients) client.terminate()
      return new Promise((resolve) => sockets.close(resolve))
    })
    sockets.on('connection', (socket) => {
      socket.on('message', (bytes) => {
        const { type, id = '' } = JSON.parse(String(bytes)) as Message
        if (type === 'connection_init') socket.send('{"type":"connection_ack"}')
        if (type === 'subscribe') onSubscribe(socket, id)
        if (type === 'complete') completed.push(id)
      })
    })
    return { url, completed }
  }
  const begin = (socket: WebSocket, id: string) =>
    socket.send(JSON.stringify({ type: 'ping', payload: { subscribed: id } }))
  const next = (socket: WebSocket, id: string, a: number) =>
    socket.send(JSON.stringify({ type: 'next', id, payload: { data: { a } } }))
  const streamOf = (started: AsyncIterableIterator<DoorResult> | DoorResult) => {
    if (!(Symbol.asyncIterator in started)) throw new Error(JSON.stringify(started))
    return started
  }

  test('that breaks delivers what had arrived, and then fails', async () => {
    const { url } = await newSocketServer((socket, id) => {
      begin(socket, id)
      next(socket, id, 1)
      setTimeout(() => socket.terminate(), 20)
    })
    const stream = streamOf(await newDoor(url).subscribe(subscription, facts))
    expect((await stream.next()).value).toEqual({ data: { a: 1 } })
    const failed = { subgraph: 'ledger', reason: 'UNREACHABLE', outcome: 'NOT_APPLIED' }
    await expect(stream.next()).rejects.toMatchObject(failed)
    expect(await stream.next()).toMatchObject({ done: true })
  })

  test('that does not begin in time fails, and is called off', async () => {
    const { url, completed } = await newSocketServer(() => undefined)
    const started = newDoor(url, 100).subscribe(subscription, facts)
    await expect(started).rejects.toMatchObject({ reason: 'DEADLINE' })
    await expect.poll(() => completed.length).toBe(1)
  })

  test('that nobody answers fails', async () => {
    const { url, server } = await newServer(() => undefined)
    await new Promise((resolve) => server.close(resolve))
    const started = newDoor(url).subscribe(subscription, facts)
    await expect(started).rejects.toMatchObject({ reason: 'UNREACHABLE', outcome: 'NOT_APPLIED' })
  })

  test('whose reader has left is called off at once, while others on the socket go on', async () => {
    const ids: [WebSocket, string][] = []
    const { url, completed } = await newSocketServer((socket, id) => {
      ids.push([socket, id])
      begin(socket, id)
    })
    const door = newDoor(url)
    const left = streamOf(await door.subscribe(subscription, facts))
    const stays = streamOf(await door.subscribe(subscription, facts))
    const waiting = left.next()
    await left.return?.()
    expect(await waiting).toMatchObject({ done: true })
    await expect.poll(() => completed).toEqual([ids[0]?.[1]])
    for (const [socket, id] of ids) next(socket, id, 2)
    expect((await stays.next()).value).toEqual({ data: { a: 2 } })
    expect(ids[0]?.[0]).toBe(ids[1]?.[0])
  })

  test('whose reader does not keep up is cut off instead of buffered for', async () => {
    const { url, completed } = await newSocketServer((socket, id) => {
      begin(socket, id)
      for (let a = 0; a < 1_100; a += 1) next(socket, id, a)
    })
    const stream = streamOf(await newDoor(url).subscribe(subscription, facts))
    await expect.poll(() => completed.length).toBe(1)
    const read = async () => {
      for await (const _answer of { [Symbol.asyncIterator]: () => stream }) {
        // Only the end is of interest.
      }
    }
    await expect(read()).rejects.toMatchObject({ reason: 'TOO_SLOW' })
  })
})
