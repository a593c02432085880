/** A reader that is this many items behind has lost the thread: it is cut off rather than buffered for. */
const BEHIND_MAX = 1_000

/** A stream that somebody pushes into and somebody else reads. */
export type PushStream<Item> = AsyncIterableIterator<Item> &
  Readonly<{
    push(item: Item): void
    /** Ends the stream after what was pushed. */
    end(): void
    /** Ends the stream after what was pushed, with a fault. */
    fail(fault: Error): void
  }>

/** What happens at the edges of a stream. */
export type PushStreamOptions = Readonly<{
  /** Called once, at once, when the reader leaves or the source has ended. */
  onEnd(): void
  /** The fault that a reader gets who has fallen behind. */
  onOverrun(): Error
}>

type Reader<Item> = Readonly<{
  resolve(result: IteratorResult<Item>): void
  reject(fault: Error): void
}>

/** Makes a stream by hand, so that `return()` is never queued behind a pending `next()`. */
export function newPushStream<Item>({ onEnd, onOverrun }: PushStreamOptions): PushStream<Item> {
  const over: IteratorReturnResult<undefined> = { done: true, value: undefined }
  const items: Item[] = []
  const readers: Reader<Item>[] = []
  let isOver = false
  let fault: Error | undefined
  const close = (reason?: Error): void => {
    if (isOver) return
    isOver = true
    const waiting = readers.splice(0)
    // Somebody hears of the fault: who is reading now, or who reads next.
    if (waiting.length === 0) fault = reason
    for (const { resolve, reject } of waiting) {
      if (reason) reject(reason)
      else resolve(over)
    }
    onEnd()
  }
  const next = (): Promise<IteratorResult<Item>> => {
    const item = items.shift()
    if (item !== undefined) return Promise.resolve({ done: false, value: item })
    if (fault) {
      const reason = fault
      fault = undefined
      return Promise.reject(reason)
    }
    if (isOver) return Promise.resolve(over)
    return new Promise((resolve, reject) => readers.push({ resolve, reject }))
  }
  return {
    [Symbol.asyncIterator]() {
      return this
    },
    next,
    return() {
      items.length = 0
      close()
      fault = undefined
      return Promise.resolve(over)
    },
    throw(reason) {
      items.length = 0
      close()
      return Promise.reject(reason)
    },
    push(item) {
      if (isOver) return
      const reader = readers.shift()
      if (reader) reader.resolve({ done: false, value: item })
      else if (items.length < BEHIND_MAX) items.push(item)
      else close(onOverrun())
    },
    end: () => close(),
    fail: (reason) => close(reason),
  }
}
