import type { DoorFacts } from './door.ts'
import { type DoorErrorReason, reasonOf } from './door-error.ts'

/** Why a call is over before its answer. */
export type Over = Readonly<{ reason: DoorErrorReason; cause: unknown }>

/**
 * How long one call may take: until its own deadline, its caller's, or until the caller leaves.
 *
 * It stands for an `AbortSignal.any` with a timeout, which would cost more than the rest of a call.
 */
export class Lifetime {
  /** Set once the call is over. */
  over: Over | undefined
  /** Called once, at once, when the call is over. One at a time: whoever does something about it now. */
  onOver: ((over: Over) => void) | undefined
  readonly #endsAt: number
  readonly #signal: AbortSignal | undefined
  #timer: NodeJS.Timeout | undefined

  /** @param ms the door's own deadline */
  constructor(ms: number, { signal, deadlineAt }: Pick<DoorFacts, 'signal' | 'deadlineAt'>) {
    const now = performance.now()
    const ownMs = deadlineAt === undefined ? ms : Math.min(ms, deadlineAt - now)
    this.#endsAt = now + ownMs
    this.#signal = signal
    if (signal?.aborted) this.#end({ reason: reasonOf(signal), cause: signal.reason })
    else if (ownMs <= 0) this.#end(late())
    else {
      this.#timer = setTimeout(() => this.#end(late()), ownMs)
      signal?.addEventListener('abort', this, { once: true })
    }
  }

  /** What is left, in whole milliseconds; at least 1. */
  remainingMs(): number {
    return Math.max(1, Math.ceil(this.#endsAt - performance.now()))
  }

  /** The call has its answer: nothing is over any more. */
  release(): void {
    clearTimeout(this.#timer)
    this.onOver = undefined
    this.#signal?.removeEventListener('abort', this)
  }

  /** The caller has left. */
  handleEvent(): void {
    const signal = this.#signal
    if (signal) this.#end({ reason: reasonOf(signal), cause: signal.reason })
  }

  #end(over: Over): void {
    const { onOver } = this
    this.release()
    this.over = over
    onOver?.(over)
  }
}

const late = (): Over => ({ reason: 'DEADLINE', cause: new Error('no answer in time') })
