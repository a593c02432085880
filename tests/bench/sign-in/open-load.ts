import { Pool } from 'undici'

/** One request of a load. */
export type Asked = Readonly<{ token?: string; body: string }>

/** What a load came to. Latencies in milliseconds, from when a request was due. */
export type OpenLoad = Readonly<{
  sent: number
  /** Answers that were what was asked for. */
  served: number
  seconds: number
  p50: number
  p99: number
}>

/**
 * Sends so many requests a second, whether or not answers come: who waits for answers before asking on measures a slow
 * server as one that is asked little.
 *
 * @param isServed whether an answer is what was asked for; only such count for the latencies
 */
export async function runOpenLoad({
  url,
  perSecond,
  seconds,
  newRequest,
  isServed,
}: {
  url: string
  perSecond: number
  seconds: number
  newRequest: (index: number) => Asked
  isServed: (status: number, text: string) => boolean
}): Promise<OpenLoad> {
  const { origin, pathname: path } = new URL(url)
  const pool = new Pool(origin, { connections: 64, pipelining: 1 })
  const latencies: number[] = []
  const startedAt = performance.now()
  const send = async (index: number, dueAt: number): Promise<void> => {
    const { token, body } = newRequest(index)
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
    const headers = { 'content-type': 'application/json', ...authorization }
    const answer = await pool.request({ path, method: 'POST', headers, body })
    const text = await answer.body.text()
    if (isServed(answer.statusCode, text)) latencies.push(performance.now() - dueAt)
  }
  const sending: Promise<void>[] = []
  for (let index = 0; index < perSecond * seconds; index++) {
    const dueAt = startedAt + (index * 1_000) / perSecond
    const waitMs = dueAt - performance.now()
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
    sending.push(send(index, dueAt))
  }
  await Promise.all(sending)
  const took = (performance.now() - startedAt) / 1_000
  await pool.close()
  latencies.sort((a, b) => a - b)
  const at = (share: number) => latencies[Math.floor((latencies.length - 1) * share)] ?? Number.NaN
  return {
    sent: sending.length,
    served: latencies.length,
    seconds: took,
    p50: at(0.5),
    p99: at(0.99),
  }
}
