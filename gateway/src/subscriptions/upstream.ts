import type { Executed } from '../plan/executor.ts'
import type { Subscriber } from './subscriber.ts'

type Events = AsyncIterableIterator<Executed>

/**
 * One stream of joined events, and the subscribers it is for: one, or equal ones of one person.
 *
 * It reads on while any of them has room. Alone, a slow subscriber therefore holds up its source, which has the events
 * kept elsewhere; among others it is left behind, and holds up nobody.
 */
export class Upstream {
  readonly #subscribers = new Set<Subscriber>()
  readonly #onEnd: () => void
  readonly #onJoined: () => void
  #source: Events | undefined
  #isOver = false
  #waiting: (() => void) | undefined

  /** Resolves when the stream has begun, or with the refusal instead of which it did not. */
  readonly started: Promise<Executed | undefined>

  /**
   * @param onEnd called once, before anybody could join a stream that is over
   * @param onJoined called when an event has been joined, or will not be
   */
  constructor(
    open: () => Promise<Events | Executed>,
    onEnd: () => void,
    onJoined: () => void = () => {},
  ) {
    this.#onEnd = onEnd
    this.#onJoined = onJoined
    this.started = this.#start(open)
  }

  isOver(): boolean {
    return this.#isOver
  }

  add(subscriber: Subscriber): void {
    this.#subscribers.add(subscriber)
    this.wake()
  }

  /** Lets a subscriber go; without any the source is let go too, at once. */
  remove(subscriber: Subscriber): void {
    if (!this.#subscribers.delete(subscriber)) return
    if (this.#subscribers.size === 0) this.#finish()
    else this.wake()
  }

  /** Somebody may have room again. */
  wake(): void {
    const go = this.#waiting
    this.#waiting = undefined
    go?.()
  }

  async #start(open: () => Promise<Events | Executed>): Promise<Executed | undefined> {
    try {
      const opened = await open()
      if (!(Symbol.asyncIterator in opened)) {
        this.#finish()
        return opened
      }
      this.#source = opened
      if (this.#isOver) release(opened)
      else void this.#run(opened)
      return undefined
    } catch (fault) {
      this.#finish()
      throw fault
    }
  }

  async #run(source: Events): Promise<void> {
    let fault: { reason: unknown } | undefined
    try {
      for (;;) {
        while (!this.#isOver && !this.#hasRoom()) await this.#woken()
        if (this.#isOver) break
        const next = await source.next().finally(this.#onJoined)
        if (next.done || this.#isOver) break
        for (const each of this.#subscribers) each.push(next.value)
      }
    } catch (reason) {
      fault = { reason }
    }
    const left = [...this.#subscribers]
    this.#finish()
    for (const each of left) each.end(fault)
  }

  #hasRoom(): boolean {
    for (const each of this.#subscribers) if (each.hasRoom()) return true
    return false
  }

  #woken(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting = resolve
    })
  }

  #finish(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#subscribers.clear()
    if (this.#source) release(this.#source)
    this.wake()
    this.#onEnd()
  }
}

/** A source that fails while it is being let go has nobody left to tell. */
function release(source: Events): void {
  try {
    source.return?.().catch(() => {})
  } catch {
    // Not every `return` is polite enough to reject.
  }
}
