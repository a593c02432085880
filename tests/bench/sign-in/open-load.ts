import { Worker } from 'node:worker_threads'

/** One request of a load. */
export type Asked = Readonly<{ token?: string; body: string }>

/** A load: its requests are sent in turn, again and again. */
export type Load = Readonly<{
  url: string
  perSecond: number
  seconds: number
  requests: readonly Asked[]
  /** What an answer holds when it is the one that was asked for; only such count for the latencies. */
  served: string
}>

/** What a load came to. */
export type LoadResult = Readonly<{
  sent: number
  /** Milliseconds until a request was served, one for each that was. Waiting for a free connection counts. */
  latencies: readonly number[]
  /** Until the last answer had come. */
  seconds: number
}>

/** Small enough that collecting it takes no time that shows in a latency. */
const YOUNG_MB = 8

/**
 * Sends so many requests a second, whether or not answers come: who waits for answers before asking on measures a slow
 * server as one that is asked little.
 *
 * Each load has a thread of its own: what one has to do, and to collect, is not measured in the other.
 */
export async function runOpenLoad(load: Load): Promise<LoadResult> {
  const thread = new Worker(new URL('load-thread.ts', import.meta.url), {
    workerData: load,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  })
  return await new Promise((resolve, reject) => {
    thread.once('message', resolve)
    thread.once('error', reject)
    thread.once('exit', () => reject(new Error('a load ended without a result')))
  })
}
