/** A stream whose consumer may leave, and whose producer may end it, at any moment. */
export type Stream<T> = AsyncIterableIterator<T> & {
  /** Ends the stream from within: the consumer gets `last`, then the end. The source is let go at once. */
  stop(last: T): void
}

/** A value for the consumer, and whether it is the last one. */
export type Step<T> = Readonly<{ value: T; last?: boolean }>

const OVER: IteratorReturnResult<undefined> = { done: true, value: undefined }

/**
 * Maps a stream of events.
 *
 * Written by hand, because an `async function*` cannot be returned while its `next()` is pending: a client that leaves
 * between two events would keep its source for ever. Here `return()` settles a pending `next()` and reaches the source at
 * once, without waiting for it.
 *
 * @param onEnd called once, when the stream is over for whatever reason
 */
export function mapStream<In, Out>(
  source: AsyncIterator<In>,
  toStep: (event: In) => Promise<Step<Out>>,
  onEnd?: () => void,
): Stream<Out> {
  const pending = new Set<(result: IteratorResult<Out>) => void>()
  const parting: Out[] = []
  let isOver = false
  const takeParting = (): IteratorResult<Out> =>
    parting.length > 0 ? { done: false, value: parting.pop() as Out } : OVER
  const finish = (): void => {
    if (isOver) return
    isOver = true
    for (const settle of pending) settle(takeParting())
    pending.clear()
    letGo(source)
    onEnd?.()
  }
  const pull = async (): Promise<Step<IteratorResult<Out>>> => {
    const next = await source.next()
    if (next.done) return { value: OVER, last: true }
    const { value, last = false } = await toStep(next.value)
    return { value: { done: false, value }, last }
  }
  return {
    [Symbol.asyncIterator]() {
      return this
    },
    next() {
      if (isOver) return Promise.resolve(takeParting())
      return new Promise((settle, reject) => {
        pending.add(settle)
        pull().then(
          ({ value, last }) => {
            // Whoever ended the stream meanwhile has settled it already.
            if (pending.delete(settle)) settle(value)
            if (last) finish()
          },
          (fault) => {
            if (pending.delete(settle)) reject(fault)
            finish()
          },
        )
      })
    },
    return() {
      parting.length = 0
      finish()
      return Promise.resolve(OVER)
    },
    throw(fault) {
      finish()
      return Promise.reject(fault)
    },
    stop(last) {
      if (isOver) return
      parting.push(last)
      finish()
    },
  }
}

/** A source that fails while it is being let go has nobody left to tell. */
function letGo(source: AsyncIterator<unknown>): void {
  try {
    source.return?.().catch(() => {})
  } catch {
    // Not every `return` is polite enough to reject.
  }
}
