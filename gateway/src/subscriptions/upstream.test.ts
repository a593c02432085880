import { describe, expect, test } from 'vitest'
import { newBus } from '../../test/room.ts'
import type { Answer } from '../answer.ts'
import type { Executed } from '../plan/executor.ts'
import { Subscriber } from './subscriber.ts'
import { Upstream } from './upstream.ts'

const event = (n: number): Executed => ({ data: `{"n":${n}}`, errors: [] })
const settled = () => new Promise((resolve) => setTimeout(resolve, 2))

/** A source that counts what is asked of it. */
function newSource() {
  const bus = newBus<Executed>()
  const source = bus.subscribe()
  let asked = 0
  return {
    ...bus,
    asked: () => asked,
    source: {
      ...source,
      next() {
        asked += 1
        return source.next()
      },
    } as AsyncIterableIterator<Executed>,
  }
}

function join(upstream: () => Upstream, eventsMax = 2) {
  const subscriber: Subscriber = new Subscriber({
    eventsMax,
    stallMs: 60_000,
    toAnswer: ({ data }) => ({ data }) as Answer,
    tooSlow: () => ({ data: 'too slow' }),
    broken: (reason) => ({ data: String(reason) }),
    onRoom: () => upstream().wake(),
    onEnd: () => upstream().remove(subscriber),
  })
  upstream().add(subscriber)
  return { subscriber, take: async () => (await subscriber.next()).value?.data }
}

describe('an upstream', () => {
  test('hands each event to all who share it, and is let go with the last of them', async () => {
    const { source, emit, count } = newSource()
    let ends = 0
    const upstream = new Upstream(
      async () => source,
      () => {
        ends += 1
      },
    )
    const [a, b] = [join(() => upstream), join(() => upstream)]
    expect(await upstream.started).toBeUndefined()
    emit(event(1))
    expect([await a.take(), await b.take()]).toEqual(['{"n":1}', '{"n":1}'])
    await a.subscriber.return()
    expect(count()).toBe(1)
    emit(event(2))
    expect(await b.take()).toBe('{"n":2}')
    const pending = b.subscriber.next()
    await b.subscriber.return()
    expect((await pending).done).toBe(true)
    expect([count(), ends, upstream.isOver()]).toEqual([0, 1, true])
  })

  test('reads no further than its only subscriber has room for, and on when there is room', async () => {
    const { source, emit, asked } = newSource()
    const upstream = new Upstream(
      async () => source,
      () => {},
    )
    const { take } = join(() => upstream, 2)
    for (const n of [1, 2, 3, 4]) emit(event(n))
    await settled()
    expect(asked()).toBe(2)
    expect([await take(), await take(), await take(), await take()]).toEqual(
      [1, 2, 3, 4].map((n) => `{"n":${n}}`),
    )
  })

  test('is not held up by one of several who is slow: that one is cut off', async () => {
    const { source, emit } = newSource()
    const upstream = new Upstream(
      async () => source,
      () => {},
    )
    const slow = join(() => upstream, 2)
    const fast = join(() => upstream, 2)
    for (const n of [1, 2, 3, 4, 5]) {
      emit(event(n))
      expect(await fast.take()).toBe(`{"n":${n}}`)
    }
    expect(await slow.take()).toBe('too slow')
    expect((await slow.subscriber.next()).done).toBe(true)
    emit(event(6))
    expect(await fast.take()).toBe('{"n":6}')
  })

  test('that is refused says so to all who wait for it, and is over', async () => {
    const refusal: Executed = { data: undefined, errors: [] }
    let ends = 0
    const upstream = new Upstream(
      async () => refusal,
      () => {
        ends += 1
      },
    )
    expect(await upstream.started).toBe(refusal)
    expect([ends, upstream.isOver()]).toEqual([1, true])
  })

  test('whose last subscriber leaves before it has begun lets its source go as soon as it has', async () => {
    const { source, count } = newSource()
    let begin = (): void => {}
    const upstream = new Upstream(
      () =>
        new Promise((resolve) => {
          begin = () => resolve(source)
        }),
      () => {},
    )
    const { subscriber } = join(() => upstream)
    await subscriber.return()
    begin()
    await upstream.started
    expect(count()).toBe(0)
  })

  test('that breaks tells each who shares it; one that ends ends them', async () => {
    const broken = new Upstream(
      async () =>
        ({
          [Symbol.asyncIterator]() {
            return this
          },
          next: () => Promise.reject(new Error('lost')),
          return: () => {
            throw new Error('impolite')
          },
        }) as AsyncIterableIterator<Executed>,
      () => {},
    )
    expect(await join(() => broken).take()).toBe('Error: lost')
    const { source } = newSource()
    const ending = new Upstream(
      async () => source,
      () => {},
    )
    const { subscriber } = join(() => ending)
    const pending = subscriber.next()
    await ending.started
    await source.return?.()
    expect((await pending).done).toBe(true)
  })
})
