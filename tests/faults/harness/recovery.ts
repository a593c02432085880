/** How long clients had to do without, computed from what they wrote down. */
import type { Stored } from './evidence.ts'
import type { Life } from './load.ts'

/** A kill as it happened, in milliseconds since 1970. */
export type Kill = Readonly<{ at: number; victim: string }>

/** What one kill cost, in milliseconds. */
export type Recovery = Readonly<{
  victim: string
  /** Until the first definitive answer to a request that was sent after the kill; undefined when none came. */
  serviceMs: number | undefined
  /** Until the last of the payments under way at the kill was at rest. */
  restMs: number
}>

/** p50, p95 and the largest. */
export type Spread = Readonly<{ p50: number; p95: number; max: number }>

/** Of each kill. Payments that wait for their payer are not waited for. */
export function recoveriesOf(
  kills: readonly Kill[],
  lives: readonly Life[],
  stored: ReadonlyMap<string, Stored>,
): Recovery[] {
  const answered = lives.flatMap(({ tries, endedAt, verdict }) =>
    endedAt !== undefined && verdict && verdict.kind !== 'NOT_APPLIED'
      ? { sentAt: tries.at(-1) ?? 0, endedAt }
      : [],
  )
  const ended = [...stored.values()].filter(({ status }) => status !== 'REQUIRES_ACTION')
  return kills.map(({ at, victim }) => {
    const after = answered.filter(({ sentAt }) => sentAt > at).map(({ endedAt }) => endedAt - at)
    const underWay = ended
      .filter(({ createdAt, movedAt }) => createdAt <= at && movedAt > at)
      .map(({ movedAt }) => movedAt - at)
    return {
      victim,
      serviceMs: after.length > 0 ? Math.min(...after) : undefined,
      restMs: Math.max(0, ...underWay),
    }
  })
}

/** Of a list that may be empty: then all are 0. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other)
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
  return { p50: at(0.5), p95: at(0.95), max: sorted.at(-1) ?? 0 }
}
