import type { AnyEvent, StoredEvent } from './event.ts'
import type { Subscriber } from './subscriber.ts'

/** Subscribers, so that an event costs only those who asked for it. */
export function newSubscribers<E extends AnyEvent>() {
  const everyone = new Set<Subscriber<E>>()
  const unfiltered = new Set<Subscriber<E>>()
  const byTopic = new Map<string, Set<Subscriber<E>>>()
  return {
    all: () => everyone.values(),
    size: () => everyone.size,
    add(subscriber: Subscriber<E>): void {
      everyone.add(subscriber)
      if (!subscriber.topics) unfiltered.add(subscriber)
      for (const topic of subscriber.topics ?? [])
        byTopic.set(topic, (byTopic.get(topic) ?? new Set()).add(subscriber))
    },
    remove(subscriber: Subscriber<E>): void {
      everyone.delete(subscriber)
      unfiltered.delete(subscriber)
      for (const topic of subscriber.topics ?? []) {
        const sharers = byTopic.get(topic)
        if (sharers?.delete(subscriber) && sharers.size === 0) byTopic.delete(topic)
      }
    },
    hand(event: StoredEvent<E>): void {
      const interested = new Set(unfiltered)
      for (const topic of event.topics)
        for (const subscriber of byTopic.get(topic) ?? []) interested.add(subscriber)
      for (const subscriber of interested) subscriber.push(event)
    },
  }
}
