/**
 * Live reading of an outbox: one reader of the table in this process, any number of subscribers.
 *
 * The reader reads each event once and hands it to the subscribers of its topics. A subscriber that resumes from a
 * cursor, or that was too slow for its buffer, reads the table itself until it has caught up. The two meet without a gap,
 * because a subscriber starts to keep what the reader hands out *before* it reads the page that proves to be the last,
 * and without a duplicate, because whatever is not after its position is dropped.
 */
import { outsideOperations } from '@tallystick/cancellation'
import type { Logger } from '@tallystick/telemetry'
import { fromCursor, type Position, START } from './cursor.ts'
import type { AnyEvent, StoredEvent } from './event.ts'
import { newPacer } from './pacer.ts'
import type { Store } from './store.ts'
import { Subscriber } from './subscriber.ts'
import { newSubscribers } from './subscribers.ts'
import type { Wake } from './wake.ts'

/** How many events the reader takes at a time. */
const READER_LIMIT = 500
/** The least time between two reads: commits that follow each other closely are read together. */
const GAP_MS = 5

/** What a subscriber wants: events after a cursor, from the first one on, or from now; of any of `topics`, or all. */
export type TailRequest = Readonly<{
  after?: string | null | undefined
  topics?: readonly string[] | undefined
  fromStart?: boolean | undefined
}>

type Options<E extends AnyEvent> = Readonly<{
  store: Store<E>
  wake: Wake
  channel: string
  log: Logger
}>

/** The reader of one outbox and its subscribers. It reads only while someone is subscribed. */
export class Tails<E extends AnyEvent> {
  readonly #options: Options<E>
  readonly #subscribers = newSubscribers<E>()
  readonly #pacer = newPacer({ gapMs: GAP_MS })
  /** Undefined while it does not read. */
  #position: Position | undefined
  #isOpen = true
  #starting: Promise<void> | undefined
  #running: Promise<void> | undefined
  #listening: Promise<() => Promise<void>> | undefined

  constructor(options: Options<E>) {
    this.#options = options
  }

  /** Settles when every subscription made so far has its place, so that a commit after this cannot pass it by. */
  async settled(): Promise<void> {
    await this.#starting
  }

  /** Makes a tail. @throws {InvalidCursor} */
  subscribe({ after, fromStart, topics }: TailRequest): AsyncIterableIterator<StoredEvent<E>> {
    const subscriber = new Subscriber<E>({
      topics,
      position: placeOf(after) ?? (fromStart ? START : undefined),
      store: this.#options.store,
      hasStarted: () => this.#ensureStarted(),
      onEnd: () => {
        this.#subscribers.remove(subscriber)
        if (this.#subscribers.size() === 0) this.#pacer.wake()
      },
    })
    this.#subscribers.add(subscriber)
    if (this.#position) subscriber.begin(this.#position)
    else void this.#ensureStarted()
    return subscriber
  }

  /** Ends every tail, then the reader. */
  async close(): Promise<void> {
    this.#isOpen = false
    await Promise.all([...this.#subscribers.all()].map((each) => each.return()))
    this.#pacer.wake()
    await this.#starting
    await this.#running
    await (await this.#listening)?.().catch(() => {})
  }

  /** Begins to read, unless that is under way. A failure ends those who wait for it; the next one tries anew. */
  #ensureStarted(): Promise<void> {
    // The reader is everybody's: it must not end with the subscriber who came first.
    this.#starting ??= outsideOperations(() => this.#start()).catch((error) => {
      this.#starting = undefined
      for (const subscriber of [...this.#subscribers.all()]) subscriber.fail(error)
    })
    return this.#starting
  }

  async #start(): Promise<void> {
    this.#listening ??= this.#listen()
    const position = await this.#options.store.now()
    this.#position = position
    for (const subscriber of this.#subscribers.all()) subscriber.begin(position)
    this.#running = this.#run()
  }

  #listen(): Promise<() => Promise<void>> {
    const { wake, channel, log } = this.#options
    return wake.listen(channel, this.#pacer.wake).catch((error) => {
      log.warn({ err: error }, 'outbox reader hears no wake-ups and polls instead')
      return async () => {}
    })
  }

  async #run(): Promise<void> {
    while (this.#isOpen && this.#subscribers.size() > 0) await this.#readOn()
    this.#position = undefined
    this.#starting = undefined
    this.#running = undefined
  }

  async #readOn(): Promise<void> {
    this.#pacer.arm()
    try {
      const after = this.#position ?? START
      const page = await this.#options.store.read({ after, limit: READER_LIMIT })
      for (const event of page.events) this.#subscribers.hand(event)
      this.#position = page.end
      if (!page.isFull && this.#subscribers.size() > 0) await this.#pacer.pause(page)
    } catch (error) {
      this.#options.log.error({ err: error }, 'outbox reader could not read; trying again')
      await this.#pacer.pauseAfterFailure()
    }
  }
}

const placeOf = (cursor: string | null | undefined): Position | undefined =>
  typeof cursor === 'string' ? fromCursor(cursor) : undefined
