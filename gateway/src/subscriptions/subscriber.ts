import type { Answer } from '../answer.ts'
import type { Executed } from '../plan/executor.ts'
import type { Stream } from './stream.ts'

/** What waits for one subscriber is at most this long, in characters of JSON, however few events that are. */
const QUEUE_CHARS_MAX = 1_048_576

/** What a subscriber is made with. */
export type SubscriberOptions = Readonly<{
  /** How many events may wait. */
  eventsMax: number
  /** How long nothing may be taken while no more may wait, in milliseconds. */
  stallMs: number
  toAnswer(event: Executed): Answer
  /** The last answer to a subscriber who is too slow. @param last the last event that it took */
  tooSlow(last: Executed | undefined): Answer
  /** The last answer to a subscriber whose source broke. @param last the last event that it takes before */
  broken(reason: unknown, last: Executed | undefined): Answer
  /** There is room again, or the subscriber has left. */
  onRoom(): void
  /** Called once, when nothing more is wanted of the source, for whatever reason. */
  onEnd(): void
}>

const OVER: IteratorReturnResult<undefined> = { done: true, value: undefined }

/** One subscriber: what it has not taken yet, within bounds. Its events are shared, the answers made of them are its own. */
export class Subscriber implements Stream<Answer> {
  readonly #options: SubscriberOptions
  readonly #readers: ((result: IteratorResult<Answer>) => void)[] = []
  #events: Executed[] = []
  #chars = 0
  #last: Executed | undefined
  #parting: Answer | undefined
  #isOver = false
  #stalled: NodeJS.Timeout | undefined

  constructor(options: SubscriberOptions) {
    this.#options = options
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  /** Whether its source has ended or it has left; what waits may still be taken. */
  isOver(): boolean {
    return this.#isOver
  }

  /** Whether one more event may wait. */
  hasRoom(): boolean {
    return this.#events.length < this.#options.eventsMax && this.#chars < QUEUE_CHARS_MAX
  }

  /** Hands over an event. Whoever has no room for it is too slow: its stream ends. */
  push(event: Executed): void {
    if (this.#isOver) return
    const reader = this.#readers.shift()
    if (reader) reader({ done: false, value: this.#take(event) })
    else if (this.hasRoom()) this.#keep(event)
    else this.#giveUp()
  }

  /** Ends the stream after what waits. @param fault why it ends before its source would */
  end(fault?: { reason: unknown }): void {
    if (this.#isOver) return
    const last = this.#events.at(-1) ?? this.#last
    if (fault) this.#parting = this.#options.broken(fault.reason, last)
    this.#finish()
  }

  next(): Promise<IteratorResult<Answer>> {
    const event = this.#events.shift()
    if (event) {
      this.#chars -= charsOf(event)
      clearTimeout(this.#stalled)
      const value = this.#take(event)
      this.#options.onRoom()
      return Promise.resolve({ done: false, value })
    }
    if (this.#isOver) return Promise.resolve(this.#lastWord())
    return new Promise((resolve) => this.#readers.push(resolve))
  }

  return(): Promise<IteratorResult<Answer>> {
    this.#forget()
    this.#parting = undefined
    this.#finish()
    return Promise.resolve(OVER)
  }

  throw(fault: unknown): Promise<IteratorResult<Answer>> {
    void this.return()
    return Promise.reject(fault)
  }

  /** Ends the stream with `last`, before what waits. */
  stop(last: Answer): void {
    if (this.#isOver && this.#events.length === 0) return
    this.#forget()
    this.#parting = last
    this.#finish()
  }

  #take(event: Executed): Answer {
    this.#last = event
    return this.#options.toAnswer(event)
  }

  #keep(event: Executed): void {
    this.#events.push(event)
    this.#chars += charsOf(event)
    if (this.hasRoom()) return
    this.#stalled = setTimeout(() => this.#giveUp(), this.#options.stallMs).unref()
  }

  #giveUp(): void {
    this.stop(this.#options.tooSlow(this.#last))
  }

  #forget(): void {
    this.#events = []
    this.#chars = 0
  }

  #finish(): void {
    clearTimeout(this.#stalled)
    if (this.#isOver) return
    this.#isOver = true
    for (const reader of this.#readers.splice(0)) reader(this.#lastWord())
    this.#options.onRoom()
    this.#options.onEnd()
  }

  #lastWord(): IteratorResult<Answer> {
    const value = this.#parting
    this.#parting = undefined
    return value ? { done: false, value } : OVER
  }
}

const charsOf = ({ data }: Executed): number => data?.length ?? 0
