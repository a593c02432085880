/** Whether something is well. */
export type HealthStatus = 'UP' | 'DEGRADED' | 'DOWN'

/** How one part of the system is. */
export type PartHealth = Readonly<{
  name: string
  status: HealthStatus
  /** Whole milliseconds; null when it did not answer. */
  latencyMs: number | null
}>

/** How far behind the readers of an outbox are. */
export type OutboxHealth = Readonly<{ subgraph: string; waiting: number }>

/** The system as a whole, and what that was concluded from. */
export type SystemHealth = Readonly<{
  status: HealthStatus
  parts: readonly PartHealth[]
  outboxes: readonly OutboxHealth[]
}>

/** A part that takes longer than this to say that it is there, in milliseconds, is in trouble. */
export const SLOW_MS = 500
/** A reader that is further behind than this is not merely busy: a relay delivers some hundred events a second. */
export const BACKLOG_MAX = 1_000

/** Judges one part by the time that it took to answer; null when it did not. */
export const toPartHealth = (name: string, latencyMs: number | null): PartHealth => ({
  name,
  latencyMs,
  status: latencyMs === null ? 'DOWN' : latencyMs > SLOW_MS ? 'DEGRADED' : 'UP',
})

/** Judges the whole: as bad as its worst part, and degraded when an outbox waits too long. */
export function toSystemHealth(
  parts: readonly PartHealth[],
  outboxes: readonly OutboxHealth[],
): SystemHealth {
  const statuses = parts.map(({ status }) => status)
  const isBehind = outboxes.some(({ waiting }) => waiting > BACKLOG_MAX)
  if (statuses.includes('DOWN')) return { status: 'DOWN', parts, outboxes }
  const isDegraded = isBehind || statuses.includes('DEGRADED')
  return { status: isDegraded ? 'DEGRADED' : 'UP', parts, outboxes }
}
