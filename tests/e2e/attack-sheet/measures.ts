import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'

/** CPU time that the main thread of a process has had, in milliseconds: what a request takes there, others wait for. */
export const mainThreadMs = (pid: number): number =>
  Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6

/** The longest delay of the event loop since it was last asked for, in milliseconds, as the gateway tells Prometheus. */
export async function longestDelayMs(metricsUrl: string): Promise<number> {
  const text = await (await fetch(metricsUrl)).text()
  const seconds = /^nodejs_eventloop_lag_max_seconds ([\d.e+-]+)$/m.exec(text)?.[1]
  if (seconds === undefined) throw new Error(`no event loop in ${metricsUrl}`)
  return Number(seconds) * 1_000
}

/** A user who goes on asking while others are attacked. */
export type OtherUser = Readonly<{
  /** What their requests took since the last report, in milliseconds. */
  report(): Promise<number[]>
  leave(): Promise<void>
}>

/** Lets another user ask, one request after the other. */
export function startOtherUser(url: string, token: string): OtherUser {
  const thread = new Worker(new URL('./other-user.ts', import.meta.url), {
    workerData: { url, token },
  })
  const ask = async (what: 'report' | 'end'): Promise<number[]> => {
    const answer = once(thread, 'message')
    thread.postMessage(what)
    const [took] = await answer
    return took as number[]
  }
  return {
    report: () => ask('report'),
    async leave() {
      await ask('end')
      await thread.terminate()
    },
  }
}

/** The value that 99 of 100 are not above. */
export function p99(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN
}
