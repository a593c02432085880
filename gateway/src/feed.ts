/** Follows a subscription of a subgraph for as long as the gateway runs, without a gap. */
import type { Door } from '@tallystick/subgraph-client'
import type { Logger } from '@tallystick/telemetry'
import { ownFacts } from './request.ts'

/** What is followed: a subscription with the one variable `$after`, whose events have a `cursor`. */
export type FeedOptions<Event extends Readonly<{ cursor: string }>> = Readonly<{
  door: Door
  /** `subscription F($after: String) { field(after: $after) { cursor … } }` */
  document: string
  /** The name of the field. */
  field: string
  onEvent(event: Event): void
  /** Told when the feed begins or is lost: what happens meanwhile is heard of later. */
  onState?(isLive: boolean): void
  log: Logger
}>

/** A feed that is being followed. */
export type Feed = Readonly<{ isLive(): boolean; close(): void }>

/** Time until a lost feed is asked for again, in milliseconds: the first time, and at most. */
const AGAIN_MS = [50, 1_000] as const

/** Follows a feed; when it is lost it is asked for again, after the last event that was heard. Never throws. */
export function followFeed<Event extends Readonly<{ cursor: string }>>(
  options: FeedOptions<Event>,
): Feed {
  const { door, field, log } = options
  const leaving = new AbortController()
  let isLive = false
  let after: string | undefined
  let waitMs: number = AGAIN_MS[0]
  const tell = (live: boolean): void => {
    // Whoever has closed the feed knows that it is over.
    if (live === isLive || leaving.signal.aborted) return
    isLive = live
    options.onState?.(live)
  }
  const follow = async (): Promise<void> => {
    const { signal } = leaving
    const request = { query: options.document, variables: { after } }
    const events = await door.subscribe(request, ownFacts(signal))
    if (!(Symbol.asyncIterator in events)) throw events.errors?.[0] ?? new Error('no feed')
    tell(true)
    waitMs = AGAIN_MS[0]
    for await (const { data, errors } of events) {
      if (errors) throw errors[0]
      const event = data?.[field] as Event
      after = event.cursor
      options.onEvent(event)
    }
  }
  const run = async (): Promise<void> => {
    let isTold = false
    while (!leaving.signal.aborted) {
      await follow().catch((fault: unknown) => {
        // Each try fails while the subgraph is away; one line says so.
        if (!leaving.signal.aborted && (isLive || !isTold))
          log.warn({ err: fault, feed: field }, 'feed lost')
        isTold = true
      })
      tell(false)
      await pause(waitMs, leaving.signal)
      waitMs = Math.min(waitMs * 2, AGAIN_MS[1])
    }
  }
  void run()
  return { isLive: () => isLive, close: () => leaving.abort() }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const onEither = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onEither)
      resolve()
    }
    const timer = setTimeout(onEither, ms).unref()
    signal.addEventListener('abort', onEither)
    if (signal.aborted) onEither()
  })
