import type { Logger } from '@tallystick/telemetry'
import {
  type OutboxHealth,
  type PartHealth,
  type SystemHealth,
  toPartHealth,
  toSystemHealth,
} from './rules/health.ts'

/** Asks one part whether it is there. Throws when it is not. */
export type Probe = () => Promise<void>

/** Counts the events that the slowest reader of one outbox has yet to see. */
export type Backlog = () => Promise<number>

/** What can be asked, by the name under which the answer is shown. */
export type Probes = Readonly<{
  probes: Readonly<Record<string, Probe>>
  outboxes: Readonly<Record<string, Backlog>>
}>

/** A part that says nothing for this long, in milliseconds, is down. */
const DEADLINE_MS = 2_000

/**
 * Asks every part at once and waits for none longer than two seconds.
 *
 * An outbox that cannot be counted is a part that is down: a number would be a lie.
 */
export async function checkHealth(
  { probes, outboxes }: Probes,
  log: Logger,
  deadlineMs = DEADLINE_MS,
): Promise<SystemHealth> {
  const ask = <T>(name: string, question: () => Promise<T>) =>
    timed(question, deadlineMs).catch((fault: unknown) => {
      log.warn({ err: fault, part: name }, 'a part of the system did not answer')
      return null
    })
  const [parts, counts] = await Promise.all([
    Promise.all(
      Object.entries(probes).map(async ([name, probe]): Promise<PartHealth> => {
        return toPartHealth(name, (await ask(name, probe))?.latencyMs ?? null)
      }),
    ),
    Promise.all(
      Object.entries(outboxes).map(async ([subgraph, count]) => {
        return { subgraph, waiting: (await ask(`${subgraph} outbox`, count))?.value }
      }),
    ),
  ])
  const isCounted = (count: (typeof counts)[number]): count is OutboxHealth =>
    count.waiting !== undefined
  const uncounted = counts
    .filter((count) => !isCounted(count))
    .map(({ subgraph }) => toPartHealth(`${subgraph} outbox`, null))
  return toSystemHealth([...parts, ...uncounted], counts.filter(isCounted))
}

async function timed<T>(
  question: () => Promise<T>,
  deadlineMs: number,
): Promise<{ value: T; latencyMs: number }> {
  const start = performance.now()
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`no answer in ${deadlineMs} ms`)), deadlineMs)
  try {
    const value = await Promise.race([question(), late])
    return { value, latencyMs: Math.floor(performance.now() - start) }
  } finally {
    clearTimeout(timer)
  }
}
