/**
 * Carries the events of one subgraph to the handlers of another.
 *
 * At least once from here, exactly once through the inbox: the consumer's cursor is saved after a page was delivered,
 * so a relay that dies in between delivers the page again and the inbox recognises it. One relay for each pair of
 * producer and consumer works at a time; the others wait for its lock. Nothing here depends on that but the load.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { failpoint } from '@tallystick/failpoints'
import { isTracing, type Logger, withinTrace, withSpan } from '@tallystick/telemetry'
import type { AnyEvent, Publish, StoredEvent } from './event.ts'
import type { Inbox, Receipt } from './inbox.ts'
import { newSessionLock } from './lock.ts'
import type { Outbox } from './outbox.ts'
import { newPacer } from './pacer.ts'
import type { Tx } from './store.ts'
import type { Wake } from './wake.ts'

/** Applies one event in the transaction that also remembers it. No network inside. */
export type EventHandler = {
  // As a method, so that a handler of one event may say which.
  handle(event: StoredEvent, tx: Tx, publish: Publish<AnyEvent>): Promise<void>
}['handle']

/** Applies events of one producer in the transaction that also remembers them: fewer statements than one by one. */
export type EventsHandler = Readonly<{
  handleAll(events: readonly StoredEvent[], tx: Tx, publish: Publish<AnyEvent>): Promise<void>
}>

/**
 * Handlers by the type of event. `*` is called for every type, after the type's own. One that takes many is called once
 * for a batch, after those that take one.
 */
export type EventHandlers = Readonly<Record<string, EventHandler | EventsHandler>>

/** The receiving side of a relay. */
export type Consumer<E extends AnyEvent> = Readonly<{
  name: string
  inbox: Inbox<E>
  handlers: EventHandlers
}>

const PAGE_LIMIT = 100
const GAP_MS = 20
/**
 * Events applied in one transaction. More would be cheaper still, but while it runs no reader of the same server is told
 * of anything newer.
 */
const BATCH_MAX = 50
const ATTEMPTS_MAX = 5
/** Before the second attempt; doubled before each further one. */
const BACKOFF_MS = 50

/** Starts to deliver in the background, from where the consumer was left, from the first event for a new one. */
export function startRelay<P extends AnyEvent, C extends AnyEvent>(options: {
  producer: Outbox<P>
  consumer: Consumer<C>
  log: Logger
  wake: Wake
}): { stop(): Promise<void> } {
  const { producer, consumer, wake } = options
  const pair = { producer: producer.name, consumer: consumer.name }
  const log = options.log.child(pair)
  const lock = newSessionLock(producer.db, `relay:${pair.producer}>${pair.consumer}`)
  const pacer = newPacer({ gapMs: GAP_MS })
  const stopping = new AbortController()
  const listening = wake.listen(producer.channel, pacer.wake).catch((error) => {
    log.warn({ err: error }, 'relay hears no wake-ups and polls instead')
    return async () => {}
  })

  async function deliverPage(): Promise<{ isFull: boolean; isHeldBack: boolean }> {
    if (!(await lock.isHeld())) return { isFull: false, isHeldBack: false }
    const after = await producer.store.findReader(consumer.name)
    const page = await producer.store.read({ after, limit: PAGE_LIMIT })
    if (page.events.length === 0) return page
    await failpoint('outbox.claimed')
    for (let start = 0; start < page.events.length; start += BATCH_MAX) {
      // What was delivered of this page is delivered again after a restart, and recognised.
      if (stopping.signal.aborted) return page
      const batch = page.events.slice(start, start + BATCH_MAX)
      await deliver(consumer, batch, { log, signal: stopping.signal })
    }
    await failpoint('outbox.published_before_mark')
    await producer.store.saveReader(consumer.name, page.end)
    return page
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      pacer.arm()
      try {
        const page = await deliverPage()
        if (!page.isFull && !stopping.signal.aborted) await pacer.pause(page)
      } catch (error) {
        if (stopping.signal.aborted) return
        log.error({ err: error }, 'relay interrupted; trying again')
        await pacer.pauseAfterFailure()
      }
    }
  }

  const running = run()
  return {
    async stop() {
      stopping.abort()
      pacer.wake()
      await running
      await (await listening)().catch(() => {})
      await lock.release()
    },
  }
}

