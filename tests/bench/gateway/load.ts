/**
 * The load, in a process of its own: connections that each send the next request when they have their answer.
 *
 * Every request carries the next of the tokens, and every answer is compared with the right one.
 */
import { connect } from 'node:net'
import { isDeepStrictEqual } from 'node:util'
import { type LoadResult, toLoadResult } from './load-result.ts'
import { runSubscribers, type SubscribersOrder } from './subscribers.ts'
import { newMessageReader } from './wire/message-reader.ts'

/** A run of load. */
export type LoadOrder = Readonly<{
  kind: 'requests'
  port: number
  body: string
  tokens: readonly string[]
  connections: number
  seconds: number
  /** The answer, as this engine wrote it when it was compared with the reference. */
  expected: string
}>

process.on('message', async (order: LoadOrder | SubscribersOrder) => {
  try {
    const result =
      order.kind === 'requests' ? await runRequests(order) : await runSubscribers(order)
    process.send?.(result)
  } catch (fault) {
    process.send?.({ fault: fault instanceof Error ? fault.message : String(fault) })
  }
})
process.on('disconnect', () => process.exit(0))
process.send?.({})

async function runRequests(order: LoadOrder): Promise<LoadResult> {
  const requests = order.tokens.map((token) =>
    Buffer.from(
      `POST /graphql HTTP/1.1\r\nhost: 127.0.0.1:${order.port}\r\ncontent-type: application/json\r\naccept: application/json\r\nauthorization: Bearer ${token}\r\ncontent-length: ${Buffer.byteLength(order.body)}\r\n\r\n${order.body}`,
    ),
  )
  const expected = Buffer.from(order.expected)
  const latencies: number[] = []
  const faults: string[] = []
  let next = 0
  const startedAt = performance.now()
  const endsAt = startedAt + order.seconds * 1000
  const runConnection = (): Promise<void> =>
    new Promise((resolve) => {
      let sentAt = 0
      const socket = connect({ port: order.port, host: '127.0.0.1', noDelay: true })
      const send = (): void => {
        sentAt = performance.now()
        socket.write(requests[next++ % requests.length] ?? '')
      }
      const read = newMessageReader(({ head, body }) => {
        const now = performance.now()
        latencies.push(now - sentAt)
        const fault = faultOf(head, body, expected)
        if (fault) faults.push(fault)
        if (now >= endsAt) socket.end()
        else if (/\r\nconnection: *close/i.test(head)) faults.push('the connection was closed')
        else send()
      })
      socket.on('connect', send)
      socket.on('data', read)
      socket.on('error', ({ message }) => faults.push(message))
      socket.on('close', () => resolve())
    })
  await Promise.all(Array.from({ length: order.connections }, runConnection))
  const seconds = (performance.now() - startedAt) / 1000
  return toLoadResult(latencies, { seconds, faults })
}

/** An engine may write the same answer in another order of members; then the slower comparison decides. */
function faultOf(head: string, body: Buffer, expected: Buffer): string | undefined {
  if (body.equals(expected)) return undefined
  const text = body.toString('utf8')
  if (!head.startsWith('HTTP/1.1 200')) return `${head.split('\r\n')[0]}: ${text.slice(0, 300)}`
  try {
    if (isDeepStrictEqual(JSON.parse(text), JSON.parse(expected.toString('utf8')))) return undefined
  } catch {}
  return `another answer: ${text.slice(0, 300)}`
}
