/** What a run of load came to. Latencies in milliseconds. */
export type LoadResult = Readonly<{
  count: number
  seconds: number
  errors: number
  /** Why the first wrong answer was wrong. */
  firstError: string | null
  p50: number
  p99: number
}>

/** Adds up a run. Sorts the latencies that it is given. */
export function toLoadResult(
  latencies: number[],
  { seconds, faults }: Readonly<{ seconds: number; faults: readonly string[] }>,
): LoadResult {
  latencies.sort((one, other) => one - other)
  const at = (share: number): number => latencies[Math.floor((latencies.length - 1) * share)] ?? 0
  return {
    count: latencies.length,
    seconds,
    errors: faults.length,
    firstError: faults[0] ?? null,
    p50: at(0.5),
    p99: at(0.99),
  }
}
