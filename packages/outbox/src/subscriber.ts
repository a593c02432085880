import { fromCursor, isAfter, type Position } from './cursor.ts'
import type { AnyEvent, StoredEvent } from './event.ts'
import type { Store } from './store.ts'

/** How many events one subscriber may be behind the reader in memory. Beyond it reads the table. */
const BUFFER_MAX = 100
/** How many events a subscriber that catches up takes at a time. */
const CATCH_UP_LIMIT = 100

/** What a subscriber is made with. */
export type SubscriberOptions<E extends AnyEvent> = Readonly<{
  topics: readonly string[] | undefined
  /** Where to resume; undefined for now. */
  position: Position | undefined
  store: Store<E>
  /** Settles when the reader has a position. */
  hasStarted(): Promise<void>
  onEnd(): void
}>

type Answer<E extends AnyEvent> = IteratorResult<StoredEvent<E>, undefined>

/**
 * One tail. The iterator is written by hand, because `return()` of an async generator waits for the event that may
 * never come.
 */
export class Subscriber<E extends AnyEvent> implements AsyncIterableIterator<StoredEvent<E>> {
  readonly topics: readonly string[] | undefined
  readonly #options: SubscriberOptions<E>
  readonly #waiting: PromiseWithResolvers<Answer<E>>[] = []
  /** From the table, and from the reader. The first come before the second. */
  #page: StoredEvent<E>[] = []
  #live: StoredEvent<E>[] = []
  /** Of the last event taken; undefined until the reader began. */
  #position: Position | undefined
  /** What is missing is in the table only. */
  #isBehind: boolean
  #isCatchingUp = false
  #isOpen = true
  #failure: { error: unknown } | undefined

  constructor(options: SubscriberOptions<E>) {
    this.#options = options
    this.topics = options.topics
    this.#position = options.position
    this.#isBehind = options.position !== undefined
  }

  /** Takes note that the reader goes on from here. */
  begin(position: Position): void {
    this.#position ??= position
  }

  /** Is handed an event by the reader. Never blocks. */
  push(event: StoredEvent<E>): void {
    if (!this.#isOpen || this.#isBehind) return
    if (this.#live.length < BUFFER_MAX) this.#live.push(event)
    else this.#fallBehind()
    this.#serve()
  }

  /** Ends the tail; whoever waits for the next event gets the error. */
  fail(error: unknown): void {
    if (!this.#isOpen) return
    const next = this.#waiting.shift()
    if (next) next.reject(error)
    else this.#failure = { error }
    this.#end()
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  next(): Promise<Answer<E>> {
    const failure = this.#failure
    this.#failure = undefined
    if (failure) return Promise.reject(failure.error)
    if (!this.#isOpen) return Promise.resolve({ done: true, value: undefined })
    const answer = Promise.withResolvers<Answer<E>>()
    this.#waiting.push(answer)
    this.#serve()
    return answer.promise
  }

  async return(): Promise<Answer<E>> {
    this.#end()
    return { done: true, value: undefined }
  }

  async throw(error: unknown): Promise<Answer<E>> {
    this.#end()
    throw error
  }

  #serve(): void {
    while (this.#isOpen && this.#waiting.length > 0) {
      const event = this.#take()
      if (!event) {
        if (this.#isBehind && !this.#isCatchingUp) void this.#catchUp()
        return
      }
      this.#waiting.shift()?.resolve({ done: false, value: event })
    }
  }

  #take(): StoredEvent<E> | undefined {
    // While a page is on its way, what the reader hands out comes after it.
    while (!this.#isCatchingUp) {
      const event = this.#page.shift() ?? this.#live.shift()
      if (!event) return undefined
      const position = fromCursor(event.cursor)
      if (this.#position && !isAfter(position, this.#position)) continue
      this.#position = position
      return event
    }
    return undefined
  }

  async #catchUp(): Promise<void> {
    const { store, topics, hasStarted } = this.#options
    this.#isCatchingUp = true
    try {
      await hasStarted()
      if (!this.#position || !this.#isOpen) return
      this.#isBehind = false
      const after = this.#position
      const { events, isFull } = await store.read({ after, limit: CATCH_UP_LIMIT, topics })
      this.#page = [...events]
      if (isFull) this.#fallBehind()
    } catch (error) {
      this.fail(error)
    } finally {
      this.#isCatchingUp = false
    }
    this.#serve()
  }

  #fallBehind(): void {
    this.#live = []
    this.#isBehind = true
  }

  #end(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    this.#page = []
    this.#live = []
    this.#options.onEnd()
    for (const each of this.#waiting.splice(0)) each.resolve({ done: true, value: undefined })
  }
}
