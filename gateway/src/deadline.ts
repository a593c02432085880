/** Until when an operation may work, and what ends its work earlier. */
export type Deadline = Readonly<{
  /** Aborts with a `TimeoutError` at the deadline, with an `AbortError` when the client leaves. */
  signal: AbortSignal
  /** As `performance.now()` tells it. */
  at: number
  /** The work is done: nothing is aborted any more. */
  clear(): void
}>

/** Calls `leave` when the client leaves before it has its answer. @returns what stops that */
export type WhenLeft = (leave: () => void) => () => void

/**
 * Starts a deadline.
 *
 * PERFORMANCE: not `AbortSignal.timeout`, whose timers live to their end, ten thousands of them under load.
 *
 * @param ms from now, in milliseconds
 */
export function startDeadline(ms: number, whenLeft?: WhenLeft): Deadline {
  const controller = new AbortController()
  const abort = (name: string): void => controller.abort(new DOMException(REASONS[name], name))
  const timer = setTimeout(abort, ms, 'TimeoutError')
  const forget = whenLeft?.(() => abort('AbortError'))
  return {
    signal: controller.signal,
    at: performance.now() + ms,
    clear() {
      clearTimeout(timer)
      forget?.()
    },
  }
}

const REASONS: Readonly<Record<string, string>> = {
  TimeoutError: 'There was no answer in time.',
  AbortError: 'The client has left.',
}

/** Whether a deadline was ended by its client. */
export const hasLeft = ({ signal }: Deadline): boolean =>
  signal.aborted && signal.reason.name === 'AbortError'
