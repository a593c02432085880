import { Pool } from 'undici'

/** One caller of the product. `facts` is what its requests are made from. */
export type Caller = Readonly<{ token: string; facts: Readonly<Record<string, string>> }>

/** Makes the body of a caller's n-th request. */
export type NewRequest = (caller: Caller, index: number) => string

/** What a run of load came to. Latencies in milliseconds. */
export type Load = Readonly<{
  count: number
  seconds: number
  errors: number
  p50: number
  p95: number
}>

/** Every caller sends its next request when it has its answer, for `seconds`. An answer with `errors` counts as one. */
export async function runLoad({
  url,
  callers,
  seconds,
  newRequest,
}: {
  url: string
  callers: readonly Caller[]
  seconds: number
  newRequest: NewRequest
}): Promise<Load> {
  const { origin, pathname } = new URL(url)
  const pool = new Pool(origin, { connections: callers.length, pipelining: 1 })
  const latencies: number[] = []
  let errors = 0
  let index = 0
  const startedAt = performance.now()
  const endsAt = startedAt + seconds * 1000
  await Promise.all(
    callers.map(async (caller) => {
      while (performance.now() < endsAt) {
        const sentAt = performance.now()
        const { statusCode, body } = await pool.request({
          path: pathname,
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            authorization: `Bearer ${caller.token}`,
          },
          body: newRequest(caller, index++),
        })
        const text = await body.text()
        latencies.push(performance.now() - sentAt)
        if (statusCode !== 200 || text.includes('"errors"')) errors++
      }
    }),
  )
  const took = (performance.now() - startedAt) / 1000
  await pool.close()
  latencies.sort((a, b) => a - b)
  const at = (share: number): number => latencies[Math.floor((latencies.length - 1) * share)] ?? 0
  return { count: latencies.length, seconds: took, errors, p50: at(0.5), p95: at(0.95) }
}
