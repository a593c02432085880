import { type Sleeper, setAlarm, stopAlarm } from './alarm.ts'
import type { DoorFacts } from './door.ts'
import { type DoorErrorReason, reasonOf } from './door-error.ts'

/** Why a call is over before its answer. */
export type Over = Readonly<{ reason: DoorErrorReason; cause: unknown }>

/** Whoever does something about it when a call is over. */
export type Watcher = { onOver(over: Over): void }

/**
 * How long one call may take: until its own deadline, its caller's, or until the caller leaves.
 *
 * It stands for an `AbortSignal.any` with a timeout, which would cost more than the rest of a call.
 */
export class Lifetime implements Sleeper {
  /** Set once the call is over. */
  over: Over | undefined = undefined
  /** Told once, at once, when the call is over. One at a time: whoever does something about it now. */
  watcher: Watcher | undefined = undefined
  readonly endsAt: number
  place = -1
  readonly #signal: AbortSignal | undefined

  /**
   * @param ms the door's own deadline
   * @param now the present, as `performance.now()` tells it
   */
  constructor(
    ms: number,
    { signal, deadlineAt = Number.POSITIVE_INFINITY }: Pick<DoorFacts, 'signal' | 'deadlineAt'>,
    now: number = performance.now(),
  ) {
    this.endsAt = Math.min(now + ms, deadlineAt)
    this.#signal = signal
    if (signal?.aborted) this.#end({ reason: reasonOf(signal), cause: signal.reason })
    else if (this.endsAt <= now) this.wake()
    else {
      setAlarm(this)
      signal?.addEventListener('abort', this, { once: true })
    }
  }

  /** What is left, in whole milliseconds; at least 1. @param now the present, as `performance.now()` tells it */
  remainingMs(now: number): number {
    return Math.max(1, Math.ceil(this.endsAt - now))
  }

  /** The call has its answer: nothing is over any more. */
  release(): void {
    stopAlarm(this)
    this.watcher = undefined
    this.#signal?.removeEventListener('abort', this)
  }

  /** It is too late. */
  wake(): void {
    this.#end({ reason: 'DEADLINE', cause: new Error('no answer in time') })
  }

  /** The caller has left. */
  handleEvent(): void {
    const signal = this.#signal
    if (signal) this.#end({ reason: reasonOf(signal), cause: signal.reason })
  }

  #end(over: Over): void {
    const { watcher } = this
    this.release()
    this.over = over
    watcher?.onOver(over)
  }
}