/**
 * Applies a parked event once its handler was mended.
 *
 * @returns `not parked` when there is nothing to do
 * @throws what the handler throws; the event then stays parked
 */
export async function replayParked<C extends AnyEvent>(
  consumer: Consumer<C>,
  { producer, eventId }: { producer: string; eventId: string },
): Promise<Receipt | 'not parked'> {
  const event = await consumer.inbox.findParked(producer, eventId)
  if (!event) return 'not parked'
  const receipt = await apply(consumer, event)
  await consumer.inbox.markReplayed(event)
  return receipt
}

type Circumstances = Readonly<{ log: Logger; signal: AbortSignal }>

/** Applies a batch in one transaction and, should one of its events resist, each by itself. */
async function deliver<C extends AnyEvent>(
  consumer: Consumer<C>,
  batch: readonly StoredEvent[],
  circumstances: Circumstances,
): Promise<void> {
  const { inbox, handlers } = consumer
  const handled = batch.filter(({ type }) => handlersOf(handlers, type).length > 0)
  try {
    await traced(handled, () =>
      inbox.receiveAll(handled, (events, tx, publish) =>
        call(handlers, events, { tx, publish: publish as Publish<AnyEvent> }),
      ),
    )
  } catch (error) {
    circumstances.log.debug({ err: error }, 'batch not applied; one event at a time')
    for (const event of handled) await insist(consumer, event, circumstances)
  }
}

/** Tries, waits, tries again, and parks in the end: one event that cannot be applied must not hold up the others. */
async function insist<C extends AnyEvent>(
  consumer: Consumer<C>,
  event: StoredEvent,
  { log, signal }: Circumstances,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await apply(consumer, event)
      return
    } catch (error) {
      const facts = { err: error, eventId: event.id, type: event.type, attempt }
      if (attempt >= ATTEMPTS_MAX) {
        log.error(facts, 'event parked after every attempt')
        return consumer.inbox.park(event, { error, attemptCount: attempt })
      }
      log.warn(facts, 'event not applied; trying again')
      await delay(BACKOFF_MS * 2 ** (attempt - 1), undefined, { signal })
    }
  }
}

const apply = <C extends AnyEvent>(
  { inbox, handlers }: Consumer<C>,
  event: StoredEvent,
): Promise<Receipt> =>
  traced([event], () =>
    inbox.receive(event, (tx, publish) =>
      call(handlers, [event], { tx, publish: publish as Publish<AnyEvent> }),
    ),
  )

/** Shows the work in the trace of each event's request. What they cause together shows in the last one's. */
function traced<Result>(
  events: readonly StoredEvent[],
  work: () => Promise<Result>,
): Promise<Result> {
  if (!isTracing()) return work()
  return events.reduce<() => Promise<Result>>(
    (inner, { type, cause }) =>
      () =>
        withinTrace({ requestId: cause.requestId }, () => withSpan(`event ${type}`, {}, inner)),
    work,
  )()
}

const handlersOf = (handlers: EventHandlers, type: string): (EventHandler | EventsHandler)[] =>
  [handlers[type], handlers['*']].filter((each) => each !== undefined)

async function call(
  handlers: EventHandlers,
  events: readonly StoredEvent[],
  { tx, publish }: { tx: Tx; publish: Publish<AnyEvent> },
): Promise<void> {
  const together = new Map<EventsHandler, StoredEvent[]>()
  for (const event of events)
    for (const handler of handlersOf(handlers, event.type))
      if (typeof handler === 'function') await handler(event, tx, publish)
      else together.set(handler, [...(together.get(handler) ?? []), event])
  for (const [handler, given] of together) await handler.handleAll(given, tx, publish)
}
