/** How a stream of events becomes a stream of answers. */
export type EventStreamOptions<Event, Answer> = Readonly<{
  toAnswer(event: Event): Promise<Answer>
  /** The last answer of a stream whose source failed. */
  toLastAnswer(fault: unknown): Answer
  /** Called once, when the stream is over for whatever reason. */
  onEnd?: (() => void) | undefined
  /** Ends the stream. */
  signal?: AbortSignal | undefined
}>

const OVER: IteratorReturnResult<undefined> = { done: true, value: undefined }

/**
 * Maps a stream without an async generator: a generator cannot be returned while its `next()` is pending, so its source
 * would stay subscribed after the client has left.
 *
 * `return()` settles every pending `next()` and reaches the source at once, without waiting for it.
 */
export function newEventStream<Event, Answer>(
  source: AsyncIterable<Event>,
  { toAnswer, toLastAnswer, onEnd, signal }: EventStreamOptions<Event, Answer>,
): AsyncIterableIterator<Answer> {
  const iterator = source[Symbol.asyncIterator]()
  const pending = new Set<(result: IteratorResult<Answer>) => void>()
  let isOver = false
  const finish = (): void => {
    if (isOver) return
    isOver = true
    signal?.removeEventListener('abort', finish)
    for (const settle of pending) settle(OVER)
    pending.clear()
    release(iterator)
    onEnd?.()
  }
  const pull = async (): Promise<{ result: IteratorResult<Answer>; isLast: boolean }> => {
    try {
      const next = await iterator.next()
      if (next.done) return { result: OVER, isLast: true }
      return { result: { done: false, value: await toAnswer(next.value) }, isLast: false }
    } catch (fault) {
      if (isOver) return { result: OVER, isLast: true }
      return { result: { done: false, value: toLastAnswer(fault) }, isLast: true }
    }
  }
  if (signal?.aborted) finish()
  else signal?.addEventListener('abort', finish, { once: true })
  return {
    [Symbol.asyncIterator]() {
      return this
    },
    next() {
      if (isOver) return Promise.resolve(OVER)
      return new Promise((settle) => {
        pending.add(settle)
        void pull().then(({ result, isLast }) => {
          // Whoever ended the stream meanwhile has settled it already.
          if (pending.delete(settle)) settle(result)
          if (isLast) finish()
        })
      })
    },
    return() {
      finish()
      return Promise.resolve(OVER)
    },
    throw(fault) {
      finish()
      return Promise.reject(fault)
    },
  }
}

/** A source that fails while it is being let go has nobody left to tell. */
function release(iterator: AsyncIterator<unknown>): void {
  try {
    iterator.return?.().catch(() => undefined)
  } catch {
    // Not every `return` is polite enough to reject.
  }
}
