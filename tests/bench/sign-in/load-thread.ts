/** The thread of one load. */
import { parentPort, workerData } from 'node:worker_threads'
import { Pool } from 'undici'
import type { Asked, Load, LoadResult } from './open-load.ts'

const { url, perSecond, seconds, requests, served }: Load = workerData
const { origin, pathname: path } = new URL(url)
const pool = new Pool(origin, { connections: 64, pipelining: 1 })
const latencies: number[] = []
const sending = new Set<Promise<void>>()

const sent = perSecond * seconds
const startedAt = performance.now()
for (let index = 0; index < sent; index++) {
  const dueAt = startedAt + (index * 1_000) / perSecond
  const waitMs = dueAt - performance.now()
  if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
  const one = send(requests[index % requests.length] as Asked).finally(() => sending.delete(one))
  sending.add(one)
}
await Promise.all(sending)
const result: LoadResult = { sent, latencies, seconds: (performance.now() - startedAt) / 1_000 }
parentPort?.postMessage(result)
await pool.close()

async function send({ token, body }: Asked): Promise<void> {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const headers = { 'content-type': 'application/json', ...authorization }
  const sentAt = performance.now()
  const answer = await pool.request({ path, method: 'POST', headers, body })
  const text = await answer.body.text()
  if (text.includes(served)) latencies.push(performance.now() - sentAt)
}
