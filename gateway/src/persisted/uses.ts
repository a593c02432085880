import type { Logger } from '@tallystick/telemetry'
import type { RegisteredOperation } from './registry.ts'

/** How often a registered operation was run since it was last told, and when last. */
export type Uses = Readonly<{ clientId: string; id: string; uses: number; lastUsedAt: Date }>

/** Counts the runs of registered operations. */
export type UseCounter = Readonly<{
  count(operation: RegisteredOperation): void
  /** Tells what is not told yet, and stops. */
  close(): Promise<void>
}>

/** Time between two tellings, in milliseconds. */
const TELL_MS = 10_000
/** As many counts as one telling may hold. */
const TOLD_MAX = 500

/**
 * Makes the counter. Counts are told every ten seconds; what a process that dies has not told is lost, since nothing but
 * curiosity hangs on it.
 */
export function newUseCounter(
  tell: (uses: readonly Uses[]) => Promise<void>,
  log: Logger,
): UseCounter {
  let counts = new Map<string, Uses>()
  const flush = async (): Promise<void> => {
    const told = [...counts.values()]
    counts = new Map()
    for (let from = 0; from < told.length; from += TOLD_MAX)
      await tell(told.slice(from, from + TOLD_MAX)).catch((fault: unknown) =>
        log.warn({ err: fault }, 'uses of registered operations not told'),
      )
  }
  const telling = setInterval(() => void flush(), TELL_MS).unref()
  return {
    count({ clientId, id }) {
      const name = `${clientId}\0${id}`
      const uses = (counts.get(name)?.uses ?? 0) + 1
      counts.set(name, { clientId, id, uses, lastUsedAt: new Date() })
    },
    async close() {
      clearInterval(telling)
      await flush()
    },
  }
}
