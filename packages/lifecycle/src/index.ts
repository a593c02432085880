// For its refusal: no process of ours starts in earnest with a failpoint ordered, also one that has no failpoint.
import '@tallystick/failpoints'
import { ConfigError, exitOnConfigError } from '@tallystick/config'
import type { Logger } from '@tallystick/telemetry'

/** A process that does not stop by itself in this time after a signal is ended; `docker-compose.yml` waits for longer. */
export const STOP_DEADLINE_MS = 10_000

/** What a started part gives back to be stopped with. */
export type Running = Readonly<{ close(): Promise<void> }>

/**
 * Closes parts in the reverse order in which they were added, each even when another fails.
 *
 * A part that is started later may use one started earlier, never the other way round.
 */
export function newStack(): Running & { add<T extends Running>(part: T): T } {
  const parts: Running[] = []
  return {
    add(part) {
      parts.push(part)
      return part
    },
    async close() {
      const failures: unknown[] = []
      for (const part of parts.splice(0).reverse())
        await part.close().catch((fault) => failures.push(fault))
      if (failures.length > 0) throw new AggregateError(failures, 'some parts did not stop cleanly')
    },
  }
}

/**
 * Runs the main part of a process until a signal ends it.
 *
 * Exit codes: 0 stopped by a signal, 1 could not start or stop, 78 wrong configuration (all faults are listed).
 */
export async function runProcess(log: Logger, start: () => Promise<Running>): Promise<void> {
  const starting = start()
  stopOnSignal(log, starting)
  try {
    await starting
  } catch (fault) {
    if (fault instanceof ConfigError) exitOnConfigError(fault)
    log.fatal({ err: fault }, 'could not start')
    // The same in plain words: whoever typed the command may not read JSON lines.
    console.error(
      `Tallystick could not start: ${fault instanceof Error ? fault.message : String(fault)}`,
    )
    process.exit(1)
  }
}

function stopOnSignal(log: Logger, starting: Promise<Running>): void {
  let stopping = false
  const stop = async (signal: string): Promise<void> => {
    // Ctrl-C reaches us twice when npm started us; the second must not cut the first short.
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping')
    setTimeout(() => {
      log.error({ deadlineMs: STOP_DEADLINE_MS }, 'did not stop in time')
      process.exit(1)
    }, STOP_DEADLINE_MS).unref()
    try {
      await (await starting).close()
      process.exit(0)
    } catch (fault) {
      log.error({ err: fault }, 'did not stop cleanly')
      process.exit(1)
    }
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      void stop(signal)
    })
}
